package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.stats.EarlyStopping;
import java.util.Optional;

/**
 * What a step of a peak search has shown.
 *
 * @param passed whether its load is sustained, and that is proved
 * @param hopeless why no lower load can pass either; empty where one may, or this one did
 */
public record StepVerdict(boolean passed, Optional<Reason> hopeless) {

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

  /** Judges a step whose calls did not fail. */
  public static StepVerdict of(ScenarioResult step, CallSeries calls) {
    LimitCheck check = step.limit().orElseThrow();
    boolean complete = step.left() == 0 && !step.capHit();
    if (complete && check.sustained() && check.proved()) {
      return new StepVerdict(true, Optional.empty());
    }
    return new StepVerdict(
        false, complete && check.within() ? tooFew(check) : tooSlow(step, calls));
  }

  /** A lower load has fewer clips in the same time. */
  private static Optional<Reason> tooFew(LimitCheck check) {
    long needed = SearchExtent.queriesToProve(check.limit(), 0);
    return check.queries() >= needed
        ? Optional.empty()
        : Optional.of(
            new Reason(
                "the limit was held, but scenario.max_duration_s ended the trial after "
                    + check.queries()
                    + " clips, and a proof takes "
                    + needed,
                "Raise scenario.max_duration_s, or begin the search at a higher load."));
  }

  private static Optional<Reason> tooSlow(ScenarioResult step, CallSeries calls) {
    if (step.maxOutstanding() <= 1 && step.left() == 0) {
      return tooSlow("no clip waited for another, so the call alone takes too long");
    }
    LimitCheck check = step.limit().orElseThrow();
    double seconds = check.limit().limit().toNanos() / NANOS;
    // If the trial was ended early, it is unknown which clip followed the last one.
    int rows = step.left() == 0 ? calls.size() : calls.size() - 1;
    long ended = Long.MIN_VALUE;
    int alone = 0;
    int fast = 0;
    for (int row = 0; row < rows; row++) {
      long end = calls.endNanos(row);
      boolean before = ended <= calls.scheduledNanos(row);
      boolean after = row + 1 == calls.size() || end <= calls.scheduledNanos(row + 1);
      if (before && after) {
        alone++;
        fast += calls.latencyNanos(row) / NANOS <= seconds ? 1 : 0;
      }
      ended = Math.max(ended, end);
    }
    // The same test the other way round: too many are slow for the percentile to be held.
    double share = check.limit().share();
    boolean slow = alone >= LEAST_ALONE && EarlyStopping.mlperf(1 - share).passes(alone, fast);
    return slow
        ? tooSlow(
            (alone - fast)
                + " of the "
                + alone
                + " clips that had the system to themselves missed the limit too")
        : Optional.empty();
  }

  private static Optional<Reason> tooSlow(String why) {
    return Optional.of(new Reason(why, "Raise scenario.limit_s, or take a faster system."));
  }
}
