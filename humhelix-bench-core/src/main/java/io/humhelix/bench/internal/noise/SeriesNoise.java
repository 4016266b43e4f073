package io.humhelix.bench.internal.noise;

import io.humhelix.bench.stats.CommonStep;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Outliers;
import io.humhelix.bench.stats.Steadiness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Flags that the measured trials of a fork, or of all forks together, show by themselves. */
final class SeriesNoise {

  private SeriesNoise() {}

  /**
   * Looks at a fork.
   *
   * @param forks by their number, real-time factors of valid measured trials in their order
   * @param seed of permutations
   */
  static List<ForkFlag> of(int fork, SortedMap<Integer, double[]> forks, long seed) {
    List<ForkFlag> found = new ArrayList<>();
    if (!forks.containsKey(fork)) {
      return found;
    }
    double[] rtf = forks.get(fork);
    Steadiness steadiness =
        Steadiness.of(
            ForkedSample.of(List.copyOf(forks.values())), forks.headMap(fork).size(), seed);
    if (!steadiness.steady()) {
      double shift = 100 * (steadiness.shift() - 1);
      found.add(
          new ForkFlag(
              NoiseFlag.NOT_STEADY,
              fork,
              Math.abs(shift),
              String.format(
                  Locale.ROOT,
                  "RTF shifted by %+.1f %% after %d of %d trials (p = %.2g).",
                  shift,
                  steadiness.at(),
                  rtf.length,
                  steadiness.p())));
    }
    int[] outliers =
        rtf.length < NoiseLimits.FEWEST_TRIALS_FOR_OUTLIERS ? new int[0] : Outliers.of(rtf);
    if (outliers.length > 0) {
      String which =
          Arrays.stream(outliers)
              .mapToObj(i -> Integer.toString(i + 1))
              .collect(Collectors.joining(", "));
      found.add(
          new ForkFlag(
              NoiseFlag.OUTLIERS,
              fork,
              outliers.length,
              outliers.length
                  + " of "
                  + rtf.length
                  + " valid trials far from the others: "
                  + which
                  + "."));
    }
    return found;
  }

  /**
   * Looks at all forks for a step at the same trial.
   *
   * @param rtf real-time factors of the forks' valid measured trials in their order
   * @param seed of permutations
   * @return the step in words, or empty
   */
  static Optional<String> inCommon(ForkedSample rtf, long seed) {
    CommonStep step = CommonStep.of(rtf, seed);
    return step.present()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%d forks together: RTF shifted by %+.1f %% after %d trials (p = %.2g).",
                step.forks(),
                100 * (step.shift() - 1),
                step.at(),
                step.p()))
        : Optional.empty();
  }
}
