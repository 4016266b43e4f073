package io.humhelix.bench.image;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;

/**
 * A picture that is ready to be drawn.
 *
 * @param name of its file, without ending
 * @param chart axes and numbers
 * @param height in CSS pixels
 * @param labels drawn on top, once it is known where all else is
 */
record Drawing(String name, JFreeChart chart, int height, Overlay labels) {

  /** What is drawn on top. */
  interface Overlay {

    /**
     * Draws.
     *
     * @param area of the plot, in pixels
     */
    void draw(Graphics2D graphics, XYPlot plot, Rectangle2D area);
  }

  static Drawing of(String name, JFreeChart chart, int height) {
    return new Drawing(name, chart, height, (graphics, plot, area) -> {});
  }
}
