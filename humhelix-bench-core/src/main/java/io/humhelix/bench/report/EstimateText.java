package io.humhelix.bench.report;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Estimate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

  /** Those of all run configs; two of them may tell the same, so they go by identity. */
  static Map<RunConfigResult, EstimateText> of(RunResult run, Symbols symbols) {
    Map<RunConfigResult, EstimateText> texts = new IdentityHashMap<>();
    for (RunConfigResult config : run.runConfigs()) {
      texts.put(config, new EstimateText(RunConfigEstimates.of(run.definition(), config), symbols));
    }
    return texts;
  }

  private Optional<MetricEstimate> of(Metric metric) {
    return estimates.stream().filter(one -> one.metric().equals(metric)).findFirst();
  }

  /** The level itself. */
  Optional<Estimate> estimate(Metric metric) {
    return of(metric).map(MetricEstimate::estimate);
  }

  /** The best guess. */
  String point(Metric metric) {
    return estimate(metric).map(one -> number(metric, one.point())).orElse(NumberText.NONE);
  }

  /** Both ends of the interval. */
  String interval(Metric metric) {
    return estimate(metric)
        .flatMap(Estimate::interval)
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
