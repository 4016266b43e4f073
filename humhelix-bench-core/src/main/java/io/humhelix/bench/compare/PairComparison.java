package io.humhelix.bench.compare;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.store.RunReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One run config compared with another one. */
final class PairComparison {

  private final RunResult oldRun;
  private final RunConfigResult baseline;
  private final RunResult newRun;
  private final RunConfigResult candidate;
  private final ComparisonPolicy policy;
  private final boolean sameRun;
  private final List<ConditionDifference> differences;
  private final List<ConditionDifference> declared;
  private final List<String> notes = new ArrayList<>();
  private List<ChangedClip> changed = List.of();

  PairComparison(
      ComparedRun old,
      RunConfigResult baseline,
      ComparedRun now,
      RunConfigResult candidate,
      ComparisonPolicy policy) {
    oldRun = old.run();
    this.baseline = withoutCancelled(baseline);
    newRun = now.run();
    this.candidate = withoutCancelled(candidate);
    this.policy = policy;
    sameRun = oldRun.runId().equals(newRun.runId());
    Map<Boolean, List<ConditionDifference>> all =
        conditions(old, baseline).differences(conditions(now, candidate)).stream()
            .collect(Collectors.partitioningBy(one -> isDeclared(one.condition())));
    differences = all.get(false);
    declared = all.get(true);
  }

  /** Says something before all other notes. */
  PairComparison withNote(String note) {
    notes.add(0, note);
    return this;
  }

  RunResult oldRun() {
    return oldRun;
  }

  RunResult newRun() {
    return newRun;
  }

  /** Whether both sides were measured in one run. */
  boolean isWithinRun() {
    return sameRun;
  }

  /** A trial that was cut off says nothing of the system. */
  private static RunConfigResult withoutCancelled(RunConfigResult config) {
    if (config.trials().stream().noneMatch(t -> t.status() == TrialStatus.CANCELLED)) {
      return config;
    }
    return new RunConfigResult(
        config.runConfig(),
        config.status(),
        config.effective(),
        config.normalizer(),
        config.trials().stream().filter(t -> t.status() != TrialStatus.CANCELLED).toList(),
        config.issues(),
        config.failure(),
        config.forks());
  }

  private static Conditions conditions(ComparedRun run, RunConfigResult config) {
    return run.conditions()
        .with(config, run.run().provenance())
        .without(Condition::withinRunAlone)
        .withHashedReferences();
  }

  /** Whether it is meant to differ; another model has other files. */
  private boolean isDeclared(Condition condition) {
    return policy.isFactor(condition)
        || condition.group() == Condition.Group.MODEL
            && policy.isFactor(Condition.of(Condition.Group.SUT, "model"));
  }

  RunConfigComparison compare() {
    Optional<MetricComparison> errors = errors();
    List<MetricComparison> metrics = new ArrayList<>();
    ForkComparison forks = new ForkComparison(oldRun, baseline, newRun, candidate, policy);
    for (ComparedMetric compared : ComparedMetric.of(newRun.definition().scenario(), policy)) {
      forks
          .compare(compared, differences)
          .map(s -> errors.map(e -> s.with(TradeOff.weigh(s.decision(), e.decision()))).orElse(s))
          .ifPresent(metrics::add);
    }
    errors.ifPresent(e -> metrics.add(Math.min(1, metrics.size()), e));
    CallFailures.of(baseline, candidate)
        .map(
            calls ->
                differences.isEmpty()
                    ? calls
                    : calls.with(Decision.notComparable(differences, FailureComparison.NONE)))
        .ifPresent(metrics::add);
    MemoryComparison memory = new MemoryComparison(oldRun, baseline, newRun, candidate, policy);
    memory.compare(!differences.isEmpty()).ifPresent(metrics::add);
    notes.addAll(forks.notes());
    notes.addAll(Warnings.of("baseline", baseline.issues()));
    notes.addAll(Warnings.of("candidate", candidate.issues()));
    return new RunConfigComparison(
        baseline,
        candidate,
        sameRun,
        metrics,
        FailureComparison.of(baseline, candidate, sameGates()),
        changed,
        notes,
        memory.notCompared().stream().toList(),
        differences,
        declared);
  }

  /** Whether both sides took the same audio, so that their texts of a clip belong together. */
  boolean hasSameAudio() {
    return differences.stream().noneMatch(one -> one.condition().group() == Condition.Group.AUDIO);
  }

  /** Whether errors of a clip were counted by the same rules on both sides. */
  private boolean hasSameRules() {
    return differences.stream()
        .map(one -> one.condition().group())
        .noneMatch(
            group -> group == Condition.Group.REFERENCE || group == Condition.Group.NORMALIZER);
  }

  /** What was measured again of a baseline has no gates for texts. */
  private boolean sameGates() {
    if (baseline.runConfig().remeasured().isPresent()) {
      return newRun.definition().accuracy().gates().isEmpty();
    }
    AccuracyPolicy before = oldRun.definition().accuracy();
    AccuracyPolicy now = newRun.definition().accuracy();
    return before.maxWerPercent().equals(now.maxWerPercent())
        && before.maxCerPercent().equals(now.maxCerPercent())
        && before.maxErrorPercent() == now.maxErrorPercent();
  }

  private Optional<MetricComparison> errors() {
    ErrorComparison errors = new ErrorComparison(baseline, candidate);
    Tolerance tolerance = policy.of(errors.metric());
    long lost = textsLost(baseline) + textsLost(candidate);
    if (lost > 0) {
      Decision open =
          Decision.without(
              Verdict.INCONCLUSIVE,
              Reason.TEXTS_LOST,
              "the texts of "
                  + lost
                  + " trials are in records that are damaged or missing; read the files as they were"
                  + " written",
              tolerance);
      return Optional.of(errors.compare(tolerance).with(open));
    }
    if (!errors.hasTexts()) {
      return Optional.empty();
    }
    errors
        .undetermined()
        .forEach(
            side -> notes.add("nondeterministic: the " + side + " gave a clip several texts."));
    errors.note().ifPresent(notes::add);
    if (hasSameAudio() && hasSameRules()) {
      changed = errors.changed();
    }
    MetricComparison comparison = errors.compare(tolerance);
    boolean nothing = comparison.decision().reason() == Reason.NO_VALID_TRIALS;
    return Optional.of(
        differences.isEmpty() || nothing
            ? comparison
            : comparison.with(Decision.notComparable(differences, tolerance)));
  }

  private static long textsLost(RunConfigResult config) {
    return config.validTrials().stream()
        .flatMap(trial -> trial.issues().stream())
        .filter(issue -> issue.code().equals(RunReader.TEXTS_LOST))
        .count();
  }
}
