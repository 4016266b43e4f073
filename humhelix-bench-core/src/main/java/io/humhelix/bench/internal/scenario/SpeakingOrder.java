package io.humhelix.bench.internal.scenario;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The order in which clips begin that are handed over while they are spoken: a long clip may begin
 * before a short one and end after it. Clips that are unfinished when the trial's audio ends are
 * spoken up to then: with fewer and fewer clips towards the end, a system would look faster than it
 * is.
 */
final class SpeakingOrder {

  private SpeakingOrder() {}

  /**
   * Returns the numbers of the clips, in the order in which their audio begins.
   *
   * @param arrivals when each of them ends
   * @param lengths length of each clip of the workload, in nanoseconds
   */
  static int[] of(Arrivals arrivals, long[] lengths) {
    int begun = arrivals.size() == 0 ? 0 : arrivals.begun();
    return IntStream.range(0, begun)
        .boxed()
        .sorted(Comparator.comparingLong(call -> arrivals.due(call) - lengths[arrivals.clip(call)]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
