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
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The forks of two run configs, compared metric by metric: speed, first call, model load. */
final class ForkComparison {

  /** Of a reason that a side itself gave, in characters. */
  private static final int LONGEST = 400;

  private final RunResult oldRun;
  private final RunConfigResult baseline;
  private final RunResult newRun;
  private final RunConfigResult candidate;
  private final ComparisonPolicy policy;
  private final boolean sameRun;
  private final SortedMap<Integer, Disturbance> atBaseline;
  private final SortedMap<Integer, Disturbance> atCandidate;
  private final List<String> notes = new ArrayList<>();

  ForkComparison(
      RunResult oldRun,
      RunConfigResult baseline,
      RunResult newRun,
      RunConfigResult candidate,
      ComparisonPolicy policy) {
    this.oldRun = oldRun;
    this.baseline = baseline;
    this.newRun = newRun;
    this.candidate = candidate;
    this.policy = policy;
    sameRun = oldRun.runId().equals(newRun.runId());
    atBaseline = Disturbance.byFork(baseline.trials());
    atCandidate = Disturbance.byFork(candidate.trials());
  }

  /** Which forks were left out of the deciding metric, one sentence each. */
  List<String> notes() {
    return notes;
  }

  /**
   * Compares.
   *
   * @param differences conditions that are not alike; nothing is comparable if there are any
   * @return empty for a metric that decides nothing and that a side lacks
   */
  Optional<MetricComparison> compare(
      ComparedMetric compared, List<ConditionDifference> differences) {
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
            old,
            atBaseline,
            now,
            atCandidate,
            paired,
            newRun.definition().scenario() instanceof Scenario.Server);
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
      decision = Decision.notComparable(differences, compared.tolerance());
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
    String why = side.firstProblem().map(reason -> ": " + shortened(reason)).orElse("");
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
