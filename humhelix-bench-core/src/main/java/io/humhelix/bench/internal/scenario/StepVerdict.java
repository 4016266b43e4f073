package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep.Outcome;
import io.humhelix.bench.stats.EarlyStopping;
import java.util.List;
import java.util.Optional;

/**
 * What a step of a peak search has shown.
 *
 * @param outcome whether its load is held
 * @param undecided whether it ended without a clear answer, so that the observed percentile decides
 * @param hopeless why no lower load can be held either; empty where one may, or this one is
 */
public record StepVerdict(Outcome outcome, boolean undecided, Optional<Reason> hopeless) {

  static final StepVerdict OPEN = new StepVerdict(Outcome.OPEN, false, Optional.empty());
  static final StepVerdict HELD = new StepVerdict(Outcome.HELD, false, Optional.empty());

  /**
   * Why a search ends early.
   *
   * @param why a clause without a full stop
   * @param remedy what to do, in whole sentences
   */
  public record Reason(String why, String remedy) {}

  /** Fewer calls do not tell how long a call takes. */
  private static final int LEAST_ALONE = 10;

  private static final double NANOS = 1e9;

  static StepVerdict missed(boolean undecided, Optional<Reason> hopeless) {
    return new StepVerdict(Outcome.MISSED, undecided, hopeless);
  }

  /** A lower load has fewer clips in the same time. */
  static Reason tooFew(int queries, long needed) {
    return new Reason(
        "the limit was held, but scenario.max_duration_s ended the trial after "
            + queries
            + " clips, and "
            + needed
            + " are needed to show it",
        "Raise scenario.max_duration_s, or begin the search at a higher load.");
  }

  /** Returns why a trial that missed its limit would do so at any load. */
  static Optional<Reason> tooSlow(ScenarioResult trial, List<MadeCalls.Made> calls) {
    boolean failures = calls.stream().anyMatch(MadeCalls.Made::failed);
    if (trial.maxOutstanding() <= 1 && trial.left() == 0) {
      return tooSlow(
          failures
              ? "no clip waited for another, so the call alone takes too long or fails"
              : "no clip waited for another, so the call alone takes too long");
    }
    var limit = trial.limit().orElseThrow().limit();
    double seconds = limit.limit().toNanos() / NANOS;
    // If the trial was ended early, it is unknown which clip followed the last one.
    int rows = trial.left() == 0 ? calls.size() : calls.size() - 1;
    long ended = Long.MIN_VALUE;
    int alone = 0;
    int fast = 0;
    for (int row = 0; row < rows; row++) {
      MadeCalls.Made call = calls.get(row);
      boolean before = ended <= call.due();
      boolean after = row + 1 == calls.size() || call.end() <= calls.get(row + 1).due();
      if (before && after) {
        alone++;
        fast += !call.failed() && call.latency() / NANOS <= seconds ? 1 : 0;
      }
      ended = Math.max(ended, call.end());
    }
    return alone >= LEAST_ALONE && showsMiss(limit.share(), alone, fast)
        ? tooSlow(
            (alone - fast)
                + " of the "
                + alone
                + " clips that had the system to themselves missed the limit "
                + (failures ? "or failed " : "")
                + "too")
        : Optional.empty();
  }

  /** The test of a held limit, the other way round: too many are slow for the percentile. */
  static boolean showsMiss(double share, long queries, long fast) {
    return EarlyStopping.mlperf(1 - share).passes(queries, fast);
  }

  private static Optional<Reason> tooSlow(String why) {
    return Optional.of(new Reason(why, "Raise scenario.limit_s, or take a faster system."));
  }
}
