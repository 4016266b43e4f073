package io.humhelix.bench.accuracy;

/**
 * The number that is being read: an integer, to which words add by place value, or a string of
 * digits and points, to which they are appended ("one oh one"). Works on decimal digits in place:
 * every multiplier is a power of ten, so that no word costs more than its own digits, however long
 * the number is.
 */
final class PendingNumber {

  private static final int NO_POINT = -1;

  private final StringBuilder digits = new StringBuilder();
  private boolean integer;
  private int point = NO_POINT;

  /** Whether the string is one of digits with at most one point; of no meaning for integers. */
  private boolean decimal = true;

  private boolean ascii = true;

  boolean isPresent() {
    return !digits.isEmpty();
  }

  boolean isInteger() {
    return integer;
  }

  boolean endsWithPoint() {
    return point >= 0 && point == digits.length() - 1;
  }

  void clear() {
    digits.setLength(0);
    integer = false;
    point = NO_POINT;
    decimal = true;
    ascii = true;
  }

  /** Starts with a number in digits of any script, as in {@code 12} or {@code 1.5}. */
  void start(String number) {
    clear();
    append(number);
    if (point < 0) {
      becomeInteger();
    } else if (onlyZerosFrom(point + 1)) {
      digits.setLength(point);
      becomeInteger();
    }
  }

  void startPowerOfTen(int power) {
    clear();
    digits.append('1').append("0".repeat(power));
    integer = true;
  }

  /** Appends as text; an integer zero vanishes where {@code zeroVanishes}. */
  void append(String text, boolean zeroVanishes) {
    if (zeroVanishes && isZero()) {
      digits.setLength(0);
    }
    append(text);
  }

  void append(String text) {
    integer = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '.') {
        decimal &= point < 0;
        point = digits.length();
      } else {
        decimal &= Character.isDigit(c);
        ascii &= c < 128;
      }
      digits.appendCodePoint(c);
    }
  }

  /** Replaces the zero that a word for tens has left at the end. */
  void replaceLastDigit(int digit) {
    integer = false;
    digits.setCharAt(digits.length() - 1, (char) ('0' + digit));
  }

  /** Adds below the trailing zeros if there is room for the digits, and appends if not. */
  void addOrAppend(int number, int places) {
    boolean room = true;
    for (int i = 1; i <= Math.min(places, digits.length()); i++) {
      room &= digits.charAt(digits.length() - i) == '0';
    }
    if (!room || digits.length() < places && !isZero()) {
      append(Integer.toString(number));
    } else if (isZero()) {
      digits.replace(0, 1, Integer.toString(number));
    } else {
      String addend = Integer.toString(number);
      digits.replace(digits.length() - addend.length(), digits.length(), addend);
    }
  }

  /** Multiplies the last three digits of an integer: "two thousand three hundred". */
  void multiplyLastThreeDigits(int power) {
    int from = Math.max(0, digits.length() - 3);
    String rest = digits.substring(from);
    if (rest.chars().allMatch(c -> c == '0')) {
      return;
    }
    for (int i = from; i < digits.length(); i++) {
      digits.setCharAt(i, '0');
    }
    if (digits.length() < power + 4) {
      digits.insert(0, "0".repeat(power + 4 - digits.length()));
    }
    int carry = 0;
    int place = digits.length() - 1 - power;
    for (int i = rest.length() - 1; i >= 0 || carry > 0; i--, place--) {
      if (place < 0) {
        digits.insert(0, '0');
        place = 0;
      }
      int sum = digits.charAt(place) - '0' + carry + (i >= 0 ? rest.charAt(i) - '0' : 0);
      digits.setCharAt(place, (char) ('0' + sum % 10));
      carry = sum / 10;
    }
    stripLeadingZeros();
  }

  /**
   * Makes a string an integer by shifting its point.
   *
   * @return false, with nothing changed, if the result is no integer
   */
  boolean shiftPoint(int power) {
    if (!decimal || digits.length() == 1 && point == 0) {
      return false;
    }
    int fraction = point < 0 ? 0 : fractionDigits();
    if (fraction > power) {
      int end = digits.offsetByCodePoints(digits.length(), power - fraction);
      if (!onlyZerosFrom(end)) {
        return false;
      }
      digits.setLength(end);
    } else {
      digits.append("0".repeat(power - fraction));
    }
    if (point >= 0) {
      digits.deleteCharAt(point);
    }
    becomeInteger();
    return true;
  }

  private int fractionDigits() {
    return digits.codePointCount(point + 1, digits.length());
  }

  private boolean onlyZerosFrom(int start) {
    for (int i = start; i < digits.length(); ) {
      int c = digits.codePointAt(i);
      if (Character.digit(c, 10) != 0) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  private boolean isZero() {
    return integer && digits.length() == 1 && digits.charAt(0) == '0';
  }

  private void becomeInteger() {
    if (!ascii) {
      int[] values = digits.codePoints().map(c -> Character.digit(c, 10)).toArray();
      digits.setLength(0);
      for (int value : values) {
        digits.append((char) ('0' + value));
      }
      ascii = true;
    }
    stripLeadingZeros();
    integer = true;
    point = NO_POINT;
    decimal = true;
  }

  private void stripLeadingZeros() {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    if (zeros > 0) {
      digits.delete(0, zeros);
    }
  }

  @Override
  public String toString() {
    return digits.toString();
  }
}
