package io.humhelix.bench.simulation;

import java.util.Locale;

/**
 * How often something happened in simulated runs.
 *
 * @param hits 0 up to {@code runs}
 * @param runs 1 or more
 */
public record Share(int hits, int runs) {

  /** Returns the share, from 0 to 1. */
  public double value() {
    return (double) hits / runs;
  }

  /** Returns one standard error of the share by chance of the simulation. */
  public double error() {
    return Math.sqrt(value() * (1 - value()) / runs);
  }

  /** As "93.4 ± 0.6 %". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * value(), 100 * error());
  }
}
