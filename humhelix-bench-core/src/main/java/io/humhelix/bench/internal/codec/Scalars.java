package io.humhelix.bench.internal.codec;

import java.util.Map;
import java.util.Objects;

/** Texts, numbers and truth values in a tree; anything else in their place is refused. */
final class Scalars {

  static final Form<String> TEXT = Form.of(value -> value, Scalars::text);

  static final Form<Boolean> FLAG =
      Form.of(
          value -> value,
          tree -> {
            if (tree instanceof Boolean flag) {
              return flag;
            }
            throw CodecException.unexpected(tree, "true or false");
          });

  static final Form<Long> WHOLE = Form.of(value -> value, Scalars::whole);

  static final Form<Integer> SMALL =
      Form.of(
          Integer::longValue,
          tree -> {
            long value = whole(tree);
            if (value != (int) value) {
              throw CodecException.unexpected(tree, "a number of 32 bits");
            }
            return (int) value;
          });

  /** Numbers that JSON lacks are texts, as in {@code Infinity}. */
  static final Form<Double> NUMBER =
      Form.of(value -> Double.isFinite(value) ? value : value.toString(), Scalars::number);

  /** Numbers that JSON lacks are left out, since a null misleads averages. */
  static final Form<Double> FINITE =
      new Form<>() {
        @Override
        public Object encode(Double value) {
          return Double.isFinite(value) ? value : null;
        }

        @Override
        public Double decode(Object tree) throws CodecException {
          return number(tree);
        }

        @Override
        public Double missing() {
          return Double.NaN;
        }
      };

  /** What options hold: a tree as it is. */
  static final Form<Object> ANYTHING = Form.of(value -> value, Objects::requireNonNull);

  private static final Map<String, Double> NO_NUMBERS =
      Map.of(
          "NaN", Double.NaN,
          "Infinity", Double.POSITIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  private Scalars() {}

  static String text(Object tree) throws CodecException {
    if (tree instanceof String text) {
      return text;
    }
    throw CodecException.unexpected(tree, "a text");
  }

  static long whole(Object tree) throws CodecException {
    if (tree instanceof Long || tree instanceof Integer) {
      return ((Number) tree).longValue();
    }
    throw CodecException.unexpected(tree, "a whole number");
  }

  static double number(Object tree) throws CodecException {
    if (tree instanceof Number number) {
      return number.doubleValue();
    }
    Double value = tree instanceof String text ? NO_NUMBERS.get(text) : null;
    if (value == null) {
      throw CodecException.unexpected(tree, "a number");
    }
    return value;
  }
}
