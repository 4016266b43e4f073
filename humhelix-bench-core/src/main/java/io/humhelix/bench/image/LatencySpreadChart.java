package io.humhelix.bench.image;

import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.picture.LatencySpread;
import io.humhelix.bench.picture.PicturePanel;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** How latencies are spread, of one view. */
final class LatencySpreadChart {

  private static final int ROW = 36;
  private static final int BOX = 18;
  private static final double LOG_RANGE = 10;

  private LatencySpreadChart() {}

  static Drawing of(ChartEntries entries, LatencySpread picture, PicturePanel panel) {
    List<LatencySpread.Spread> spreads =
        picture.spreads(panel).stream()
            .sorted(Comparator.comparingDouble(LatencySpread.Spread::median))
            .toList();
    double[] values =
        spreads.stream()
            .flatMapToDouble(
                one ->
                    DoubleStream.concat(
                        DoubleStream.of(one.low(), one.high(), one.median(), one.slowest()),
                        one.shown().stream().mapToDouble(Double::doubleValue)))
            .filter(value -> value > 0)
            .toArray();
    boolean log =
        DoubleStream.of(values).max().orElse(1)
            > LOG_RANGE * DoubleStream.of(values).min().orElse(1);
    RowChart chart = new RowChart(ValueScale.of(log, values), ROW);
    for (LatencySpread.Spread one : spreads) {
      Entry entry = entries.entry(one.entry());
      chart.add(
          entry.name(), (pen, middle) -> row(pen, middle, one, entries.marks().colour(entry)));
    }
    List<String> below = new ArrayList<>(List.of(panel.finding()));
    boolean boxed = spreads.stream().anyMatch(LatencySpread.Spread::boxed);
    boolean dots = spreads.stream().anyMatch(one -> !one.boxed());
    below.add(
        (boxed
                ? "Box: the middle half of the calls, with the median; whiskers: 5th and 95th"
                    + " percentile; dots: calls beyond these. "
                : "")
            + (dots ? "With fewer than 20 calls, each is a dot; the line is the median. " : "")
            + "All calls of valid trials, of clips of all lengths.");
    entries.notDrawn(panel).ifPresent(below::add);
    return chart.drawing(
        "latency-spread-" + panel.name(),
        "Spread of latencies, " + panel.name(),
        "Latency in seconds" + (log ? ", logarithmic" : ""),
        below);
  }

  private static void row(RowChart.Pen pen, double middle, LatencySpread.Spread one, Color colour) {
    for (int i = 0; i < one.shown().size(); i++) {
      // Moved up and down a little, the same each time, so that equal ones do not hide each other.
      pen.dot(one.shown().get(i), middle + (i * 7 % 5 - 2) * 2, 2.5, colour, 140);
    }
    if (one.boxed()) {
      pen.bar(one.low(), one.high(), middle, colour);
      pen.box(one.firstQuartile(), one.thirdQuartile(), middle, BOX, colour, 64);
    }
    pen.tick(one.median(), middle, BOX, colour);
  }
}
