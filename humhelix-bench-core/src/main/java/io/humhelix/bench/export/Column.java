package io.humhelix.bench.export;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A column of rows.
 *
 * @param <T> what a row is made of
 * @param name with the unit in it
 * @param type of its values
 * @param value a {@link String}, {@link Long}, {@link Double}, {@link Boolean} or, of {@link
 *     Type#JSON}, a {@link Map}; null where there is none
 */
record Column<T>(String name, Type type, Function<T, Object> value) {

  /** What a column holds. */
  enum Type {
    /** Texts, times of day in ISO 8601 among them. */
    TEXT("TEXT"),
    /** Whole numbers. */
    INTEGER("BIGINT"),
    /** Numbers. */
    REAL("DOUBLE"),
    /** Truth values. */
    TRUTH("BOOLEAN"),
    /** Names and values; a text where the format has no such thing. */
    JSON("TEXT");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** The type in SQLite and DuckDB alike. */
    String sql() {
      return sql;
    }
  }

  static <T> Column<T> text(String name, Function<T, String> value) {
    return new Column<>(name, Type.TEXT, value::apply);
  }

  /** Empty texts are ones that nobody wrote. */
  static <T> Column<T> fact(String name, Function<T, String> value) {
    return new Column<>(
        name, Type.TEXT, row -> value.apply(row).isEmpty() ? null : value.apply(row));
  }

  static <T> Column<T> optional(String name, Function<T, Optional<String>> value) {
    return new Column<>(name, Type.TEXT, row -> value.apply(row).orElse(null));
  }

  static <T> Column<T> json(String name, Function<T, Map<String, Object>> value) {
    return new Column<>(name, Type.JSON, value::apply);
  }

  static <T> Column<T> integer(String name, Function<T, Long> value) {
    return new Column<>(name, Type.INTEGER, value::apply);
  }

  static <T> Column<T> truth(String name, Function<T, Boolean> value) {
    return new Column<>(name, Type.TRUTH, value::apply);
  }

  /** Of a number that is not finite there is none. */
  static <T> Column<T> real(String name, Function<T, OptionalDouble> value) {
    return new Column<>(
        name,
        Type.REAL,
        row -> {
          OptionalDouble number = value.apply(row);
          return number.isPresent() && Double.isFinite(number.getAsDouble())
              ? (Object) number.getAsDouble()
              : null;
        });
  }

  /** The same column of rows that have a T. */
  <S> Column<S> of(Function<S, T> part) {
    return new Column<>(name, type, row -> value.apply(part.apply(row)));
  }
}
