package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ForkCount;
import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.internal.noise.Disturbance;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.WarmUp;
import io.humhelix.bench.store.RunReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One run config compared with another one. */
final class PairComparison {

  /** Of a reason that a side itself gave, in characters. */
  private static final int LONGEST = 400;

  private final RunResult oldRun;
  private final RunConfigResult baseline;
  private final RunResult newRun;
  private final RunConfigResult candidate;
  private final ComparisonPolicy policy;
  private final boolean sameRun;
  private final List<ConditionDifference> differences;
  private final List<String> notes = new ArrayList<>();

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
    differences = conditions(old, baseline).differences(conditions(now, candidate));
  }

  /** A trial that was cut off says nothing of the system. */
  private static RunConfigResult withoutCancelled(RunConfigResult config) {
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

  /** Conditions that are not factors; another model has other files. */
  private Conditions conditions(ComparedRun run, RunConfigResult config) {
    boolean otherModels = policy.isFactor(Condition.of(Condition.Group.SUT, "model"));
    return run.conditions()
        .with(config, run.run().provenance())
        .without(
            condition ->
                condition.withinRunAlone()
                    || policy.isFactor(condition)
                    || otherModels && condition.group() == Condition.Group.MODEL);
  }

  RunConfigComparison compare() {
    Optional<MetricComparison> errors = errors();
    List<MetricComparison> metrics = new ArrayList<>();
    for (ComparedMetric compared : ComparedMetric.of(newRun.definition().scenario(), policy)) {
      Optional<MetricComparison> speed = speed(compared);
      speed
          .map(s -> errors.map(e -> s.with(TradeOff.weigh(s.decision(), e.decision()))).orElse(s))
          .ifPresent(metrics::add);
    }
    errors.ifPresent(e -> metrics.add(Math.min(1, metrics.size()), e));
    notes.addAll(Warnings.of("baseline", baseline.issues()));
    notes.addAll(Warnings.of("candidate", candidate.issues()));
    return new RunConfigComparison(
        baseline, candidate, sameRun, metrics, FailureComparison.of(baseline, candidate), notes);
  }

  private Optional<MetricComparison> errors() {
    ErrorComparison errors = new ErrorComparison(baseline, candidate);
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
              policy.errorRate());
      return Optional.of(errors.compare(policy.errorRate()).with(open));
    }
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
            : comparison.with(notComparable(policy.errorRate())));
  }

  private static long textsLost(RunConfigResult config) {
    return config.validTrials().stream()
        .flatMap(trial -> trial.issues().stream())
        .filter(issue -> issue.code().equals(RunReader.TEXTS_LOST))
        .count();
  }

  private Decision notComparable(Tolerance tolerance) {
    return Decision.without(
        Verdict.NOT_COMPARABLE,
        Reason.DIFFERENT_CONDITIONS,
        "the sides differ in " + String.join("; ", ConditionDifference.texts(differences)),
        tolerance);
  }

  /** Returns empty for a metric that decides nothing and that a side lacks. */
  private Optional<MetricComparison> speed(ComparedMetric compared) {
    ForkValues old = ForkValues.of(baseline.trials(), compared.metric());
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
    QuietForks quiet =
        QuietForks.of(
            old, Disturbance.byFork(baseline.trials()),
            now, Disturbance.byFork(candidate.trials()),
            paired, newRun.definition().scenario() instanceof Scenario.Server);
    if (compared.primary()) {
      quiet.note().ifPresent(notes::add);
    }
    old = quiet.baseline();
    now = quiet.candidate();
    boolean empty = old.forks().isEmpty() || now.forks().isEmpty();
    if (empty && !compared.primary()) {
      return Optional.empty();
    }
    WarmUp warmUp = empty ? WarmUp.NONE : warmUp(compared.metric(), old, now);
    Side baselineSide = side(compared, oldRun, old, warmUp.dropped());
    Side candidateSide = side(compared, newRun, now, warmUp.dropped());
    Decision decision;
    if (empty) {
      decision = nothing(old.forks().isEmpty(), compared.tolerance());
    } else if (!differences.isEmpty()) {
      decision = notComparable(compared.tolerance());
    } else {
      decision = decide(compared, paired, baselineSide, candidateSide);
      if (quiet.margins().isPresent()) {
        decision = quiet.margins().get().apply(decision, compared.metric().direction());
      }
      if (!sameRun && policy.floor() == 0) {
        decision = acrossRuns(compared.tolerance()).apply(decision, compared.metric().direction());
      }
      if (quiet.undue().isPresent() && passes(decision)) {
        decision = duly(compared, paired, quiet.undue().get(), decision);
      }
    }
    return Optional.of(
        new MetricComparison(
            compared.metric(),
            compared.primary(),
            level(compared.metric(), baselineSide),
            level(compared.metric(), candidateSide),
            decision,
            Optional.empty(),
            warmUp));
  }

  private static Decision decide(ComparedMetric compared, boolean paired, Side old, Side now) {
    return new SpeedComparison(compared.metric().direction(), compared.tolerance(), paired)
        .compare(old, now);
  }

  private static boolean passes(Decision decision) {
    return decision.verdict() == Verdict.EQUIVALENT || decision.verdict() == Verdict.IMPROVEMENT;
  }

  /** A system that swaps by itself must not pass by the forks in which it did not. */
  private Decision duly(
      ComparedMetric compared, boolean paired, QuietForks.Undue undue, Decision quiet) {
    int dropped = warmUp(compared.metric(), undue.baseline(), undue.candidate()).dropped();
    Decision all =
        decide(
            compared,
            paired,
            side(compared, oldRun, undue.baseline(), dropped),
            side(compared, newRun, undue.candidate(), dropped));
    return all.verdict() != Verdict.REGRESSION
        ? quiet
        : quiet.become(
            Verdict.INCONCLUSIVE,
            Reason.NOISY_MACHINE,
            "with the forks that are left out ("
                + undue.flags()
                + ") it is a REGRESSION: "
                + all.explanation()
                + ". The system may do that by itself: find out what did, and measure again.");
  }

  private static WarmUp warmUp(Metric metric, ForkValues baseline, ForkValues candidate) {
    ForkedSample old = baseline.sample().orElseThrow();
    ForkedSample now = candidate.sample().orElseThrow();
    return ForkLevel.warmUp(metric, old)
        .with(ForkLevel.warmUp(metric, now), Math.min(old.shortest(), now.shortest()));
  }

  /** Two days differ by more than the forks of either know. */
  private static Margins acrossRuns(Tolerance tolerance) {
    return new Margins(
        tolerance.bound(),
        0,
        true,
        Reason.ACROSS_RUNS,
        "between two runs the machine alone can make such a difference (less than twice the"
            + " tolerance); measure both in one run, or pass what runs of one system differ by on"
            + " this host (--floor).");
  }

  /** By what decides the forks were counted, if they were. */
  private static Side side(ComparedMetric compared, RunResult run, ForkValues values, int dropped) {
    Side side = Side.of(values, dropped, run.provenance().seed());
    TrialPolicy trials = run.definition().trials();
    OptionalInt pilot =
        compared.primary() && trials.precision().isPresent()
            ? ForkCount.pilot(trials.forks())
            : OptionalInt.empty();
    return pilot.isPresent() ? side.withPilot(kept(values, pilot.getAsInt())) : side;
  }

  /** Of the pilot's forks, which came first, as many as are compared. */
  private static int kept(ForkValues values, int pilot) {
    return Math.max(ForkedSample.MINIMUM_FORKS, values.forks().headMap(pilot + 1).size());
  }

  /** A side that could not be measured has said why; what it is, it often could not say. */
  private Decision nothing(boolean old, Tolerance tolerance) {
    RunConfigResult side = old ? baseline : candidate;
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
            .map(reason -> ": " + shortened(reason))
            .orElse("");
    return Decision.without(
        Verdict.INVALID,
        Reason.NO_VALID_TRIALS,
        "the " + (old ? "baseline" : "candidate") + " has no valid trials" + why,
        tolerance);
  }

  /** What an engine says may be as long as it likes. */
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static Optional<Estimate> level(Metric metric, Side side) {
    return side.values().map(sample -> ForkLevel.of(metric, sample));
  }
}
