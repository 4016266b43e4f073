package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Observations of one quantity and their statistics. Immutable and thread-safe.
 *
 * <p>A sample may be empty. Its statistics are then empty too: a caller cannot mistake "nothing
 * measured" for 0.
 */
public final class Sample {

  private final double[] sorted;

  private Sample(double[] values) {
    sorted = values;
    for (double value : sorted) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("an observation is " + value + ", not finite");
      }
    }
    Arrays.sort(sorted);
  }

  /**
   * Copies observations.
   *
   * @param values finite, in any order
   * @return the sample
   * @throws IllegalArgumentException if one is not finite
   */
  public static Sample of(double... values) {
    return new Sample(values.clone());
  }

  /**
   * Copies observations.
   *
   * @param values finite, in any order
   * @return the sample
   * @throws IllegalArgumentException if one is not finite
   */
  public static Sample of(Collection<Double> values) {
    return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Returns the number of observations.
   *
   * @return 0 or more
   */
  public int size() {
    return sorted.length;
  }

  /**
   * Returns the arithmetic mean; the sum is compensated (Kahan), as pandas does it.
   *
   * @return empty without observations
   */
  public OptionalDouble mean() {
    return Arrays.stream(sorted).average();
  }

  /**
   * Returns the median: the middle observation, or the mean of the middle two.
   *
   * @return empty without observations
   */
  public OptionalDouble median() {
    return quantile(0.5);
  }

  /**
   * Returns a quantile of the sample, interpolated linearly between the order statistics around
   * position {@code p (n - 1)}, counted from 0. This is definition 7 of Hyndman and Fan, "Sample
   * quantiles in statistical packages", The American Statistician 50 (1996), and the default of
   * NumPy, pandas and R. It describes the sample and does not bound the population's quantile; far
   * quantiles of small samples need {@link PercentileBounds}.
   *
   * @param p from 0 (the smallest) to 1 (the largest)
   * @return empty without observations
   * @throws IllegalArgumentException if p is not within 0 to 1
   */
  public OptionalDouble quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("the quantile is " + p + "; allowed: 0 to 1");
    }
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    double position = p * (sorted.length - 1);
    int below = (int) position;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    return OptionalDouble.of(low + (position - below) * (high - low));
  }

  /**
   * Returns a percentile of the sample by {@link PercentileRank}. Unlike {@link #quantile} it is
   * always an observation.
   *
   * @param p 0 or more and below 1
   * @return an observation
   * @throws IllegalArgumentException if p is out of range or there are no observations
   */
  public double percentile(double p) {
    return ranked(PercentileRank.of(sorted.length, p));
  }

  /**
   * Returns an order statistic.
   *
   * @param rank 1 for the smallest observation, {@link #size()} for the largest
   * @return the observation
   * @throws IndexOutOfBoundsException if there is no such rank
   */
  public double ranked(int rank) {
    return sorted[Objects.checkIndex(rank - 1, sorted.length)];
  }

  /**
   * Returns the smallest observation.
   *
   * @return empty without observations
   */
  public OptionalDouble minimum() {
    return quantile(0);
  }

  /**
   * Returns the largest observation.
   *
   * @return empty without observations
   */
  public OptionalDouble maximum() {
    return quantile(1);
  }
}
