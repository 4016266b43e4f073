package io.humhelix.bench.summary;

import io.humhelix.bench.store.TrialRow;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which trials count: {@code KEY=PATTERN}, {@code KEY!=PATTERN} ({@code *} stands for anything,
 * {@code |} between two patterns for either), or a number: {@code rtf<0.1}, {@code wer_percent>=5}.
 * A trial without that number does not match.
 *
 * @param text as it was written
 * @param metric the number that it needs; empty for a key
 * @param matches whether a trial counts
 */
public record TrialFilter(String text, Optional<String> metric, Predicate<TrialRow> matches) {

  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_.]+)(!=|<=|>=|=|<|>)(.*)");

  /**
   * Reads a filter.
   *
   * @param text as on the command line
   * @return the filter
   * @throws IllegalArgumentException if it is none; the message says what is allowed
   */
  public static TrialFilter parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "found '" + text + "'; allowed: KEY=PATTERN, KEY!=PATTERN, METRIC<NUMBER, METRIC>NUMBER");
    }
    String key = parts.group(1);
    String sign = parts.group(2);
    String value = parts.group(3);
    if (sign.equals("=") || sign.equals("!=")) {
      Factor factor =
          Factor.of(key)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "found key '"
                              + key
                              + "'; allowed: "
                              + String.join(", ", Factor.names())));
      Pattern pattern = pattern(value);
      boolean wanted = sign.equals("=");
      return new TrialFilter(
          text, Optional.empty(), row -> pattern.matcher(factor.of(row)).matches() == wanted);
    }
    double bound;
    try {
      bound = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "found '" + value + "' after " + key + sign + "; allowed: a number", e);
    }
    return new TrialFilter(text, Optional.of(key), row -> holds(row.number(key), sign, bound));
  }

  private static Pattern pattern(String value) {
    StringBuilder regex = new StringBuilder();
    for (char c : value.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '|' ? "|" : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static boolean holds(OptionalDouble value, String sign, double bound) {
    if (value.isEmpty()) {
      return false;
    }
    double number = value.getAsDouble();
    return switch (sign) {
      case "<" -> number < bound;
      case "<=" -> number <= bound;
      case ">" -> number > bound;
      default -> number >= bound;
    };
  }
}
