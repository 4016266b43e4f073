package io.humhelix.bench.image;

import io.humhelix.bench.picture.DrawnLevel;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.picture.PicturePanel;
import io.humhelix.bench.picture.StartCosts;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Model load, first call and later ones, of one view. */
final class StartCostsChart {

  private static final int ROW = 56;
  private static final int APART = 15;
  private static final int BAR = 12;
  private static final double LOG_RANGE = 30;
  private static final int[] OPACITY = {90, 165, 255};
  private static final Shape SQUARE = new Rectangle2D.Double(-4.5, -4.5, 9, 9);
  private static final Shape CIRCLE = new Ellipse2D.Double(-5, -5, 10, 10);

  private StartCostsChart() {}

  static Drawing of(ChartEntries entries, StartCosts picture, PicturePanel panel) {
    List<StartCosts.Cost> costs =
        picture.costs(panel).stream()
            .sorted(Comparator.comparingDouble(StartCostsChart::untilText))
            .toList();
    double[] points =
        costs.stream()
            .flatMap(StartCostsChart::levels)
            .mapToDouble(DrawnLevel::point)
            .filter(value -> value > 0)
            .toArray();
    boolean log =
        DoubleStream.of(points).max().orElse(1)
            > LOG_RANGE * DoubleStream.of(points).min().orElse(1);
    double[] values =
        costs.stream()
            .flatMap(StartCostsChart::levels)
            .flatMapToDouble(ChartEntries::values)
            .toArray();
    RowChart chart = new RowChart(ValueScale.of(log, values), ROW);
    for (StartCosts.Cost cost : costs) {
      Entry entry = entries.entry(cost.entry());
      Color colour = entries.marks().colour(entry);
      chart.add(entry.name(), (pen, middle) -> row(pen, middle, cost, colour, log));
    }
    List<String> below = new ArrayList<>(List.of(panel.finding()));
    below.add(
        "Each system, from the top: model load, the first call on the freshly loaded model, and"
            + " later calls of that same clip. "
            + (log
                ? "Dots on a logarithmic axis, since the times differ too much for bars"
                : "Bars from 0")
            + "; lines: 95 % intervals over forks.");
    entries.notDrawn(panel).ifPresent(below::add);
    return chart.drawing(
        "phases-" + panel.name(),
        "Start-up: model load and first call, " + panel.name(),
        "Seconds" + (log ? ", logarithmic" : ""),
        below);
  }

  private static Stream<DrawnLevel> levels(StartCosts.Cost cost) {
    return Stream.of(cost.load(), cost.firstCall(), cost.sameClip());
  }

  private static double untilText(StartCosts.Cost cost) {
    return Stream.of(cost.load(), cost.firstCall())
        .mapToDouble(DrawnLevel::point)
        .filter(Double::isFinite)
        .sum();
  }

  private static void row(
      RowChart.Pen pen, double middle, StartCosts.Cost cost, Color colour, boolean log) {
    List<DrawnLevel> levels = levels(cost).toList();
    for (int i = 0; i < levels.size(); i++) {
      DrawnLevel level = levels.get(i);
      double y = middle + (i - 1) * APART;
      if (!Double.isFinite(level.point())) {
        continue;
      }
      if (!log) {
        pen.box(0, level.point(), y, BAR, colour, OPACITY[i]);
      }
      if (Double.isFinite(level.low())) {
        pen.bar(level.low(), level.high(), y, log ? colour : ChartLook.INK);
      }
      if (log) {
        pen.mark(level.point(), y, i == 0 ? SQUARE : CIRCLE, colour, i == 2);
      }
    }
  }
}
