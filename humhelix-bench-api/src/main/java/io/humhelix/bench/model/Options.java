package io.humhelix.bench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Named values of a system under test, in their given order. A value is a {@link Boolean}, {@link
 * Long}, {@link Double}, {@link String}, or a list or map of these; there are no nulls. Immutable
 * and thread-safe.
 */
public final class Options {

  private static final Options EMPTY = new Options(Map.of());

  private final Map<String, Object> values;

  private Options(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Returns no options.
   *
   * @return the empty options
   */
  public static Options empty() {
    return EMPTY;
  }

  /**
   * Copies values. Integers become {@link Long}, floats {@link Double}.
   *
   * @param values names and values
   * @return the options
   * @throws IllegalArgumentException if a value is of another type, or not finite
   * @throws NullPointerException if a name or value is null
   */
  public static Options of(Map<String, ?> values) {
    return values.isEmpty() ? EMPTY : new Options(copy(values));
  }

  /**
   * Returns these options with one value set.
   *
   * @param name the option's name
   * @param value its value
   * @return new options
   * @throws IllegalArgumentException if the value is of a type that options cannot hold
   */
  public Options with(String name, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.put(Objects.requireNonNull(name, "name"), canonical(name, value));
    return new Options(Collections.unmodifiableMap(copy));
  }

  /**
   * Returns the values by name.
   *
   * @return an immutable map in the given order
   */
  public Map<String, Object> asMap() {
    return values;
  }

  /**
   * Returns a value.
   *
   * @param name the option's name
   * @return its value, or empty if not given
   */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Returns a text.
   *
   * @param name the option's name
   * @return its value, or empty if not given
   * @throws IllegalArgumentException if it is not a text
   */
  public Optional<String> text(String name) {
    return typed(name, String.class);
  }

  /**
   * Returns a whole number.
   *
   * @param name the option's name
   * @return its value, or empty if not given
   * @throws IllegalArgumentException if it is not a whole number
   */
  public Optional<Long> integer(String name) {
    return typed(name, Long.class);
  }

  /**
   * Returns a number; a whole number is widened.
   *
   * @param name the option's name
   * @return its value, or empty if not given
   * @throws IllegalArgumentException if it is not a number
   */
  public Optional<Double> number(String name) {
    return values.get(name) instanceof Long whole
        ? Optional.of(whole.doubleValue())
        : typed(name, Double.class);
  }

  /**
   * Returns a truth value.
   *
   * @param name the option's name
   * @return its value, or empty if not given
   * @throws IllegalArgumentException if it is not true or false
   */
  public Optional<Boolean> flag(String name) {
    return typed(name, Boolean.class);
  }

  private <T> Optional<T> typed(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "option " + name + " is '" + value + "', not a " + type.getSimpleName());
    }
    return Optional.of(type.cast(value));
  }

  private static Map<String, Object> copy(Map<?, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String name = (String) Objects.requireNonNull(key, "option name");
          copy.put(name, canonical(name, value));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static Object canonical(String name, Object value) {
    Objects.requireNonNull(value, () -> "value of option " + name);
    if (value instanceof String || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("option " + name + " is " + number + ", not finite");
      }
      return number;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(canonical(name, element)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    throw new IllegalArgumentException(
        "option " + name + " has a value of type " + value.getClass().getName());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Options that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
