package io.humhelix.bench.internal.codec;

/** Lengths that are counted in nanoseconds and written in seconds. */
public final class Seconds {

  private static final double NANOS = 1e9;

  /** Whole nanoseconds as seconds. */
  public static final TreeForm<Long> FORM =
      TreeForm.of(Seconds::of, tree -> nanos(Scalars.number(tree)));

  private Seconds() {}

  static double of(long nanos) {
    return nanos / NANOS;
  }

  /** Seconds are written with all digits that a double has: rounding gives the count back. */
  static long nanos(double seconds) throws CodecException {
    if (!Double.isFinite(seconds)) {
      throw CodecException.unexpected(seconds, "a length");
    }
    return Math.round(seconds * NANOS);
  }
}
