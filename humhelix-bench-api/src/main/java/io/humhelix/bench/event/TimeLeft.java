package io.humhelix.bench.event;

import java.time.Duration;
import java.util.Objects;

/**
 * An estimate of the time that a run still takes, made when something ended or began. Between
 * events nobody makes a new one, and a call may take minutes: {@link #after} tells what the
 * estimate is by then. Immutable.
 *
 * @param expected how long what is under way takes in all, as expected when it began; zero if
 *     nothing is
 * @param spent how long it had taken when the estimate was made
 * @param alike time of what is still to come and was never timed, but is of the same kind: if what
 *     is under way takes longer than expected, so will this
 * @param others time of everything else that is still to come
 * @param atMost whether less may do: forks are counted until an interval is narrow enough
 */
public record TimeLeft(
    Duration expected, Duration spent, Duration alike, Duration others, boolean atMost) {

  /** What is about to end in time still takes this share of what it took. */
  private static final double LEAST_SHARE = 0.05;

  /** Nobody knows how long a thing takes that is long overdue: as a rule, this share more. */
  private static final double OVERDUE_SHARE = 0.2;

  /** How fast the one share becomes the other. */
  private static final double SLOPE = 0.5;

  private static final double NANOS = 1e9;

  /**
   * Checks that nothing is negative.
   *
   * @throws IllegalArgumentException if a time is
   */
  public TimeLeft {
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(spent, "spent");
    Objects.requireNonNull(alike, "alike");
    Objects.requireNonNull(others, "others");
    if (expected.isNegative() || spent.isNegative() || alike.isNegative() || others.isNegative()) {
      throw new IllegalArgumentException("a time is negative");
    }
  }

  /**
   * Returns the time left if no event came meanwhile. It never reaches zero: once what is under way
   * takes longer than expected, the estimate grows with it.
   *
   * @param since time since the estimate was made, 0 or more
   * @return an estimate, 0 or more
   */
  public Duration after(Duration since) {
    double took = seconds(spent.plus(since));
    double whole = seconds(expected);
    double slower = whole > 0 ? Math.max(1, took / whole) : 1;
    double share = Math.min(OVERDUE_SHARE, LEAST_SHARE + SLOPE * (slower - 1));
    double rest = Math.max(whole - took, share * took);
    double all = rest + slower * seconds(alike) + seconds(others);
    return Duration.ofMillis(Math.round(Math.min(all * 1000, Long.MAX_VALUE / 2.0)));
  }

  /**
   * Returns whether what is under way takes longer than expected.
   *
   * @param since time since the estimate was made, 0 or more
   * @return whether it is overdue
   */
  public boolean overdue(Duration since) {
    return !expected.isZero() && spent.plus(since).compareTo(expected) > 0;
  }

  private static double seconds(Duration time) {
    return time.toSeconds() + time.getNano() / NANOS;
  }
}
