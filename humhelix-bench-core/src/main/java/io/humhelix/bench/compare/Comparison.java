package io.humhelix.bench.compare;

import io.humhelix.bench.result.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A candidate compared with a baseline in every run config that both have.
 *
 * @param pairs in the order of the candidate
 * @param missing labels of run configs of the baseline that the candidate lacks and should have
 * @param unmatched what else one side alone has, one sentence each
 * @param notes what concerns the runs as a whole, one sentence each
 */
public record Comparison(
    List<RunConfigComparison> pairs,
    List<String> missing,
    List<String> unmatched,
    List<String> notes) {

  /** What a comparison as a whole comes to. */
  public enum Outcome {
    /** Nothing is worse: every primary metric is equal or better, or the texts are the same. */
    NO_REGRESSION,
    /** A primary metric is worse than its tolerance, or failures are more frequent. */
    REGRESSION,
    /** A side has no valid trials. */
    INVALID,
    /**
     * Neither shown: too few forks, a noisy machine, a new kind of failure that chance explains,
     * not comparable, or a run config is missing.
     */
    UNDECIDED
  }

  public Comparison {
    pairs = List.copyOf(pairs);
    missing = List.copyOf(missing);
    unmatched = List.copyOf(unmatched);
    notes = List.copyOf(notes);
  }

  /**
   * Returns the gate over the primary metrics and the failures of all run configs, adjusted by
   * Holm's method.
   *
   * @return names are {@code label: metric} and {@code label: failures}
   */
  public Gate gate() {
    Map<String, Decision> primary = new LinkedHashMap<>();
    for (RunConfigComparison pair : pairs) {
      for (MetricComparison metric : pair.metrics()) {
        if (metric.primary()) {
          primary.put(name(pair, metric), metric.decision());
        }
      }
      pair.failures().decision().ifPresent(failures -> primary.put(failures(pair), failures));
    }
    return Gate.of(primary);
  }

  /**
   * Returns the name under which {@link #gate} has a metric.
   *
   * @param pair one of the pairs
   * @param metric one of its metrics
   * @return unique within this comparison
   */
  public static String name(RunConfigComparison pair, MetricComparison metric) {
    return pair.label() + ": " + metric.metric().name();
  }

  /**
   * Returns the name under which {@link #gate} has the failures of a pair.
   *
   * @param pair one of the pairs
   * @return unique within this comparison
   */
  public static String failures(RunConfigComparison pair) {
    return pair.label() + ": failures";
  }

  /**
   * Returns what it comes to.
   *
   * @return the worst finding: regression, then invalid, then undecided
   */
  public Outcome outcome() {
    Gate gate = gate();
    if (!gate.regressions().isEmpty()) {
      return Outcome.REGRESSION;
    }
    if (!gate.invalid().isEmpty()) {
      return Outcome.INVALID;
    }
    return gate.undecided().isEmpty() && missing.isEmpty() && !pairs.isEmpty()
        ? Outcome.NO_REGRESSION
        : Outcome.UNDECIDED;
  }

  /**
   * Returns what each run config comes to: one that was refused makes no other one invalid.
   *
   * @return in the order of the pairs, by their primary metrics and failures, adjusted for the
   *     number of all
   */
  public List<Outcome> outcomes() {
    Gate gate = gate();
    Map<Outcome, Set<String>> names = new EnumMap<>(Outcome.class);
    names.put(Outcome.REGRESSION, Set.copyOf(gate.regressions()));
    names.put(Outcome.INVALID, Set.copyOf(gate.invalid()));
    names.put(Outcome.UNDECIDED, Set.copyOf(gate.undecided()));
    return pairs.stream()
        .map(
            pair ->
                Stream.of(Outcome.REGRESSION, Outcome.INVALID, Outcome.UNDECIDED)
                    .filter(outcome -> has(pair, names.get(outcome)))
                    .findFirst()
                    .orElse(Outcome.NO_REGRESSION))
        .toList();
  }

  private static boolean has(RunConfigComparison pair, Set<String> names) {
    return names.contains(failures(pair))
        || pair.metrics().stream()
            .filter(MetricComparison::primary)
            .anyMatch(metric -> names.contains(name(pair, metric)));
  }

  /**
   * Returns the outcome in one sentence.
   *
   * @return such as {@code REGRESSION in 1 of 2 run configs: a / speech (rtf +20.3 %); no
   *     regression in 1.}
   */
  public String summary() {
    return new ComparisonSummary(this).text();
  }

  /**
   * Passes only a comparison that comes to {@link Outcome#NO_REGRESSION}: what is undecided,
   * invalid or missing has not been shown to be as good as the baseline.
   *
   * @return this comparison
   * @throws NotPassedError otherwise, with the summary and all reasons
   */
  public Comparison requireNoRegression() {
    Outcome outcome = outcome();
    if (outcome == Outcome.NO_REGRESSION) {
      return this;
    }
    StringBuilder text = new StringBuilder(summary());
    List<Outcome> outcomes = outcomes();
    for (int i = 0; i < pairs.size(); i++) {
      RunConfigComparison pair = pairs.get(i);
      for (MetricComparison metric : pair.metrics()) {
        if (metric.primary() && outcomes.get(i) != Outcome.NO_REGRESSION) {
          text.append('\n').append(name(pair, metric)).append(": ").append(text(metric.decision()));
        }
      }
      pair.failures()
          .decision()
          .filter(decision -> decision.verdict() != Verdict.NOT_SHOWN)
          .ifPresent(
              decision ->
                  text.append('\n').append(failures(pair)).append(": ").append(text(decision)));
    }
    unmatched.forEach(one -> text.append('\n').append(one));
    throw new NotPassedError(outcome, text.toString());
  }

  private static String text(Decision decision) {
    return decision.verdict() + ": " + decision.explanation();
  }
}
