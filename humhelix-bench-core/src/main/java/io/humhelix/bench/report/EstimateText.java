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
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** The best guess of a ratio turned upside down. */
  String inverse(Metric metric) {
    return estimate(metric).map(one -> number(metric, 1 / one.point())).orElse(NumberText.NONE);
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

  /**
   * The number of forks whose warm-up could not be judged; empty if it was. The deciding metric
   * stands for all.
   */
  OptionalInt forksUnjudged() {
    return estimates.stream()
        .limit(1)
        .filter(one -> !one.warmUp().judged())
        .mapToInt(one -> one.estimate().size().replicates())
        .findAny();
  }

  /** What was left out, one line for the metrics that left out the same. */
  List<String> dropped() {
    SortedMap<Integer, List<String>> metrics = new TreeMap<>();
    for (MetricEstimate one : estimates) {
      int count = one.warmUp().dropped();
      if (count > 0) {
        metrics.computeIfAbsent(count, any -> new ArrayList<>()).add(one.metric().name());
      }
    }
    List<String> lines = new ArrayList<>();
    metrics.forEach(
        (count, names) ->
            lines.add(
                String.join(", ", names)
                    + ": the first "
                    + (count == 1 ? "trial" : count + " trials")
                    + " of each fork left out as warm-up (kept in the results file)."));
    return lines;
  }
}
