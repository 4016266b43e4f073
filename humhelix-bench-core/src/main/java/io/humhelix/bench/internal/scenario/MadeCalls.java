package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The calls of a trial that were answered and those that failed, in the order of their queries. */
final class MadeCalls {

  /**
   * A call.
   *
   * @param due when its clip was due
   * @param failed whether it was not answered
   */
  record Made(int query, long due, long start, long end, boolean failed) {

    private static Made of(CallSeries calls, int row, boolean failed) {
      return new Made(
          calls.query(row),
          calls.scheduledNanos(row),
          calls.startNanos(row),
          calls.endNanos(row),
          failed);
    }

    long latency() {
      return end - due;
    }
  }

  private MadeCalls() {}

  static List<Made> of(CallSeries answered, FailedCalls failed) {
    List<Made> all = new ArrayList<>(answered.size() + failed.size());
    for (int row = 0; row < answered.size(); row++) {
      all.add(Made.of(answered, row, false));
    }
    if (!failed.isEmpty()) {
      for (int row = 0; row < failed.size(); row++) {
        all.add(Made.of(failed.calls(), row, true));
      }
      all.sort(Comparator.comparingLong(Made::due).thenComparingInt(Made::query));
    }
    return all;
  }

  /** Returns how many queries had a clip that failed. */
  static int failedQueries(FailedCalls failed) {
    return (int) IntStream.range(0, failed.size()).map(failed.calls()::query).distinct().count();
  }
}
