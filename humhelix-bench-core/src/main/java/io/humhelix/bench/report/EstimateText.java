package io.humhelix.bench.report;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The levels of one run config in the words of a table. */
final class EstimateText {

  private static final int DIGITS = 4;
  private static final int DECIMALS = 2;

  private final List<MetricEstimate> estimates;
  private final Symbols symbols;

  private EstimateText(List<MetricEstimate> estimates, Symbols symbols) {
    this.estimates = estimates;
    this.symbols = symbols;
  }

  static EstimateText of(RunResult run, RunConfigResult config, Symbols symbols) {
    return new EstimateText(RunConfigEstimates.of(run.definition(), config), symbols);
  }

  private Optional<MetricEstimate> of(Metric metric) {
    return estimates.stream().filter(one -> one.metric().equals(metric)).findFirst();
  }

  /** The best guess. */
  String point(Metric metric) {
    return of(metric).map(one -> number(metric, one.estimate().point())).orElse(NumberText.NONE);
  }

  /** Both ends of the interval. */
  String interval(Metric metric) {
    Optional<Interval> interval = of(metric).flatMap(one -> one.estimate().interval());
    return interval
        .map(i -> number(metric, i.low()) + symbols.range() + number(metric, i.high()))
        .orElse(NumberText.NONE);
  }

  private static String number(Metric metric, double value) {
    return metric.equals(Metrics.WER_PERCENT)
        ? NumberText.fixed(value, DECIMALS)
        : NumberText.significant(value, DIGITS);
  }

  /** What was left out, one line for each metric of which something was. */
  List<String> dropped() {
    List<String> lines = new ArrayList<>();
    for (MetricEstimate one : estimates) {
      if (one.dropped() > 0) {
        lines.add(
            one.metric().name()
                + " without the first "
                + NumberText.count(one.dropped(), "measured trial")
                + " of each fork, which the others show to be warm-up; all are in the file.");
      }
    }
    return lines;
  }
}
