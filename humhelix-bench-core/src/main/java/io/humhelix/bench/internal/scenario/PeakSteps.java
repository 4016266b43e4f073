package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.PeakSearch;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Chooses the loads of a peak search: doubles the load until one fails, or halves it until one
 * passes, then bisects between the highest that passed and the lowest that failed. What it has
 * found is tried again; if it fails now, 5 % less is tried, until a load passes. Knows nothing
 * about trials. Not thread-safe.
 *
 * <p>A search that took the highest load that ever passed as its peak would choose the luckiest
 * step: the second try has no part in the choice.
 */
public final class PeakSteps {

  /** By how much the load goes down where it was not confirmed. */
  private static final double LOWER = 0.95;

  /** Enough to go down to 60 %: a system that is slower still has changed. */
  private static final int LEAST_CONFIRMATIONS = 10;

  private final PeakSearch search;
  private final boolean whole;
  private final double lowest;
  private final double highest;
  private final TreeSet<Double> held = new TreeSet<>();
  private double load;
  private double failed = Double.POSITIVE_INFINITY;
  private int steps;
  private int confirmations;
  private boolean confirming;
  private double found;
  private boolean confirmed;
  private boolean precise;
  private boolean ended;

  /**
   * Creates a search.
   *
   * @param search precision and largest number of steps before the confirmation
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

  /** Returns the load of the next step; empty when the search is over. */
  public OptionalDouble next() {
    return ended || confirmed ? OptionalDouble.empty() : OptionalDouble.of(load);
  }

  /** Returns whether the next step tries a load again, or a lower one in its place. */
  public boolean confirms() {
    return confirming;
  }

  /** Records whether that load was sustained. */
  public void report(boolean sustained) {
    if (sustained) {
      held.add(load);
    } else {
      failed = Math.min(failed, load);
      held.tailSet(load).clear();
    }
    if (confirming) {
      confirm(sustained);
    } else {
      steps++;
      bisect();
    }
  }

  private void bisect() {
    if (isSettled() || steps >= search.maxSteps()) {
      precise = isSettled();
      confirming = !held.isEmpty();
      ended = held.isEmpty();
      load = confirming ? held.last() : load;
      found = load;
    } else if (Double.isInfinite(failed)) {
      load = Math.min(2 * load, highest);
    } else if (held.isEmpty()) {
      load = Math.max(rounded(load / 2), lowest);
    } else {
      load = rounded((held.last() + failed) / 2);
    }
  }

  private void confirm(boolean sustained) {
    confirmations++;
    confirmed = sustained;
    if (!sustained) {
      int most = Math.max(LEAST_CONFIRMATIONS, search.maxSteps());
      if (load <= lowest || confirmations >= most) {
        giveUp();
      }
      load = Math.max(lowest, whole ? Math.min(load - 1, rounded(LOWER * load)) : LOWER * load);
    }
  }

  /** Ends the search: no further load is tried, and what was held until now stays. */
  public void end() {
    ended = true;
  }

  /** Ends the search without a peak: no load is held any more. */
  public void giveUp() {
    ended = true;
    held.clear();
  }

  private double rounded(double value) {
    return whole ? Math.floor(value) : value;
  }

  private boolean isSettled() {
    if (held.isEmpty()) {
      return failed <= lowest;
    }
    double gap = failed - held.last();
    return held.last() >= highest || gap <= search.precision() * held.last() || whole && gap <= 1;
  }

  /** Returns the highest load that was sustained, in every try; empty if none was. */
  public OptionalDouble peak() {
    return held.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(held.last());
  }

  /** Returns the lowest load that was not sustained; empty if all were. */
  public OptionalDouble failed() {
    return Double.isInfinite(failed) ? OptionalDouble.empty() : OptionalDouble.of(failed);
  }

  /** Returns the load that was sustained at first, if neither it nor a lower one was again. */
  public OptionalDouble lost() {
    return confirming && held.isEmpty() ? OptionalDouble.of(found) : OptionalDouble.empty();
  }

  /** Returns whether the search ended before it reached its precision. */
  public boolean isCutShort() {
    return !precise && !isSettled();
  }

  /** Returns whether the peak was held a second time. */
  public boolean isConfirmed() {
    return confirmed;
  }
}
