package io.humhelix.bench.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What scalars are, where it is known what is wanted. Only {@code true} and {@code false} (also
 * {@code True} and {@code False}) are truth values and only decimal digits are numbers; what YAML
 * 1.1 takes for more than that ({@code no}, {@code 010}, {@code 1:30}, {@code 1_000}) is text.
 */
final class ScalarValues {

  private static final int LONGEST_NUMBER = 40;
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

  private ScalarValues() {}

  static Optional<Boolean> flag(Node.Scalar scalar) {
    if (scalar.quoted()) {
      return Optional.empty();
    }
    return switch (scalar.text()) {
      case "true", "True", "TRUE" -> Optional.of(true);
      case "false", "False", "FALSE" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<BigDecimal> number(Node.Scalar scalar) {
    String text = scalar.text();
    return !scalar.quoted() && text.length() <= LONGEST_NUMBER && DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** Says what to write where a truth value is wanted. */
  static String flagRemedy(Node.Scalar scalar) {
    return switch (scalar.text()) {
      case "yes", "Yes", "YES", "on", "On", "ON", "y", "Y", "1" -> "write true";
      case "no", "No", "NO", "off", "Off", "OFF", "n", "N", "0" -> "write false";
      default -> scalar.quoted() && flag(unquoted(scalar)).isPresent() ? "remove the quotes" : "";
    };
  }

  /** Says why a text that looks like a number is none, and what to write. */
  static String numberRemedy(Node.Scalar scalar) {
    String text = scalar.text();
    if (scalar.quoted() && number(unquoted(scalar)).isPresent()) {
      return "remove the quotes";
    }
    if (text.matches("[-+]?0[0-9_]+")) {
      return "a leading zero makes it octal for some YAML readers: remove the zero";
    }
    if (text.matches("[-+]?[0-9][0-9_,']*[_,'][0-9_,']*(\\.[0-9]*)?")) {
      return "write only digits, with a point for decimals";
    }
    if (text.matches("[0-9]+(:[0-9]+)+(\\.[0-9]*)?")) {
      return "some YAML readers read this as base 60: write one number";
    }
    if (text.matches("(?i)[0-9.]+ ?(ms|s|sec|m|min|h)")) {
      return "write seconds, without a unit";
    }
    if (text.matches("[0-9.]+ ?%")) {
      return "write the number without the sign";
    }
    return "";
  }

  private static Node.Scalar unquoted(Node.Scalar scalar) {
    return new Node.Scalar(scalar.text(), false, scalar.line(), scalar.column());
  }

  /**
   * Reads the value of an option, whose type only its backend knows: a plain number or truth value
   * is one, all else is text.
   *
   * @return a value that {@code Options} can hold; empty if it was reported
   */
  static Optional<Object> option(Node node, String path, Problems problems) {
    if (node instanceof Node.Items list) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < list.items().size(); i++) {
        option(list.items().get(i), path + "[" + i + "]", problems).ifPresent(values::add);
      }
      return Optional.of(values);
    }
    if (node instanceof Node.Entries map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.entries()
          .forEach(
              (name, entry) ->
                  option(entry.value(), path + "." + Quote.plain(name), problems)
                      .ifPresent(value -> values.put(name, value)));
      return Optional.of(values);
    }
    return node instanceof Node.Scalar scalar
        ? optionScalar(scalar, path, problems)
        : Optional.empty();
  }

  private static Optional<Object> optionScalar(Node.Scalar scalar, String path, Problems problems) {
    if (scalar.isNothing()) {
      problems.at(scalar, path, "no value", "a value", "write one, or leave the key out");
      return Optional.empty();
    }
    Optional<Boolean> flag = flag(scalar);
    if (flag.isPresent()) {
      return Optional.of(flag.get());
    }
    Optional<BigDecimal> number = number(scalar);
    if (number.isEmpty()) {
      return Optional.of(scalar.text());
    }
    return optionNumber(scalar, number.get(), path, problems);
  }

  private static Optional<Object> optionNumber(
      Node.Scalar scalar, BigDecimal number, String path, Problems problems) {
    if (WHOLE.matcher(scalar.text()).matches()) {
      if (number.toBigInteger().bitLength() < Long.SIZE) {
        return Optional.of(number.longValueExact());
      }
    } else if (Double.isFinite(number.doubleValue())) {
      return Optional.of(number.doubleValue());
    }
    problems.at(
        scalar,
        path,
        Quote.of(scalar.text()) + " is too large for a number",
        "64-bit numbers",
        "put it in quotes if it is text");
    return Optional.empty();
  }
}
