package io.humhelix.bench.report;

import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.WarmUp;
import java.util.Optional;
import java.util.stream.IntStream;

/** That warm-up could not be judged, and what to do. */
final class WarmUpText {

  private WarmUpText() {}

  /**
   * Says it once, of the run config that has the fewest forks.
   *
   * @param forks their numbers in each run config that could not be judged
   */
  static Optional<String> unjudged(IntStream forks) {
    return forks.boxed().min(Integer::compare).map(WarmUpText::unjudged);
  }

  private static String unjudged(int forks) {
    int three = ForkedSample.MINIMUM_FORKS;
    boolean few = forks < three;
    String needed =
        few
            ? "it takes " + three + " forks of " + WarmUp.fewestTrials(three) + " valid trials"
            : forks + " forks need " + WarmUp.fewestTrials(forks) + " valid trials each";
    return "warm-up cannot be judged: "
        + needed
        + ". A slow start is part of the numbers: raise trials."
        + (few ? "forks" : "count")
        + ", or trials.warmup.";
  }
}
