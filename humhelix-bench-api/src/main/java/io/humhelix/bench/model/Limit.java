package io.humhelix.bench.model;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metric's level may be. Not a gate: a gate, such as {@code max_wer_percent}, makes a trial
 * INVALID; a limit judges the level of valid trials.
 *
 * @param bound which side is allowed
 * @param value in the metric's unit, 0 or more, finite
 */
public record Limit(Bound bound, double value) {

  private static final Pattern FORM =
      Pattern.compile("(<=|>=)\\s*([0-9]{1,400}(?:\\.[0-9]{1,400})?)");

  /** Which side of the value is allowed. */
  public enum Bound {
    /** The value or less. */
    AT_MOST("<="),
    /** The value or more. */
    AT_LEAST(">=");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }

    /**
     * Returns the sign in a definition.
     *
     * @return {@code <=} or {@code >=}
     */
    public String sign() {
      return sign;
    }
  }

  public Limit {
    Objects.requireNonNull(bound, "bound");
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("the limit is " + value + "; allowed: 0 or more");
    }
    value = Math.abs(value); // -0 has another text than 0
  }

  /**
   * Reads a limit as a definition has it.
   *
   * @param text such as {@code <= 0.1}
   * @return the limit
   * @throws IllegalArgumentException if it has another form
   */
  public static Limit parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a limit is <= or >= and a number, as in <= 0.1");
    }
    return new Limit(
        matcher.group(1).equals(Bound.AT_MOST.sign) ? Bound.AT_MOST : Bound.AT_LEAST,
        Double.parseDouble(matcher.group(2)));
  }

  /**
   * Returns whether a value is allowed.
   *
   * @param one in the metric's unit
   * @return false for NaN
   */
  public boolean allows(double one) {
    return bound == Bound.AT_MOST ? one <= value : one >= value;
  }

  /**
   * Returns the limit as a definition has it.
   *
   * @return such as {@code <= 0.1}
   */
  @Override
  public String toString() {
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return bound.sign + " " + plain.replaceFirst("\\.0$", "");
  }
}
