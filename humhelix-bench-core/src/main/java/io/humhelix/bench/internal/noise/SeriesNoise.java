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
import java.util.stream.Collectors;

/** What the measured trials of a fork, or of all forks together, themselves show. */
final class SeriesNoise {

  private SeriesNoise() {}

  /**
   * Looks at a fork.
   *
   * @param rtf real-time factors of its valid measured trials in their order
   * @param seed of permutations
   */
  static List<NoiseFinding> of(int fork, double[] rtf, long seed) {
    List<NoiseFinding> found = new ArrayList<>();
    Steadiness steadiness = Steadiness.of(rtf, seed);
    if (!steadiness.steady()) {
      double shift = 100 * (steadiness.shift() - 1);
      found.add(
          new NoiseFinding(
              NoiseFlag.NOT_STEADY,
              fork,
              Math.abs(shift),
              String.format(
                  Locale.ROOT,
                  "after %d of %d measured trials the level shifted by %+.1f %% (p = %.2g).",
                  steadiness.at(),
                  rtf.length,
                  shift,
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
          new NoiseFinding(
              NoiseFlag.OUTLIERS,
              fork,
              outliers.length,
              "of "
                  + rtf.length
                  + " valid measured trials these lie far from all others: "
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
                "%d forks together: after %d measured trials the level shifted by %+.1f %%"
                    + " (p = %.2g).",
                step.forks(),
                step.at(),
                100 * (step.shift() - 1),
                step.p()))
        : Optional.empty();
  }
}
