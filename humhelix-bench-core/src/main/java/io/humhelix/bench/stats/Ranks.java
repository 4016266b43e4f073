package io.humhelix.bench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Ranks of values, equal values sharing the mean of theirs. */
final class Ranks {

  private Ranks() {}

  /** Returns rank - (n + 1) / 2 of each value, in the values' order. */
  static double[] centred(double[] values) {
    int n = values.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[n];
    int from = 0;
    while (from < n) {
      int to = from + 1;
      while (to < n && values[order[to]] == values[order[from]]) {
        to++;
      }
      double shared = (from + 1 + to) / 2.0 - (n + 1) / 2.0;
      for (int i = from; i < to; i++) {
        ranks[order[i]] = shared;
      }
      from = to;
    }
    return ranks;
  }
}
