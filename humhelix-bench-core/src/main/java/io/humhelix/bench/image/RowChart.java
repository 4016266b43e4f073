package io.humhelix.bench.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A picture with a row a system and values along it. What is in the rows is drawn in pixels once
 * the axes are there, so that its height does not depend on the axis.
 */
final class RowChart {

  private static final int NAMES = 190;
  private static final int AROUND = 150;
  private static final int LINE_OF_TEXT = 18;
  private static final int SHORT = 4;

  /** Draws in a row. */
  interface InRow {

    /**
     * Draws.
     *
     * @param middle of the row
     */
    void draw(Pen pen, double middle);
  }

  /** Draws along the axis, in pixels. */
  static final class Pen {
    private final Graphics2D graphics;
    private final XYPlot plot;
    private final Rectangle2D area;
    private final ValueScale scale;

    private Pen(Graphics2D graphics, XYPlot plot, Rectangle2D area, ValueScale scale) {
      this.graphics = graphics;
      this.plot = plot;
      this.area = area;
      this.scale = scale;
    }

    double x(double value) {
      double from = scale.log() ? Math.max(scale.min(), scale.to(value)) : value;
      return plot.getDomainAxis().valueToJava2D(from, area, RectangleEdge.BOTTOM);
    }

    /** A line with caps. */
    void bar(double from, double to, double y, Paint paint) {
      graphics.setPaint(paint);
      graphics.setStroke(ChartLook.BAR);
      graphics.draw(new Line2D.Double(x(from), y, x(to), y));
      for (double end : new double[] {from, to}) {
        graphics.draw(new Line2D.Double(x(end), y - SHORT, x(end), y + SHORT));
      }
    }

    void box(double from, double to, double y, double height, Color colour, int opacity) {
      Rectangle2D box =
          new Rectangle2D.Double(x(from), y - height / 2, Math.max(1, x(to) - x(from)), height);
      graphics.setPaint(Color.WHITE);
      graphics.fill(box);
      graphics.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity));
      graphics.fill(box);
      graphics.setPaint(colour);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(box);
    }

    void tick(double value, double y, double height, Color colour) {
      graphics.setPaint(colour);
      graphics.setStroke(new BasicStroke(3));
      graphics.draw(new Line2D.Double(x(value), y - height / 2, x(value), y + height / 2));
    }

    void dot(double value, double y, double radius, Color colour, int opacity) {
      graphics.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity));
      graphics.fill(new Ellipse2D.Double(x(value) - radius, y - radius, 2 * radius, 2 * radius));
    }

    void mark(double value, double y, Shape shape, Color colour, boolean filled) {
      Shape there = AffineTransform.getTranslateInstance(x(value), y).createTransformedShape(shape);
      graphics.setPaint(filled ? colour : Color.WHITE);
      graphics.fill(there);
      graphics.setPaint(colour);
      graphics.setStroke(new BasicStroke(2));
      graphics.draw(there);
    }
  }

  private final ValueScale scale;
  private final int rowHeight;
  private final List<String> names = new ArrayList<>();
  private final List<InRow> rows = new ArrayList<>();

  RowChart(ValueScale scale, int rowHeight) {
    this.scale = scale;
    this.rowHeight = rowHeight;
  }

  void add(String name, InRow row) {
    names.add(name);
    rows.add(row);
  }

  Drawing drawing(String file, String title, String axis, List<String> below) {
    XYPlot plot = new XYPlot();
    // Without numbers of its own, a plot has no grid.
    plot.setDataset(new XYSeriesCollection());
    plot.setRenderer(new XYLineAndShapeRenderer());
    plot.setDomainAxis(new ScaleAxis(scale, axis));
    NumberAxis systems = new NumberAxis(null);
    systems.setAutoRange(false);
    systems.setRange(0, rows.size());
    systems.setTickLabelsVisible(false);
    systems.setTickMarksVisible(false);
    systems.setAxisLinePaint(ChartLook.FAINT);
    plot.setRangeAxis(systems);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(new RectangleInsets(8, NAMES, 0, 8));
    int text = below.stream().mapToInt(line -> LINE_OF_TEXT * (1 + line.length() / 105)).sum();
    return new Drawing(
        file,
        ChartLook.chart(title, plot, below),
        AROUND + text + rowHeight * rows.size(),
        this::draw);
  }

  private void draw(Graphics2D graphics, XYPlot plot, Rectangle2D area) {
    Pen pen = new Pen(graphics, plot, area, scale);
    FontMetrics metrics = graphics.getFontMetrics(ChartLook.TEXT);
    for (int i = 0; i < rows.size(); i++) {
      double middle = area.getMinY() + (i + 0.5) * area.getHeight() / rows.size();
      String name = fit(names.get(i), metrics);
      graphics.setFont(ChartLook.TEXT);
      graphics.setPaint(ChartLook.INK);
      graphics.drawString(
          name,
          (float) area.getMinX() - 8 - metrics.stringWidth(name),
          (float) middle + metrics.getAscent() / 2f - 1);
      rows.get(i).draw(pen, middle);
    }
  }

  private static String fit(String name, FontMetrics metrics) {
    if (metrics.stringWidth(name) <= NAMES) {
      return name;
    }
    int end = name.length();
    while (end > 1 && metrics.stringWidth(name.substring(0, end) + "\u2026") > NAMES) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end) + "\u2026";
  }
}
