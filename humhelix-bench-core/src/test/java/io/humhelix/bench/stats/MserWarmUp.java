package io.humhelix.bench.stats;

import java.util.Arrays;

/**
 * The rule before {@link WarmUp}: MSER on the median course of the forks, each around the median of
 * its second half.
 */
public final class MserWarmUp {

  private MserWarmUp() {}

  /** How many trials it leaves out of each fork; all forks have the same number. */
  public static int dropped(ForkedSample sample) {
    double[][] centred = new double[sample.forks()][];
    for (int i = 0; i < centred.length; i++) {
      double[] logs = Arrays.stream(sample.fork(i)).map(Math::log).toArray();
      double centre =
          Sample.of(Arrays.copyOfRange(logs, logs.length / 2, logs.length)).median().orElseThrow();
      centred[i] = Arrays.stream(logs).map(x -> x - centre).toArray();
    }
    double[] course = new double[sample.shortest()];
    for (int i = 0; i < course.length; i++) {
      int trial = i;
      course[i] =
          Sample.of(Arrays.stream(centred).mapToDouble(fork -> fork[trial]).toArray())
              .median()
              .orElseThrow();
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int dropped = 0; dropped <= course.length / 2; dropped++) {
      Moments rest = Moments.of(Arrays.copyOfRange(course, dropped, course.length));
      double error = rest.variance() * (rest.n() - 1) / ((double) rest.n() * rest.n());
      if (error < least) {
        least = error;
        best = dropped;
      }
    }
    return best;
  }
}
