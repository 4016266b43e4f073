package io.humhelix.bench.internal.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Turns records into trees and back: a component is a key, its name in lower case with underscores,
 * {@code Nanos} and {@code Seconds} at its end shortened to {@code ns} and {@code s}. What may be
 * absent is a key that is not there. Looks at each type once. Thread-safe.
 */
public final class RecordCodec {

  private final Map<Type, Form<?>> own;
  private final Map<Class<?>, Parts<?>> parts;
  private final Map<Class<?>, Tag> tags;
  private final Form<Double> number;
  private final String durationUnit;
  private final boolean strict;
  private final Map<Type, Form<?>> forms = new ConcurrentHashMap<>();

  /** How a map says which record it is. */
  private record Tag(String key, Function<Class<?>, String> word) {}

  private RecordCodec(Builder builder) {
    own = Map.copyOf(builder.own);
    parts = Map.copyOf(builder.parts);
    tags = Map.copyOf(builder.tags);
    number = builder.number;
    durationUnit = builder.durationUnit;
    strict = builder.strict;
  }

  /** A codec that refuses keys that it does not know and loses no number; lengths are in ns. */
  public static Builder exact() {
    return new Builder(true, Scalars.NUMBER, "ns")
        .form(Duration.class, Form.of(Duration::toNanos, t -> Duration.ofNanos(Scalars.whole(t))));
  }

  /**
   * A codec that passes over keys of later versions and leaves out numbers that JSON lacks; lengths
   * are in seconds.
   */
  public static Builder lenient() {
    return new Builder(false, Scalars.FINITE, "s")
        .form(
            Duration.class,
            Form.of(
                length -> Seconds.of(length.toNanos()),
                tree -> Duration.ofNanos(Seconds.nanos(Scalars.number(tree)))));
  }

  /** Returns the tree of a record. */
  public <R extends Record> Map<String, Object> encode(R value) {
    @SuppressWarnings("unchecked") // The form was made for this class.
    RecordForm<R> form = (RecordForm<R>) this.<R>form(value.getClass());
    return form.encode(value);
  }

  /**
   * Returns the record of a tree.
   *
   * @throws CodecException if the tree is not one of such a record
   */
  public <R extends Record> R decode(Class<R> type, Object tree) throws CodecException {
    return this.<R>form(type).decode(tree);
  }

  /** Returns the form of a type: a record, a sealed type of records, or what they are made of. */
  @SuppressWarnings("unchecked") // The caller knows the type by which it asks.
  public <T> Form<T> form(Type type) {
    Form<?> form = forms.get(type);
    if (form == null) {
      form = make(type);
      forms.put(type, form);
    }
    return (Form<T>) form;
  }

  private Form<?> make(Type type) {
    if (own.containsKey(type)) {
      return own.get(type);
    }
    if (type instanceof ParameterizedType generic) {
      Type raw = generic.getRawType();
      if (raw == Optional.class) {
        return Containers.optional(form(argument(type, 0)));
      } else if (raw == List.class) {
        return Containers.list(form(argument(type, 0)));
      } else if (raw == Map.class && argument(type, 0) == String.class) {
        return Containers.map(form(argument(type, 1)));
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no record can hold a " + type);
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isSealed()) {
      Tag tag = tags.getOrDefault(plain, new Tag("type", Class::getSimpleName));
      return new SealedForm<>(plain, tag.key, tag.word, this);
    }
    return plain.isEnum() ? constants(plain) : scalar(plain);
  }

  @SuppressWarnings("unchecked") // The builder takes the parts of a class together with it.
  private <R> RecordForm<R> record(Class<R> type) {
    Parts<R> unusual = (Parts<R>) parts.get(type);
    return new RecordForm<>(type, unusual == null ? new Parts<>() : unusual, this);
  }

  private Form<?> scalar(Class<?> type) {
    if (type == String.class) {
      return Scalars.TEXT;
    } else if (type == long.class || type == Long.class) {
      return Scalars.WHOLE;
    } else if (type == int.class || type == Integer.class) {
      return Scalars.SMALL;
    } else if (type == double.class || type == Double.class) {
      return number;
    } else if (type == boolean.class || type == Boolean.class) {
      return Scalars.FLAG;
    } else if (type == OptionalInt.class) {
      return Containers.optionalInt();
    } else if (type == OptionalLong.class) {
      return Containers.optionalLong();
    } else if (type == OptionalDouble.class) {
      return Containers.optionalDouble(number);
    } else if (type == Path.class) {
      return Form.text(Path::toString, Path::of);
    } else if (type == Object.class) {
      return Scalars.ANYTHING;
    }
    throw new IllegalArgumentException("no record can hold a " + type.getName());
  }

  private static Form<?> constants(Class<?> type) {
    Map<String, Object> byName = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
    return Form.of(
        constant -> ((Enum<?>) constant).name(),
        tree -> {
          Object constant = byName.get(Scalars.text(tree));
          if (constant == null) {
            throw CodecException.unexpected(tree, "a " + type.getSimpleName());
          }
          return constant;
        });
  }

  static Type argument(Type type, int place) {
    return ((ParameterizedType) type).getActualTypeArguments()[place];
  }

  /** Returns the usual key of a component. */
  String key(String name, Type type) {
    String words = name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    boolean length =
        type == Duration.class
            || type instanceof ParameterizedType generic
                && generic.getRawType() == Optional.class
                && argument(type, 0) == Duration.class;
    return length
        ? words + "_" + durationUnit
        : words.replaceFirst("_nanos$", "_ns").replaceFirst("_seconds$", "_s");
  }

  boolean isStrict() {
    return strict;
  }

  /** Tells a codec what is not usual. */
  public static final class Builder {

    private final Map<Type, Form<?>> own = new HashMap<>();
    private final Map<Class<?>, Parts<?>> parts = new HashMap<>();
    private final Map<Class<?>, Tag> tags = new HashMap<>();
    private final Form<Double> number;
    private final String durationUnit;
    private final boolean strict;

    private Builder(boolean strict, Form<Double> number, String durationUnit) {
      this.strict = strict;
      this.number = number;
      this.durationUnit = durationUnit;
    }

    /** Gives all values of a type a form. */
    public <T> Builder form(Class<T> type, Form<T> form) {
      own.put(type, form);
      return this;
    }

    /** Says what is not usual about a record. */
    public <R extends Record> Builder parts(Class<R> type, UnaryOperator<Parts<R>> unusual) {
      parts.put(type, unusual.apply(new Parts<>()));
      return this;
    }

    /** Says how a map tells which record of a sealed type it is. */
    public Builder tag(Class<?> type, String key, Function<Class<?>, String> word) {
      tags.put(type, new Tag(key, word));
      return this;
    }

    /** Returns the codec. */
    public RecordCodec build() {
      return new RecordCodec(this);
    }
  }
}
