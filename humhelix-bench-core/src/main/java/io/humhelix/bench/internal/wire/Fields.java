package io.humhelix.bench.internal.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A JSON object, read by name and type. What is not there or of another type is refused. */
record Fields(Map<String, Object> map) {

  String text(String name) throws ProtocolException {
    return typed(name, String.class);
  }

  Optional<String> optionalText(String name) throws ProtocolException {
    return map.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  Optional<Path> optionalPath(String name) throws ProtocolException {
    return optionalText(name).map(Path::of);
  }

  long whole(String name) throws ProtocolException {
    return typed(name, Long.class);
  }

  int small(String name) throws ProtocolException {
    long value = whole(name);
    if (value != (int) value) {
      throw new ProtocolException("'" + name + "' is " + value);
    }
    return (int) value;
  }

  OptionalLong optionalWhole(String name) throws ProtocolException {
    return map.containsKey(name) ? OptionalLong.of(whole(name)) : OptionalLong.empty();
  }

  /** A number that may be NaN or infinite, which JSON has as a text. */
  double number(String name) throws ProtocolException {
    Object value = map.get(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
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
    throw new ProtocolException("'" + name + "' is " + value + ", not a number");
  }

  boolean flag(String name) throws ProtocolException {
    return typed(name, Boolean.class);
  }

  <E extends Enum<E>> E word(String name, Class<E> type) throws ProtocolException {
    String word = text(name);
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(
          "'" + name + "' is '" + word + "', not a " + type.getSimpleName(), e);
    }
  }

  Fields object(String name) throws ProtocolException {
    return of(map.get(name), name);
  }

  Optional<Fields> optionalObject(String name) throws ProtocolException {
    return map.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
  }

  List<?> list(String name) throws ProtocolException {
    return typed(name, List.class);
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  static Fields of(Object value, String name) throws ProtocolException {
    if (value instanceof Map<?, ?> map) {
      return new Fields((Map<String, Object>) map);
    }
    throw new ProtocolException("'" + name + "' is " + value + ", not an object");
  }

  private <T> T typed(String name, Class<T> type) throws ProtocolException {
    Object value = map.get(name);
    if (!type.isInstance(value)) {
      throw new ProtocolException("'" + name + "' is " + value + ", not a " + type.getSimpleName());
    }
    return type.cast(value);
  }
}
