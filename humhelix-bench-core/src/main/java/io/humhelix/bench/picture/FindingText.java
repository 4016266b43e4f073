package io.humhelix.bench.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Words and numbers of findings, the same in every locale. */
final class FindingText {

  private static final MathContext DIGITS = new MathContext(3);
  private static final int MOST_NAMES = 4;
  private static final double WHOLE = 100;

  private FindingText() {}

  /** Up to three significant digits, and no exponent; digits before the point all stay. */
  static String number(double value) {
    if (Math.abs(value) >= WHOLE) {
      return Long.toString(Math.round(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static String seconds(double value) {
    return number(value) + " s";
  }

  /** Some names, and how many there are beside; {@code last} is "and" or "or". */
  static String names(List<String> all, String last) {
    List<String> some = all.size() <= MOST_NAMES ? all : all.subList(0, MOST_NAMES - 1);
    int rest = all.size() - some.size();
    // A name may have a comma itself.
    String comma = some.stream().anyMatch(name -> name.contains(",")) ? "; " : ", ";
    if (rest > 0) {
      return String.join(comma, some) + " " + last + " " + rest + " more";
    }
    int end = some.size() - 1;
    return end < 1
        ? String.join("", some)
        : String.join(comma, some.subList(0, end)) + " " + last + " " + some.get(end);
  }
}
