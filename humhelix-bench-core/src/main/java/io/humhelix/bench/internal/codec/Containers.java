package io.humhelix.bench.internal.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists, maps by text, and what may be absent. */
final class Containers {

  private Containers() {}

  static <T> Form<List<T>> list(Form<T> element) {
    return Form.of(
        values -> {
          List<Object> trees = new ArrayList<>(values.size());
          values.forEach(value -> trees.add(element.encode(value)));
          return trees;
        },
        tree -> {
          if (!(tree instanceof List<?> trees)) {
            throw CodecException.unexpected(tree, "a list");
          }
          List<T> values = new ArrayList<>(trees.size());
          for (Object one : trees) {
            try {
              values.add(element.decode(one));
            } catch (CodecException e) {
              throw e.within("[" + values.size() + "]");
            }
          }
          return values;
        });
  }

  /** In the order of the keys: an immutable map's own order changes from JVM to JVM. */
  static <T> Form<Map<String, T>> map(Form<T> element) {
    return Form.of(
        values -> {
          Map<String, Object> trees = new TreeMap<>();
          values.forEach((key, value) -> trees.put(key, element.encode(value)));
          return trees;
        },
        tree -> {
          if (!(tree instanceof Map<?, ?> trees)) {
            throw CodecException.unexpected(tree, "an object");
          }
          Map<String, T> values = new LinkedHashMap<>();
          for (Map.Entry<?, ?> one : trees.entrySet()) {
            String key = (String) one.getKey();
            try {
              values.put(key, element.decode(one.getValue()));
            } catch (CodecException e) {
              throw e.within(key);
            }
          }
          return values;
        });
  }

  static <T> Form<Optional<T>> optional(Form<T> form) {
    return absent(Optional.empty(), Optional::isPresent, Optional::get, Optional::of, form);
  }

  static Form<OptionalInt> optionalInt() {
    return absent(
        OptionalInt.empty(),
        OptionalInt::isPresent,
        OptionalInt::getAsInt,
        OptionalInt::of,
        Scalars.SMALL);
  }

  static Form<OptionalLong> optionalLong() {
    return absent(
        OptionalLong.empty(),
        OptionalLong::isPresent,
        OptionalLong::getAsLong,
        OptionalLong::of,
        Scalars.WHOLE);
  }

  static Form<OptionalDouble> optionalDouble(Form<Double> number) {
    return absent(
        OptionalDouble.empty(),
        OptionalDouble::isPresent,
        OptionalDouble::getAsDouble,
        OptionalDouble::of,
        number);
  }

  private static <O, T> Form<O> absent(
      O empty, Predicate<O> isPresent, Function<O, T> get, Function<T, O> of, Form<T> form) {
    return new Form<>() {
      @Override
      public Object encode(O value) {
        return isPresent.test(value) ? form.encode(get.apply(value)) : null;
      }

      @Override
      public O decode(Object tree) throws CodecException {
        return of.apply(form.decode(tree));
      }

      @Override
      public O missing() {
        return empty;
      }
    };
  }
}
