package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.RawCall;
import java.util.List;

/**
 * What a trial did.
 *
 * @param originNanos start of the trial, on the clock
 * @param calls those that ended, in the order of their numbers
 * @param left calls that were to be made, and were not since the trial was ended early
 * @param capHit whether it was ended because too many were outstanding
 * @param concurrency how many calls were made at a time at most
 */
public record ScenarioCalls(
    long originNanos, List<RawCall> calls, int left, boolean capHit, int concurrency) {
  public ScenarioCalls {
    calls = List.copyOf(calls);
  }

  /** What is known of a trial whose process ended before it could give an account. */
  public static ScenarioCalls of(List<RawCall> calls) {
    long origin = calls.isEmpty() ? 0 : calls.get(0).turn().dueNanos();
    return new ScenarioCalls(origin, calls, 0, false, 1);
  }

  /** Returns the same account with other calls. */
  public ScenarioCalls with(List<RawCall> others) {
    return new ScenarioCalls(originNanos, others, left, capHit, concurrency);
  }
}
