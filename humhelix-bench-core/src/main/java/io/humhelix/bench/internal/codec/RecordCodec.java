package io.humhelix.bench.internal.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns records into trees and back: a component is a key, its name in lower case with underscores,
 * {@code Nanos} and {@code Seconds} at its end shortened to {@code ns} and {@code s}. What may be
 * absent is a key that is not there. Looks at each type once. Thread-safe.
 */
public final class RecordCodec {

  private static final Map<Class<?>, Scalars> SCALARS =
      Map.of(
          String.class, Scalars.TEXT,
          long.class, Scalars.WHOLE,
          Long.class, Scalars.WHOLE,
          int.class, Scalars.SMALL,
          Integer.class, Scalars.SMALL,
          boolean.class, Scalars.FLAG,
          Boolean.class, Scalars.FLAG,
          Path.class, Scalars.PATH,
          Object.class, Scalars.ANYTHING);

  private static final Map<Class<?>, Class<?>> NUMBERS =
      Map.of(
          OptionalInt.class, int.class,
          OptionalLong.class, long.class,
          OptionalDouble.class, double.class);

  private final Map<Type, TreeForm<?>> own;
  private final Map<Class<?>, Parts<?>> parts;
  private final Map<Class<?>, Tag> tags;
  private final boolean strict;
  private final Map<Type, TreeForm<?>> forms = new ConcurrentHashMap<>();

  /** How a map says which record it is. */
  private record Tag(String key, Map<Class<?>, String> words) {}

  private RecordCodec(Builder builder) {
    own = Map.copyOf(builder.own);
    parts = Map.copyOf(builder.parts);
    tags = Map.copyOf(builder.tags);
    strict = builder.strict;
  }

  /** A codec that refuses keys that it does not know and loses no number; lengths are in ns. */
  public static Builder exact() {
    return new Builder(true);
  }

  /**
   * A codec that passes over keys of later versions, takes texts, lists and flags that an earlier
   * one did not write for empty, and leaves out numbers that JSON lacks; lengths are in seconds.
   */
  public static Builder lenient() {
    return new Builder(false);
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
  public <T> TreeForm<T> form(Type type) {
    TreeForm<?> form = forms.get(type);
    if (form == null) {
      form = make(type);
      forms.put(type, form);
    }
    return (TreeForm<T>) form;
  }

  private TreeForm<?> make(Type type) {
    if (own.containsKey(type)) {
      return own.get(type);
    }
    if (type instanceof ParameterizedType generic) {
      Type raw = generic.getRawType();
      if (raw == Optional.class) {
        return new OptionalForm(Optional.class, form(argument(type, 0)));
      } else if (raw == List.class) {
        return new ListForm<>(form(argument(type, 0)));
      } else if (raw == Map.class && argument(type, 0) == String.class) {
        return new MapForm<>(form(argument(type, 1)));
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no record can hold a " + type);
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    Tag tag = tags.get(plain);
    if (tag != null) {
      return new SealedForm<>(plain, tag.key, tag.words, this);
    } else if (plain.isEnum()) {
      return new EnumForm(plain);
    } else if (OptionalForm.takes(plain)) {
      return new OptionalForm(plain, scalar(NUMBERS.get(plain)));
    }
    TreeForm<?> scalar = scalar(plain);
    // Asked last: the JDK answers by a stream, which a worker that starts can do without.
    if (scalar == null && plain.isSealed()) {
      return new SealedForm<>(plain, "type", Map.of(), this);
    } else if (scalar == null) {
      throw new IllegalArgumentException("no record can hold a " + type.getTypeName());
    }
    return scalar;
  }

  @SuppressWarnings("unchecked") // The builder takes the parts of a class together with it.
  private <R> RecordForm<R> record(Class<R> type) {
    Parts<R> unusual = (Parts<R>) parts.get(type);
    return new RecordForm<>(unusual == null ? Parts.none(type) : unusual, this);
  }

  private TreeForm<Object> scalar(Class<?> type) {
    if (type == double.class || type == Double.class) {
      return strict ? Scalars.NUMBER : Scalars.FINITE;
    } else if (type == Duration.class) {
      return strict ? Scalars.NANOS : Scalars.SECONDS;
    }
    return SCALARS.get(type);
  }

  static Type argument(Type type, int place) {
    return ((ParameterizedType) type).getActualTypeArguments()[place];
  }

  /** Returns the usual key of a component. */
  String key(String name, Type type) {
    StringBuilder key = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      boolean begins = Character.isUpperCase(letter);
      key.append(begins && i > 0 ? "_" : "").append(Character.toLowerCase(letter));
    }
    String words = key.toString();
    boolean length =
        type == Duration.class
            || type instanceof ParameterizedType generic
                && generic.getRawType() == Optional.class
                && argument(type, 0) == Duration.class;
    return length
        ? words + (strict ? "_ns" : "_s")
        : shortened(words, "_nanos", "_ns", "_seconds", "_s");
  }

  private static String shortened(String words, String... endings) {
    for (int i = 0; i < endings.length; i += 2) {
      if (words.endsWith(endings[i])) {
        return words.substring(0, words.length() - endings[i].length()) + endings[i + 1];
      }
    }
    return words;
  }

  boolean isStrict() {
    return strict;
  }

  /** Tells a codec what is not usual. */
  public static final class Builder {

    private final Map<Type, TreeForm<?>> own = new HashMap<>();
    private final Map<Class<?>, Parts<?>> parts = new HashMap<>();
    private final Map<Class<?>, Tag> tags = new HashMap<>();
    private final boolean strict;

    private Builder(boolean strict) {
      this.strict = strict;
    }

    /** Gives all values of a type a form. */
    public <T> Builder form(Class<T> type, TreeForm<T> form) {
      own.put(type, form);
      return this;
    }

    /** Says what is not usual about a record. */
    public Builder parts(Parts<?> unusual) {
      parts.put(unusual.type, unusual);
      return this;
    }

    /**
     * Says how a map tells which record of a sealed type it is.
     *
     * @param words of the records that do not go by their names in the code
     */
    public Builder tag(Class<?> type, String key, Map<Class<?>, String> words) {
      tags.put(type, new Tag(key, words));
      return this;
    }

    /** Returns the codec. */
    public RecordCodec build() {
      return new RecordCodec(this);
    }
  }
}
