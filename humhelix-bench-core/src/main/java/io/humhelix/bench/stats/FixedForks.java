package io.humhelix.bench.stats;

import java.util.Objects;

/**
 * A number of forks fixed in advance.
 *
 * @param forks 1 or more
 * @param tails of the interval
 */
public record FixedForks(int forks, Tails tails) implements StoppingRule {

  public FixedForks {
    Objects.requireNonNull(tails, "tails");
    if (forks < 1) {
      throw new IllegalArgumentException(forks + " forks; allowed: 1 or more");
    }
  }

  @Override
  public int wanted(double... values) {
    return forks;
  }

  @Override
  public Estimate estimate(SampleSize size, double... values) {
    return LogMeans.level(tails, size, values);
  }

  @Override
  public int maximum() {
    return forks;
  }
}
