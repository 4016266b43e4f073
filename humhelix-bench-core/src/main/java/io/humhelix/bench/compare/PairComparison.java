package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.WarmUp;
import io.humhelix.bench.store.RecordedRun;
import io.humhelix.bench.store.RecordedRunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One run config compared with another one. */
final class PairComparison {

  private final RecordedRun oldRun;
  private final RecordedRunConfig reference;
  private final RecordedRun newRun;
  private final RecordedRunConfig candidate;
  private final ComparisonPolicy policy;
  private final boolean sameRun;
  private final List<String> notes = new ArrayList<>();

  PairComparison(
      RecordedRun oldRun,
      RecordedRunConfig reference,
      RecordedRun newRun,
      RecordedRunConfig candidate,
      ComparisonPolicy policy) {
    this.oldRun = oldRun;
    this.reference = reference;
    this.newRun = newRun;
    this.candidate = candidate;
    this.policy = policy;
    sameRun = oldRun.runId().equals(newRun.runId());
  }

  RunConfigComparison compare() {
    Map<String, String> before = conditions(reference);
    Map<String, String> after = conditions(candidate);
    List<ConditionDifference> differences = ConditionDifference.between(before, after, Set.of());
    Optional<MetricComparison> errors = errors(differences);
    List<MetricComparison> metrics = new ArrayList<>();
    for (ComparedMetric compared : ComparedMetric.of(candidate.facts(), policy)) {
      Optional<MetricComparison> speed = speed(compared, before, after);
      speed
          .map(s -> errors.map(e -> s.with(TradeOff.weigh(s.decision(), e.decision()))).orElse(s))
          .ifPresent(metrics::add);
    }
    errors.ifPresent(e -> metrics.add(Math.min(1, metrics.size()), e));
    notes.addAll(Warnings.of("reference", reference.issues()));
    notes.addAll(Warnings.of("candidate", candidate.issues()));
    return new RunConfigComparison(
        reference, candidate, sameRun, metrics, FailureComparison.of(reference, candidate), notes);
  }

  /** Facts without factors; another model has other files. */
  private SortedMap<String, String> conditions(RecordedRunConfig config) {
    SortedMap<String, String> conditions = new TreeMap<>(config.facts());
    conditions.keySet().removeIf(policy::isFactor);
    if (policy.isFactor("sut.model")) {
      conditions.keySet().removeIf(fact -> fact.startsWith("model_sha256."));
    }
    return conditions;
  }

  private Optional<MetricComparison> errors(List<ConditionDifference> differences) {
    ErrorComparison errors = new ErrorComparison(reference, candidate);
    if (!errors.hasRate()) {
      return Optional.empty();
    }
    errors
        .undetermined()
        .forEach(
            side -> notes.add("nondeterministic: the " + side + " gave a clip several texts."));
    MetricComparison comparison = errors.compare(policy.errorRate());
    boolean nothing = comparison.decision().reason() == Reason.NO_VALID_TRIALS;
    return Optional.of(
        differences.isEmpty() || nothing
            ? comparison
            : comparison.with(
                Decision.without(
                    Verdict.NOT_COMPARABLE,
                    Reason.DIFFERENT_CONDITIONS,
                    SpeedComparison.listed(differences),
                    policy.errorRate())));
  }

  /** Returns empty for a metric that decides nothing and that a side lacks. */
  private Optional<MetricComparison> speed(
      ComparedMetric compared, Map<String, String> before, Map<String, String> after) {
    ForkValues old = ForkValues.of(reference.trials(), compared.metric());
    ForkValues now = ForkValues.of(candidate.trials(), compared.metric());
    Set<Integer> common = new TreeSet<>(old.forks().keySet());
    common.retainAll(now.forks().keySet());
    boolean paired = sameRun && !common.isEmpty();
    if (paired) {
      if (compared.primary()
          && (common.size() < old.forks().size() || common.size() < now.forks().size())) {
        notes.add(
            "blocks in which one side has no valid trials are left out: "
                + common.size()
                + " of "
                + Math.max(old.forks().size(), now.forks().size())
                + " are compared.");
      }
      old = old.only(common);
      now = now.only(common);
    }
    boolean empty = old.forks().isEmpty() || now.forks().isEmpty();
    if (empty && !compared.primary()) {
      return Optional.empty();
    }
    int dropped = empty ? 0 : WarmUp.common(old.sample().get(), now.sample().get());
    Side oldSide = side(compared, oldRun, old, before, dropped);
    Side newSide = side(compared, newRun, now, after, dropped);
    Decision decision =
        empty
            ? nothing(old.forks().isEmpty(), compared.tolerance())
            : new SpeedComparison(
                    compared.metric().direction(), compared.tolerance(), Set.of(), paired)
                .compare(oldSide, newSide);
    return Optional.of(
        new MetricComparison(
            compared.metric(),
            compared.primary(),
            level(compared.metric(), oldSide),
            level(compared.metric(), newSide),
            decision,
            Optional.empty(),
            dropped));
  }

  /** By what decides the forks were counted, if they were. */
  private static Side side(
      ComparedMetric compared,
      RecordedRun run,
      ForkValues values,
      Map<String, String> conditions,
      int dropped) {
    Side side = Side.of(values, conditions, dropped, run.seed());
    return compared.primary() && run.pilot().isPresent()
        ? side.withPilot(run.pilot().getAsInt())
        : side;
  }

  /** A side that could not be measured has said why; what it is, it often could not say. */
  private Decision nothing(boolean old, Tolerance tolerance) {
    RecordedRunConfig side = old ? reference : candidate;
    String why =
        Stream.concat(
                side.issues().stream()
                    .filter(issue -> issue.severity() == Severity.ERROR)
                    .map(issue -> "[" + issue.code() + "] " + issue.message()),
                Stream.concat(
                        side.forks().stream().flatMap(fork -> fork.failure().stream()),
                        side.trials().stream().flatMap(trial -> trial.failure().stream()))
                    .map(failure -> failure.kind() + ": " + failure.message()))
            .findFirst()
            .map(reason -> ": " + reason)
            .orElse("");
    return Decision.without(
        Verdict.INVALID,
        Reason.NO_VALID_TRIALS,
        "the " + (old ? "reference" : "candidate") + " has no valid trials" + why,
        tolerance);
  }

  private static Optional<Estimate> level(Metric metric, Side side) {
    return side.values().map(sample -> ForkLevel.of(metric, sample));
  }
}
