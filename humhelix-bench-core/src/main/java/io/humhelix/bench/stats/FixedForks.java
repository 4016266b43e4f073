package io.humhelix.bench.stats;

/**
 * A number of forks that is known beforehand.
 *
 * @param forks 1 or more
 */
public record FixedForks(int forks) implements StoppingRule {

  public FixedForks {
    if (forks < 1) {
      throw new IllegalArgumentException(forks + " forks; allowed: 1 or more");
    }
  }

  @Override
  public int wanted(double... values) {
    return forks;
  }

  @Override
  public Estimate estimate(double level, SampleSize size, double... values) {
    return LogMeans.estimate(level, Method.LOG_T, size, values);
  }

  @Override
  public int maximum() {
    return forks;
  }
}
