package io.humhelix.bench.store;

import java.nio.charset.StandardCharsets;

/** Numbers of JSON as the nearest double, straight from their bytes. */
final class Decimals {

  /** Powers of ten that a double holds exactly. */
  private static final double[] EXACT = exactPowers();

  private static final long EXACT_WHOLE = 1L << 53;
  private static final long LARGEST = 1L << 62;

  /** How near to the middle of two doubles the JDK decides, in units of the last place. */
  private static final double UNSURE = 0x1p-30;

  private static final int NO_EXPONENT = Integer.MAX_VALUE / 2;

  private static final long ROOM = Long.MAX_VALUE / 10 - 1;

  private Decimals() {}

  private static double[] exactPowers() {
    double[] powers = new double[23];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  /** Whether a number begins here: texts, truth values and null do not. */
  static boolean begins(byte b) {
    return b >= '0' && b <= '9' || b == '-';
  }

  /**
   * Reads a number. Where digits and power of ten are both exact doubles, their quotient or product
   * is correctly rounded (Clinger's fast path); the JDK does what is left.
   *
   * @throws NumberFormatException if it is none
   */
  static double parse(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    long whole = 0;
    int point = -1;
    int end = negative ? from + 1 : from;
    for (; end < to; end++) {
      int digit = bytes[end] - '0';
      if (digit >= 0 && digit <= 9 && whole < ROOM) {
        whole = 10 * whole + digit;
      } else if (bytes[end] == '.' && point < 0) {
        point = end;
      } else {
        break;
      }
    }
    int exponent = end == to ? 0 : exponent(bytes, end, to);
    int power = exponent - (point < 0 ? 0 : end - point - 1);
    boolean anyDigit = end - from > (negative ? 1 : 0) + (point < 0 ? 0 : 1);
    double value = anyDigit && exponent != NO_EXPONENT ? scaled(whole, power) : Double.NaN;
    if (Double.isNaN(value)) {
      return slow(bytes, from, to);
    }
    return negative ? -value : value;
  }

  /** The power of ten that a number ends with; {@link #NO_EXPONENT} for a large one, or another. */
  private static int exponent(byte[] bytes, int from, int to) {
    boolean negative = from + 1 < to && bytes[from + 1] == '-';
    int digits = negative ? from + 2 : from + 1;
    if (bytes[from] != 'E' && bytes[from] != 'e' || digits == to || to - digits > 2) {
      return NO_EXPONENT;
    }
    int exponent = 0;
    for (int i = digits; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_EXPONENT;
      }
      exponent = 10 * exponent + digit;
    }
    return negative ? -exponent : exponent;
  }

  /** NaN where it takes more than one rounding. */
  private static double scaled(long whole, int power) {
    if (Math.abs(power) >= EXACT.length || whole >= LARGEST) {
      return Double.NaN;
    }
    if (power > 0) {
      return whole < EXACT_WHOLE ? whole * EXACT[power] : Double.NaN;
    }
    return whole < EXACT_WHOLE ? whole / EXACT[-power] : quotient(whole, EXACT[-power]);
  }

  /**
   * Divides more digits than a double holds: a first quotient is put right by what it leaves over,
   * which a fused multiply-add gives exactly. NaN where that is too near to the middle of two
   * doubles to be sure which is nearer.
   */
  private static double quotient(long whole, double power) {
    double rounded = whole;
    double cut = whole - (long) rounded;
    double first = rounded / power;
    double rest = (Math.fma(-first, power, rounded) + cut) / power;
    double value = first + rest;
    double left = Math.abs(first - value + rest) / Math.ulp(value);
    return Math.abs(left - 0.5) < UNSURE || left > 0.5 ? Double.NaN : value;
  }

  private static double slow(byte[] bytes, int from, int to) {
    return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
