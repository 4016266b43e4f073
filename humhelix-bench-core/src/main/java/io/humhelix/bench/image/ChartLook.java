package io.humhelix.bench.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Fonts, lines and grounds of all pictures, those of the report's light theme. */
final class ChartLook {

  static final Color INK = Color.decode("#1b1f24");
  static final Color FAINT = Color.decode("#57606a");
  static final Color LINE = Color.decode("#d0d7de");
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final BasicStroke BAR = new BasicStroke(1.5f);
  static final BasicStroke DASHES =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

  private ChartLook() {}

  static void of(ValueAxis axis) {
    axis.setLabelFont(TEXT);
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(TEXT);
    axis.setTickLabelPaint(FAINT);
    axis.setAxisLinePaint(FAINT);
    axis.setTickMarksVisible(false);
  }

  /** A chart with its title, and below it what to see and how to read it. */
  static JFreeChart chart(String title, XYPlot plot, List<String> below) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(LINE);
    plot.setRangeGridlinePaint(LINE);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(12, 12, 12, 16));
    TextTitle head = new TextTitle(title, TITLE);
    head.setPaint(INK);
    head.setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.setTitle(head);
    // What is added last is drawn lowest but one: JFreeChart fills the bottom from below.
    for (int i = below.size() - 1; i >= 0; i--) {
      TextTitle line = new TextTitle(below.get(i), TEXT);
      line.setPaint(i == 0 ? INK : FAINT);
      line.setPosition(RectangleEdge.BOTTOM);
      line.setHorizontalAlignment(HorizontalAlignment.LEFT);
      line.setTextAlignment(HorizontalAlignment.LEFT);
      line.setMargin(new RectangleInsets(4, 0, 0, 0));
      chart.addSubtitle(line);
    }
    return chart;
  }
}
