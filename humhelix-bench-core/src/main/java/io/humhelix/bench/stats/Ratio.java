package io.humhelix.bench.stats;

import java.util.Arrays;

/**
 * How much larger the candidate's values are than the baseline's: the ratio of the geometric means
 * of fork medians. 1.1 means that the candidate's values are 10 % larger.
 */
public final class Ratio {

  private Ratio() {}

  /**
   * Compares forks that were run in turn, one fork of each side per block: Student's t on the
   * blocks' differences {@code log candidate - log baseline}, {@code k - 1} degrees of freedom.
   * Drift over the run, such as the machine's temperature, affects both sides of a block alike and
   * cancels out. Unpaired forks would show it as noise, and all forks of one side followed by all
   * of the other as a difference.
   *
   * @param baseline forks of the baseline; fork {@code i} belongs to block {@code i}
   * @param candidate forks of the candidate, of the same blocks in the same order
   * @param level of the interval, between 0 and 1
   * @return candidate / baseline; without an interval below {@link ForkedSample#MINIMUM_FORKS}
   *     blocks
   * @throws IllegalArgumentException without forks, or if the sides have different numbers of forks
   */
  public static Estimate paired(ForkedSample baseline, ForkedSample candidate, double level) {
    Tails tails = Tails.equal(level);
    if (baseline.forks() != candidate.forks()) {
      throw new IllegalArgumentException(
          "the baseline has "
              + baseline.forks()
              + " forks and the candidate "
              + candidate.forks()
              + "; forks in pairs need the same number");
    }
    int blocks = baseline.forks();
    double[] old = baseline.logMedians();
    double[] differences = candidate.logMedians();
    for (int i = 0; i < blocks; i++) {
      differences[i] -= old[i];
    }
    SampleSize size =
        new SampleSize(Replicate.FORK_PAIR, blocks, blocks, baseline.trials() + candidate.trials());
    return LogMeans.estimate(tails, Method.PAIRED_LOG_T, size, differences);
  }

  /**
   * Compares forks that were not run in turn, such as those of a stored baseline: Welch's t with
   * the degrees of freedom of Welch and Satterthwaite (Welch, "The generalization of Student's
   * problem when several different population variances are involved", Biometrika 34, 1947). The
   * interval covers variation within either run, but not a difference between two days.
   *
   * <p>Where a pilot set a side's number of forks ({@link ForkedSample#withPilot}), its variance is
   * that of the pilot, as in {@link SteinTwoStage}, and the degrees of freedom are the smaller of
   * both sides'. With Welch's own, 9 to 13 % of equal pairs with pilots of 5 and 3 forks are called
   * different; with these, 2 to 5 % (simulated in the tests of this package).
   *
   * @param baseline forks of the baseline, any number
   * @param candidate forks of the candidate, any number
   * @param level of the interval, between 0 and 1
   * @return candidate / baseline; without an interval if a side has fewer than {@link
   *     ForkedSample#MINIMUM_FORKS} forks
   * @throws IllegalArgumentException if a side has no forks
   */
  public static Estimate welch(ForkedSample baseline, ForkedSample candidate, double level) {
    Estimate.requireLevel(level);
    Spread old = Spread.of(baseline);
    Spread now = Spread.of(candidate);
    double difference = now.mean() - old.mean();
    boolean counted = old.counted() || now.counted();
    Method method = counted ? Method.STEIN_WELCH_LOG_T : Method.WELCH_LOG_T;
    SampleSize size =
        new SampleSize(
            Replicate.FORK,
            candidate.forks(),
            baseline.forks(),
            baseline.trials() + candidate.trials());
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

  /** A side's mean and how precise it is. */
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
