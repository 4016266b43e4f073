package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.stats.EarlyStopping;
import io.humhelix.bench.stats.PercentileRank;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The trials of one step of a peak search, taken together. Trials go on until the pooled queries
 * show at 99 % that the limit is held, or that it is missed; until a backlog grows or the system
 * fails; or until there are enough of them for the observed percentile to decide. Immutable.
 */
public final class StepTrials {

  private final Scenario scenario;
  private final int number;
  private final boolean confirms;
  private final int trials;
  private final double[] latencies;
  private final int unanswered;
  private final int slow;
  private final StepVerdict verdict;

  private StepTrials(
      Scenario scenario,
      int number,
      boolean confirms,
      int trials,
      double[] latencies,
      int unanswered,
      int slow,
      StepVerdict verdict) {
    this.scenario = scenario;
    this.number = number;
    this.confirms = confirms;
    this.trials = trials;
    this.latencies = latencies;
    this.unanswered = unanswered;
    this.slow = slow;
    this.verdict = verdict;
  }

  /**
   * Begins a step.
   *
   * @param scenario with a limit, a search, the extent of the definition and the load of the step
   * @param number number of the step, from 1
   * @param confirms whether its load was held before
   */
  static StepTrials of(Scenario scenario, int number, boolean confirms) {
    return new StepTrials(scenario, number, confirms, 0, new double[0], 0, 0, StepVerdict.OPEN);
  }

  /**
   * Returns the step with another trial.
   *
   * @param calls those that were answered
   * @param failed those that were not: none of them held the limit
   */
  public StepTrials with(ScenarioResult trial, CallSeries calls, FailedCalls failed) {
    StepTrials pooled = pooled(trial, calls);
    return pooled.judged(pooled.verdict(trial, calls, failed));
  }

  /** Returns the step with a trial in which the system failed: such a load is not held. */
  public StepTrials broken(Optional<ScenarioResult> trial, CallSeries calls) {
    StepTrials pooled = trial.map(result -> pooled(result, calls)).orElse(this);
    return pooled.judged(StepVerdict.missed(false, Optional.empty()));
  }

  private StepTrials pooled(ScenarioResult trial, CallSeries calls) {
    LimitCheck check = trial.limit().orElseThrow();
    double[] added = Latencies.ofQueries(calls, 1);
    double[] all = Arrays.copyOf(latencies, latencies.length + added.length);
    System.arraycopy(added, 0, all, latencies.length, added.length);
    return new StepTrials(
        scenario,
        number,
        confirms,
        trials + 1,
        all,
        unanswered + check.unanswered(),
        slow + check.slow(),
        verdict);
  }

  private StepTrials judged(StepVerdict reached) {
    return new StepTrials(scenario, number, confirms, trials, latencies, unanswered, slow, reached);
  }

  private StepVerdict verdict(ScenarioResult trial, CallSeries calls, FailedCalls failed) {
    LimitCheck check = trial.limit().orElseThrow();
    LatencyLimit limit = check.limit();
    int asked = asked();
    if (trial.left() > 0 || trial.capHit() || check.backlogGrows()) {
      return StepVerdict.missed(false, hopeless(trial, calls, failed));
    }
    boolean enough = !confirms || asked >= SearchExtent.toConfirm(scenario);
    if (enough && EarlyStopping.mlperf(limit.share()).passes(asked, slow)) {
      return StepVerdict.HELD;
    }
    if (asked > 0 && StepVerdict.showsMiss(limit.share(), asked, asked - slow)) {
      return StepVerdict.missed(false, hopeless(trial, calls, failed));
    }
    boolean cutOff = check.queries() < SearchExtent.of(scenario).minQueries();
    if (!cutOff && SearchExtent.after(scenario, trials, asked).isPresent()) {
      return StepVerdict.OPEN;
    }
    boolean within = asked > 0 && slow <= PercentileRank.mayExceed(asked, limit.share());
    long needed = SearchExtent.queriesToShow(limit, 0);
    if (within && asked < needed) {
      return StepVerdict.missed(true, Optional.of(StepVerdict.tooFew(asked, needed)));
    }
    return within
        ? new StepVerdict(SearchStep.Outcome.HELD, true, Optional.empty())
        : StepVerdict.missed(true, hopeless(trial, calls, failed));
  }

  /** Only a trial that missed the limit itself tells why it did. */
  private static Optional<StepVerdict.Reason> hopeless(
      ScenarioResult trial, CallSeries calls, FailedCalls failed) {
    return trial.limit().orElseThrow().within()
        ? Optional.empty()
        : StepVerdict.tooSlow(trial, MadeCalls.of(calls, failed));
  }

  /** Returns the next trial of the step; empty when its verdict is reached. */
  Optional<Scenario> next() {
    if (verdict.outcome() != SearchStep.Outcome.OPEN) {
      return Optional.empty();
    }
    Optional<Extent> extent =
        asked() == 0 ? Optional.of(first()) : SearchExtent.after(scenario, trials, asked());
    return extent.map(scenario::withExtent);
  }

  private Extent first() {
    return confirms ? SearchExtent.ofConfirmation(scenario) : SearchExtent.of(scenario);
  }

  /** Returns what follows from its trials so far. */
  public StepVerdict verdict() {
    return verdict;
  }

  private int asked() {
    return latencies.length + unanswered;
  }

  /** Returns what it has shown so far. */
  public SearchStep soFar() {
    return new SearchStep(
        number, confirms, asked(), slow, percentile(), verdict.outcome(), verdict.undecided());
  }

  /** Of all that were asked; those that were never answered come last. */
  private OptionalDouble percentile() {
    if (asked() == 0) {
      return OptionalDouble.empty();
    }
    int rank = PercentileRank.of(asked(), scenario.limit().orElseThrow().share());
    double[] sorted = latencies.clone();
    Arrays.sort(sorted);
    return rank > sorted.length ? OptionalDouble.empty() : OptionalDouble.of(sorted[rank - 1]);
  }
}
