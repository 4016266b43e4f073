package io.humhelix.bench.compare;

import io.humhelix.bench.stats.Scale;
import java.util.Objects;

/**
 * The largest change that counts as none, in either direction. A real change as large as that is
 * never shown, by design: it is called a regression in 2.5 % of comparisons.
 *
 * @param scale {@code LOG} for a share of the baseline, {@code LINEAR} for an amount in the
 *     metric's unit
 * @param amount 0 or more: a share such as 0.05, or an amount
 */
public record Tolerance(Scale scale, double amount) {

  /** Latency and real-time factor: 5 %. */
  public static final Tolerance SPEED = relative(0.05);

  /** Model load and first call: 10 %, since files and caches make them vary more. */
  public static final Tolerance LOAD = relative(0.10);

  /** Word and character error rate: half a percentage point, as a fraction. */
  public static final Tolerance ERROR_RATE = absolute(0.005);

  /** Allocators take memory in pieces. */
  static final double MEMORY_BYTES = 16 << 20;

  private static final double MEMORY_SHARE = 0.05;

  public Tolerance {
    Objects.requireNonNull(scale, "scale");
    if (!(amount >= 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException("the tolerance is " + amount + "; allowed: 0 or more");
    }
  }

  /**
   * Returns a tolerance as a share of the baseline. It is the same in both directions as a ratio:
   * with 0.05 an improvement begins below 1 / 1.05.
   *
   * @param share 0 or more: 0.05 for 5 %
   * @return the tolerance
   */
  public static Tolerance relative(double share) {
    return new Tolerance(Scale.LOG, share);
  }

  /**
   * Returns a tolerance in the metric's unit.
   *
   * @param amount 0 or more
   * @return the tolerance
   */
  public static Tolerance absolute(double amount) {
    return new Tolerance(Scale.LINEAR, amount);
  }

  /**
   * Returns the tolerance of a memory peak: 5 % or 16 MiB, whichever is more, since allocators take
   * memory in pieces.
   *
   * @param baseline the baseline's peak in bytes, above 0
   * @return as a share of it
   */
  public static Tolerance memory(double baseline) {
    return relative(Math.max(MEMORY_SHARE, MEMORY_BYTES / baseline));
  }

  /**
   * Widens the tolerance to what the host cannot tell apart: the largest change that comparisons of
   * a system with itself have shown there. A stored baseline carries the difference of two days,
   * which no interval of either run can know.
   *
   * @param floor in the same terms as {@link #amount}
   * @return the larger of the two
   */
  public Tolerance atLeast(double floor) {
    return floor > amount ? new Tolerance(scale, floor) : this;
  }

  /**
   * Returns the tolerance as a distance on the scale.
   *
   * @return {@code log(1 + amount)} for a share, else the amount
   */
  public double bound() {
    return scale == Scale.LOG ? Math.log1p(amount) : amount;
  }
}
