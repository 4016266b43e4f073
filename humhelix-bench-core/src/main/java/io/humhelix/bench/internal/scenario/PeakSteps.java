package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.PeakSearch;
import java.util.OptionalDouble;

/**
 * Chooses the next load of a peak search: doubles the load until one fails, or halves it until one
 * passes, then bisects between the highest that passed and the lowest that failed. Knows nothing
 * about trials. Not thread-safe.
 */
public final class PeakSteps {

  private final PeakSearch search;
  private final boolean whole;
  private final double lowest;
  private final double highest;
  private double load;
  private double passed;
  private double failed = Double.POSITIVE_INFINITY;
  private int steps;
  private boolean ended;

  /**
   * Creates a search.
   *
   * @param search precision and largest number of steps
   * @param start the first load
   * @param whole whether loads are whole numbers
   * @param lowest lowest load to try
   * @param highest highest load to try
   */
  public PeakSteps(PeakSearch search, double start, boolean whole, double lowest, double highest) {
    this.search = search;
    this.whole = whole;
    this.lowest = lowest;
    this.highest = highest;
    load = start;
  }

  /** Returns the load of the next trial; empty when the search is over. */
  public OptionalDouble next() {
    return ended || steps >= search.maxSteps() || isSettled()
        ? OptionalDouble.empty()
        : OptionalDouble.of(load);
  }

  /** Records whether that load was sustained. */
  public void report(boolean sustained) {
    steps++;
    if (sustained) {
      passed = load;
    } else {
      failed = load;
    }
    if (Double.isInfinite(failed)) {
      load = Math.min(2 * load, highest);
    } else if (passed == 0) {
      load = Math.max(rounded(load / 2), lowest);
    } else {
      load = rounded((passed + failed) / 2);
    }
  }

  /** Ends the search: no further load is tried. */
  public void end() {
    ended = true;
  }

  private double rounded(double value) {
    return whole ? Math.floor(value) : value;
  }

  private boolean isSettled() {
    double gap = failed - passed;
    return passed >= highest
        || failed <= lowest
        || passed > 0 && (gap <= search.precision() * passed || whole && gap <= 1);
  }

  /** Returns the highest load that was sustained; empty if none was. */
  public OptionalDouble peak() {
    return passed > 0 ? OptionalDouble.of(passed) : OptionalDouble.empty();
  }

  /** Returns the lowest load that was not sustained; empty if all were. */
  public OptionalDouble failed() {
    return Double.isInfinite(failed) ? OptionalDouble.empty() : OptionalDouble.of(failed);
  }

  /** Returns whether the search ended before it reached its precision. */
  public boolean isCutShort() {
    return !isSettled();
  }
}
