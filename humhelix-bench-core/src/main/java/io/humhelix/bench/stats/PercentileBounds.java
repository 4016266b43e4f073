package io.humhelix.bench.stats;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Bounds of a percentile by order statistics, exact for any continuous distribution.
 *
 * <p>Of {@code n} independent values the number below the true {@code p}-quantile has the
 * distribution Bin(n, p). So the {@code r}-th smallest value is at or above the quantile with
 * probability {@code P(Bin(n, p) <= r - 1)} (Hahn and Meeker, "Statistical Intervals", 1991,
 * section 5.2; benchstat has the median's). If no value of the sample lies far enough out, the
 * interval is open on that side: the sample is too small, and its maximum would claim too much.
 *
 * <p>Values are assumed independent. Calls of one fork are not quite: to compare two systems, use
 * one percentile per fork and {@link Ratio}; use these bounds within a serving run.
 */
public final class PercentileBounds {

  private PercentileBounds() {}

  /**
   * Estimates a percentile with an interval that misses on either side with a probability of at
   * most {@code (1 - level) / 2}.
   *
   * @param sample independent values, at least one
   * @param p between 0 and 1, such as 0.99
   * @param level of the interval, between 0 and 1
   * @return the sample's quantile; without an interval if the sample is smaller than {@link
   *     #minimumSize}
   * @throws IllegalArgumentException if the sample is empty, or p or level are not between 0 and 1
   */
  public static Estimate interval(Sample sample, double p, double level) {
    double tail = (1 - Estimate.requireLevel(level)) / 2;
    int n = sample.size();
    SampleSize size = SampleSize.of(Replicate.CALL, n, n);
    double point = quantile(sample, p);
    OptionalInt low = rankBelow(n, p, tail);
    OptionalInt high = rankAbove(n, p, tail);
    if (low.isEmpty() || high.isEmpty()) {
      return Estimate.withoutInterval(
          point, size, Method.ORDER_STATISTIC, tooFew(n, minimumSize(p, level), p));
    }
    Interval interval =
        new Interval(sample.ranked(low.getAsInt()), sample.ranked(high.getAsInt()), level);
    return Estimate.of(point, interval, size, Method.ORDER_STATISTIC);
  }

  /**
   * Estimates a percentile with an upper bound: the quantile is above it with a probability of at
   * most {@code 1 - level}. The interval is open below.
   *
   * @param sample independent values, at least one
   * @param p between 0 and 1, such as 0.99
   * @param level of the bound, between 0 and 1
   * @return the sample's quantile; without an interval if the sample is smaller than {@link
   *     #minimumSizeOfUpperBound}
   * @throws IllegalArgumentException if the sample is empty, or p or level are not between 0 and 1
   */
  public static Estimate upperBound(Sample sample, double p, double level) {
    int n = sample.size();
    SampleSize size = SampleSize.of(Replicate.CALL, n, n);
    double point = quantile(sample, p);
    Optional<Interval> interval =
        rankAbove(n, p, 1 - Estimate.requireLevel(level)).stream()
            .mapToObj(rank -> new Interval(Double.NEGATIVE_INFINITY, sample.ranked(rank), level))
            .findFirst();
    if (interval.isEmpty()) {
      return Estimate.withoutInterval(
          point, size, Method.ORDER_STATISTIC, tooFew(n, minimumSizeOfUpperBound(p, level), p));
    }
    return Estimate.of(point, interval.get(), size, Method.ORDER_STATISTIC);
  }

  /**
   * Returns how many values {@link #interval} needs: at 95 % 6 for the median, 36 for p90, 72 for
   * p95, 368 for p99.
   *
   * @param p between 0 and 1
   * @param level between 0 and 1
   * @return the smallest n with {@code max(p, 1 - p)^n <= (1 - level) / 2}
   */
  public static int minimumSize(double p, double level) {
    requireShare(p);
    return powersDownTo(Math.max(p, 1 - p), (1 - Estimate.requireLevel(level)) / 2);
  }

  /**
   * Returns how many values {@link #upperBound} needs: at 95 % 5 for the median, 29 for p90, 59 for
   * p95, 299 for p99.
   *
   * @param p between 0 and 1
   * @param level between 0 and 1
   * @return the smallest n with {@code p^n <= 1 - level}
   */
  public static int minimumSizeOfUpperBound(double p, double level) {
    return powersDownTo(requireShare(p), 1 - Estimate.requireLevel(level));
  }

  private static int powersDownTo(double base, double tail) {
    int n = (int) Math.ceil(Math.log(tail) / Math.log(base));
    // The quotient may be rounded: check the condition itself.
    while (n > 1 && Math.pow(base, n - 1) <= tail) {
      n--;
    }
    while (Math.pow(base, n) > tail) {
      n++;
    }
    return Math.max(1, n);
  }

  /** Returns the largest rank whose value is above the quantile with at most this probability. */
  private static OptionalInt rankBelow(int n, double p, double tail) {
    BinomialDistribution below = BinomialDistribution.of(n, p);
    int rank = below.inverseCumulativeProbability(tail) + 1;
    // P(X_(r) > quantile) = P(Bin <= r - 1).
    while (rank > 0 && below.cumulativeProbability(rank - 1) > tail) {
      rank--;
    }
    return rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  /** Returns the smallest rank whose value is below the quantile with at most this probability. */
  private static OptionalInt rankAbove(int n, double p, double tail) {
    BinomialDistribution below = BinomialDistribution.of(n, p);
    int rank = Math.max(1, below.inverseSurvivalProbability(tail));
    // P(X_(r) < quantile) = P(Bin >= r).
    while (rank > 1 && below.survivalProbability(rank - 2) <= tail) {
      rank--;
    }
    while (rank <= n && below.survivalProbability(rank - 1) > tail) {
      rank++;
    }
    return rank > n ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  private static double quantile(Sample sample, double p) {
    requireShare(p);
    return sample
        .quantile(p)
        .orElseThrow(() -> new IllegalArgumentException("an empty sample has no percentile"));
  }

  static double requireShare(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("the percentile is " + p + "; allowed: between 0 and 1");
    }
    return p;
  }

  private static String tooFew(int n, int needed, double p) {
    return n + " values; bounds of the " + 100 * p + " % percentile need at least " + needed;
  }
}
