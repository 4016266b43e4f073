package io.humhelix.bench.image;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** The axis of a {@link ValueScale}: JFreeChart has no ticks at 1, 2 and 5 on logarithmic axes. */
final class ScaleAxis extends NumberAxis {

  private static final long serialVersionUID = 1;

  private final transient ValueScale scale;

  ScaleAxis(ValueScale scale, String label) {
    super(label);
    this.scale = scale;
    setAutoRange(false);
    setRange(scale.min(), scale.max());
    ChartLook.of(this);
  }

  @Override
  public List<?> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean flat = RectangleEdge.isTopOrBottom(edge);
    List<NumberTick> ticks = new ArrayList<>();
    double last = Double.NaN;
    for (double tick : scale.ticks()) {
      double at = valueToJava2D(scale.to(tick), area, edge);
      String text = ValueScale.text(tick);
      double room = flat ? graphics.getFontMetrics(getTickLabelFont()).stringWidth(text) + 8.0 : 14;
      boolean fits = Double.isNaN(last) || Math.abs(at - last) > room;
      ticks.add(
          new NumberTick(
              scale.to(tick),
              fits ? text : "",
              flat ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
              TextAnchor.CENTER,
              0));
      last = fits ? at : last;
    }
    return ticks;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
