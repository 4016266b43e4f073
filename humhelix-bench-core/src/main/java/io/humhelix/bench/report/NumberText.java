package io.humhelix.bench.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers for people, the same in every locale, with a point and without grouping. */
public final class NumberText {

  /** What stands for a number that was not measured. */
  public static final String NONE = "-";

  private NumberText() {}

  /**
   * Returns a number with so many significant digits, never in scientific form and never with a
   * digit before the point lost.
   *
   * @param value finite
   * @param digits 1 or more
   * @return for example {@code 0.01234}, {@code 12.35} or {@code 12346} for 4 digits
   */
  public static String significant(double value, int digits) {
    BigDecimal exact = new BigDecimal(value);
    int beforePoint = exact.signum() == 0 ? 1 : exact.precision() - exact.scale();
    BigDecimal rounded = exact.setScale(Math.max(0, digits - beforePoint), RoundingMode.HALF_EVEN);
    // 9.9996 becomes 10.000, one digit too many: round to the scale of the result.
    if (rounded.signum() != 0 && rounded.precision() > digits && rounded.scale() > 0) {
      rounded = rounded.setScale(rounded.scale() - 1, RoundingMode.HALF_EVEN);
    }
    return rounded.toPlainString();
  }

  /**
   * Returns a number with so many significant digits.
   *
   * @param value finite, or empty
   * @param digits 1 or more
   * @return the number, or {@link #NONE}
   */
  public static String significant(OptionalDouble value, int digits) {
    return value.isPresent() ? significant(value.getAsDouble(), digits) : NONE;
  }

  /**
   * Returns a number with so many decimals.
   *
   * @param value finite
   * @param decimals 0 or more
   * @return for example {@code 4.20}
   */
  public static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /**
   * Returns a change with its sign and so many decimals.
   *
   * @param value finite
   * @param decimals 0 or more
   * @return for example {@code +4.2} or {@code -4.2}; what rounds to zero from below has no sign
   */
  public static String signed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%+." + decimals + "f", value);
    return text.matches("-[0.]+") ? text.substring(1) : text;
  }

  /**
   * Returns an amount of memory.
   *
   * @param bytes 0 or more
   * @return for example {@code 245 MiB} or {@code 1.25 GiB}
   */
  public static String bytes(double bytes) {
    double mib = bytes / (1 << 20);
    return mib < 1000 ? significant(mib, 3) + " MiB" : significant(mib / 1024, 3) + " GiB";
  }

  /**
   * Returns a stretch of time.
   *
   * @param duration 0 or more
   * @return for example {@code 8.4 s}, {@code 1:05 min} or {@code 2:01:05 h}
   */
  public static String time(Duration duration) {
    long tenths = Math.round(duration.toMillis() / 100.0);
    if (tenths < 600) {
      return fixed(tenths / 10.0, 1) + " s";
    }
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }
    return String.format(
        Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /**
   * Returns a count with its noun.
   *
   * @param count 0 or more
   * @param noun in the singular; the plural is made with an s
   * @return for example {@code 1 clip} or {@code 5 clips}
   */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
