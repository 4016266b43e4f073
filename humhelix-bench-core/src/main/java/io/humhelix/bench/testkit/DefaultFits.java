package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.spi.OptionSpec;
import java.util.List;
import java.util.Map;

/** Whether the default of an option is one that its own declaration allows. */
final class DefaultFits {

  private DefaultFits() {}

  static void check(OptionSpec option) {
    if (option.defaultValue().isEmpty()) {
      return;
    }
    Object value = option.defaultValue().get();
    unless(
        isOf(option.type(), value),
        "option '" + option.name() + "' is of type " + option.type() + ", its default is " + value,
        "Give the default the option's type.");
    if (value instanceof Number number) {
      unless(
          number.doubleValue() >= option.minimum().orElse(Double.NEGATIVE_INFINITY)
              && number.doubleValue() <= option.maximum().orElse(Double.POSITIVE_INFINITY),
          "the default of option '" + option.name() + "' is " + value + ", outside its own bounds",
          "Change the default or the bounds.");
    }
    unless(
        option.choices().isEmpty() || option.choices().contains(value.toString()),
        "the default of option '" + option.name() + "' is '" + value + "', not among its choices",
        "Add it to the choices " + option.choices() + ", or choose another default.");
  }

  private static boolean isOf(OptionSpec.Type type, Object value) {
    return switch (type) {
      case TEXT, PATH -> value instanceof String;
      case INTEGER -> value instanceof Long || value instanceof Integer;
      case NUMBER -> value instanceof Number;
      case FLAG -> value instanceof Boolean;
      case NUMBERS ->
          value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance);
      case TEXTS, PATHS ->
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
      case MAP -> value instanceof Map<?, ?>;
    };
  }
}
