package io.humhelix.bench.stats;

import java.util.Arrays;

/**
 * How much larger a candidate's values are than a reference's: the ratio of the geometric means of
 * fork medians. 1.1 says that the candidate's values are 10 % larger.
 */
public final class Ratio {

  private Ratio() {}

  /**
   * Compares forks that were run in turn, a fork of either side in each block: Student's t on the
   * blocks' differences {@code log candidate - log reference}, {@code k - 1} degrees of freedom.
   * What drifts over the run, such as the machine's temperature, meets both sides of a block alike
   * and cancels; between unpaired forks it would count as noise, and between one side's forks and
   * then the other's as a difference.
   *
   * @param reference the old side; fork {@code i} is of block {@code i}
   * @param candidate the new side, the same blocks in the same order
   * @param level of the interval, between 0 and 1
   * @return candidate / reference; without an interval below {@link ForkedSample#MINIMUM_FORKS}
   *     blocks
   * @throws IllegalArgumentException without forks, or if the sides have different numbers of these
   */
  public static Estimate paired(ForkedSample reference, ForkedSample candidate, double level) {
    Tails tails = Tails.equal(level);
    if (reference.forks() != candidate.forks()) {
      throw new IllegalArgumentException(
          "the reference has "
              + reference.forks()
              + " forks and the candidate "
              + candidate.forks()
              + "; forks in pairs need the same number");
    }
    int blocks = reference.forks();
    double[] old = reference.logMedians();
    double[] differences = candidate.logMedians();
    for (int i = 0; i < blocks; i++) {
      differences[i] -= old[i];
    }
    SampleSize size =
        new SampleSize(
            Replicate.FORK_PAIR, blocks, blocks, reference.trials() + candidate.trials());
    return LogMeans.estimate(tails, Method.PAIRED_LOG_T, size, differences);
  }

  /**
   * Compares forks that were not run in turn, such as those of a stored baseline: Welch's t with
   * the degrees of freedom of Welch and Satterthwaite (Welch, "The generalization of Student's
   * problem when several different population variances are involved", Biometrika 34, 1947). The
   * interval holds what varies within either run; what differs between two days it cannot know.
   *
   * <p>Where a side's forks were counted by a pilot ({@link ForkedSample#withPilot}), its variance
   * is that of the pilot, as in {@link SteinTwoStage}, and the degrees of freedom are those of the
   * side that has fewer. With Welch's own, 9 to 13 % of equal pairs are called different with
   * pilots of 5 and 3 forks; with these 2 to 5 % (simulated in the tests of this package).
   *
   * @param reference the old side
   * @param candidate the new side, in any number of forks
   * @param level of the interval, between 0 and 1
   * @return candidate / reference; without an interval if a side has fewer than {@link
   *     ForkedSample#MINIMUM_FORKS} forks
   * @throws IllegalArgumentException if a side has no forks
   */
  public static Estimate welch(ForkedSample reference, ForkedSample candidate, double level) {
    Estimate.requireLevel(level);
    Spread old = Spread.of(reference);
    Spread now = Spread.of(candidate);
    double difference = now.mean() - old.mean();
    boolean counted = old.counted() || now.counted();
    Method method = counted ? Method.STEIN_WELCH_LOG_T : Method.WELCH_LOG_T;
    SampleSize size =
        new SampleSize(
            Replicate.FORK,
            candidate.forks(),
            reference.forks(),
            reference.trials() + candidate.trials());
    if (size.smallest() < ForkedSample.MINIMUM_FORKS) {
      return Estimate.withoutInterval(
          Math.exp(difference), size, method, GeometricMean.tooFewForks(size.smallest()));
    }
    double a = old.squaredError();
    double b = now.squaredError();
    double degrees =
        counted
            ? Math.min(old.degrees(), now.degrees())
            : a + b == 0
                ? old.degrees() + now.degrees()
                : (a + b) * (a + b) / (a * a / old.degrees() + b * b / now.degrees());
    Precision precision = new Precision(difference, Math.sqrt(a + b), degrees, Scale.LOG);
    return Estimate.ofT(precision, level, size, method);
  }

  /** What a side knows of its mean. */
  private record Spread(double mean, double squaredError, int degrees, boolean counted) {

    static Spread of(ForkedSample side) {
      double[] logs = side.logMedians();
      int pilot = side.pilot().orElse(Integer.MAX_VALUE);
      boolean counted = pilot <= logs.length;
      Moments spread = Moments.of(counted ? Arrays.copyOf(logs, pilot) : logs);
      return new Spread(
          Moments.of(logs).mean(), spread.variance() / logs.length, spread.n() - 1, counted);
    }
  }
}
