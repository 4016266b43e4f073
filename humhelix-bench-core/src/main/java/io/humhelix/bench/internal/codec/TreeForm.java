package io.humhelix.bench.internal.codec;

import java.util.function.Function;

/**
 * The form of values of one type in a tree. Stateless and thread-safe.
 *
 * @param <T> the type
 */
public interface TreeForm<T> {

  /** Something that may fail on what is in a tree. */
  @FunctionalInterface
  interface Decoding<T> {
    T decode(Object tree) throws CodecException;
  }

  /** Returns the tree of a value; null leaves its key out of the map around it. */
  Object encode(T value);

  /**
   * Returns the value of a tree.
   *
   * @param tree never null
   * @throws CodecException if it is not the tree of such a value
   */
  T decode(Object tree) throws CodecException;

  /**
   * Returns the value of a key that is not there.
   *
   * @throws CodecException if there must be one
   */
  default T missing() throws CodecException {
    throw new CodecException("is missing");
  }

  /** A form made of two functions. */
  static <T> TreeForm<T> of(Function<T, Object> encode, Decoding<T> decode) {
    return new TreeForm<>() {
      @Override
      public Object encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(Object tree) throws CodecException {
        return decode.decode(tree);
      }
    };
  }

  /** A form by way of a text. */
  static <T> TreeForm<T> text(Function<T, String> encode, Function<String, T> decode) {
    return of(encode::apply, tree -> decode.apply(Scalars.text(tree)));
  }

  /** This form, with a value that is left out, and taken where the key is not there. */
  default TreeForm<T> unless(T usual) {
    TreeForm<T> form = this;
    return new TreeForm<>() {
      @Override
      public Object encode(T value) {
        return value.equals(usual) ? null : form.encode(value);
      }

      @Override
      public T decode(Object tree) throws CodecException {
        return form.decode(tree);
      }

      @Override
      public T missing() {
        return usual;
      }
    };
  }
}
