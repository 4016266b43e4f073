package io.humhelix.bench.report;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorRate;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The levels of one run config in the words of a table. */
final class EstimateText {

  private static final int DIGITS = 4;
  private static final int DECIMALS = 2;

  private final List<MetricEstimate> estimates;
  private final ErrorUnit unit;
  private final Symbols symbols;

  private EstimateText(List<MetricEstimate> estimates, ErrorUnit unit, Symbols symbols) {
    this.estimates = estimates;
    this.unit = unit;
    this.symbols = symbols;
  }

  /** Those of all run configs; two of them may tell the same, so they go by identity. */
  static Map<RunConfigResult, EstimateText> of(RunResult run, Symbols symbols) {
    Map<RunConfigResult, EstimateText> texts = new IdentityHashMap<>();
    for (RunConfigResult config : run.runConfigs()) {
      texts.put(
          config,
          new EstimateText(
              RunConfigEstimates.of(run.definition(), config),
              ClipErrors.decidingUnit(config),
              symbols));
    }
    return texts;
  }

  /** Whether words say how good the texts are; else their rate is not to be shown. */
  boolean wordsDecide() {
    return unit == ErrorUnit.WORD;
  }

  /** What errors are counted in. */
  ErrorUnit unit() {
    return unit;
  }

  /** Whether characters decide for any of some run configs. */
  static boolean charactersDecide(Collection<EstimateText> texts) {
    return texts.stream().anyMatch(text -> !text.wordsDecide());
  }

  private Optional<MetricEstimate> of(Metric metric) {
    if (metric.equals(Metrics.WER_PERCENT) && !wordsDecide()) {
      return Optional.empty();
    }
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

  /** The same as a number. */
  OptionalDouble level(Metric metric) {
    return estimate(metric).stream().mapToDouble(Estimate::point).findFirst();
  }

  /** The best guess of a ratio turned upside down. */
  String inverse(Metric metric) {
    return estimate(metric).map(one -> number(metric, 1 / one.point())).orElse(NumberText.NONE);
  }

  /** Both ends of the interval, or the upper one where there is no other. */
  String interval(Metric metric) {
    Optional<Estimate> estimate = estimate(metric);
    boolean most = estimate.filter(e -> e.method() == Method.ERROR_RATE_AT_MOST).isPresent();
    return estimate
        .flatMap(Estimate::interval)
        .map(
            i ->
                (most ? "at most " : number(metric, i.low()) + symbols.range())
                    + number(metric, i.high()))
        .orElse(NumberText.NONE);
  }

  /** Both ends of the interval of a ratio turned upside down. */
  String inverseInterval(Metric metric) {
    return estimate(metric)
        .flatMap(Estimate::interval)
        .filter(i -> i.low() > 0)
        .map(i -> number(metric, 1 / i.high()) + symbols.range() + number(metric, 1 / i.low()))
        .orElse(NumberText.NONE);
  }

  /** What a reader must know of the error rate that decides, one sentence each. */
  List<String> ofErrors() {
    List<String> lines = new ArrayList<>();
    if (!wordsDecide()) {
      lines.add(
          "characters decide, since the writing does not separate words: CER "
              + point(Metrics.CER_PERCENT)
              + " %, 95 % interval "
              + interval(Metrics.CER_PERCENT)
              + ".");
    }
    estimate(unit.rate())
        .filter(e -> e.method() == Method.BLOCK_JACKKNIFE_EXACT_UNEQUAL)
        .ifPresent(
            e ->
                lines.add(
                    unit.rate().name()
                        + ": the interval is a minimum, since some speakers or recordings are more"
                        + " than "
                        + ErrorRate.MOST_UNEQUAL
                        + " times as long as others."));
    estimate(unit.rate())
        .filter(e -> e.size().replicates() >= BlockJackknife.MINIMUM_BLOCKS)
        .flatMap(Estimate::shortcoming)
        .ifPresent(why -> lines.add(unit.rate().name() + ": no interval: " + why + "."));
    return lines;
  }

  private static String number(Metric metric, double value) {
    return ErrorUnit.isRate(metric)
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
