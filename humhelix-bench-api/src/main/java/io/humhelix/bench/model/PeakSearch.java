package io.humhelix.bench.model;

/**
 * The search for the highest load that a system sustains: doubling until a step fails (or halving
 * until one is held), then bisection between the last that was held and the first that failed. A
 * step asks as many queries as it takes to tell, up to 16 times those of its first trial. What was
 * found is tried again with other arrivals; where it is not held, 5 percent less is tried.
 *
 * @param precision the search ends when the failing load exceeds the held one by at most this
 *     share, or by one if loads are whole numbers; from 0.001 to 1
 * @param maxSteps most steps before the peak is tried again, from 2 to 100
 */
public record PeakSearch(double precision, int maxSteps) {

  /** Within 5 percent, at most 20 steps. */
  public static final PeakSearch DEFAULT = new PeakSearch(0.05, 20);

  private static final double FINEST = 0.001;
  private static final int MOST_STEPS = 100;

  public PeakSearch {
    if (!(precision >= FINEST && precision <= 1)) {
      throw new IllegalArgumentException(
          "the precision is " + precision + "; allowed: " + FINEST + " to 1");
    }
    if (maxSteps < 2 || maxSteps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "at most " + maxSteps + " steps; allowed: 2 to " + MOST_STEPS);
    }
  }
}
