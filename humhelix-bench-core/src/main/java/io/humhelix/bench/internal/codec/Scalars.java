package io.humhelix.bench.internal.codec;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Texts, numbers and truth values in a tree; anything else in their place is refused. One class for
 * all of them: a worker makes them at its start, where each class takes time.
 */
enum Scalars implements TreeForm<Object> {
  TEXT,
  FLAG,
  WHOLE,
  /** Whole numbers of 32 bits. */
  SMALL,
  /** Numbers that JSON lacks are texts, as in {@code Infinity}. */
  NUMBER,
  /** Numbers that JSON lacks are left out, since a null misleads averages. */
  FINITE,
  /** Lengths of time as whole nanoseconds. */
  NANOS,
  /** Lengths of time as seconds. */
  SECONDS,
  PATH,
  /** What options hold: a tree as it is. */
  ANYTHING;

  @Override
  public Object encode(Object value) {
    return switch (this) {
      case TEXT, FLAG, WHOLE, ANYTHING -> value;
      case SMALL -> ((Integer) value).longValue();
      case NUMBER -> Double.isFinite((Double) value) ? value : value.toString();
      case FINITE -> Double.isFinite((Double) value) ? value : null;
      case NANOS -> ((Duration) value).toNanos();
      case SECONDS -> Seconds.of(((Duration) value).toNanos());
      case PATH -> value.toString();
    };
  }

  @Override
  public Object decode(Object tree) throws CodecException {
    return switch (this) {
      case TEXT -> text(tree);
      case FLAG -> flag(tree);
      case WHOLE -> whole(tree);
      case SMALL -> small(tree);
      case NUMBER, FINITE -> number(tree);
      case NANOS -> Duration.ofNanos(whole(tree));
      case SECONDS -> Duration.ofNanos(Seconds.nanos(number(tree)));
      case PATH -> Path.of(text(tree));
      case ANYTHING -> tree;
    };
  }

  @Override
  public Object missing() throws CodecException {
    return this == FINITE ? Double.NaN : TreeForm.super.missing();
  }

  static String text(Object tree) throws CodecException {
    if (tree instanceof String text) {
      return text;
    }
    throw CodecException.unexpected(tree, "a text");
  }

  private static Boolean flag(Object tree) throws CodecException {
    if (tree instanceof Boolean flag) {
      return flag;
    }
    throw CodecException.unexpected(tree, "true or false");
  }

  static long whole(Object tree) throws CodecException {
    if (tree instanceof Long || tree instanceof Integer) {
      return ((Number) tree).longValue();
    }
    throw CodecException.unexpected(tree, "a whole number");
  }

  private static Integer small(Object tree) throws CodecException {
    long value = whole(tree);
    if (value != (int) value) {
      throw CodecException.unexpected(tree, "a number of 32 bits");
    }
    return (int) value;
  }

  static double number(Object tree) throws CodecException {
    if (tree instanceof Number number) {
      return number.doubleValue();
    }
    if (tree instanceof String text) {
      switch (text) {
        case "NaN":
          return Double.NaN;
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        default:
      }
    }
    throw CodecException.unexpected(tree, "a number");
  }
}
