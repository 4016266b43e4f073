package io.humhelix.bench.internal.codec;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What may be absent: a key that is not there.
 *
 * @param type {@link Optional} or one of its kin for numbers
 * @param form of what may be there
 */
record OptionalForm(Class<?> type, TreeForm<Object> form) implements TreeForm<Object> {

  static boolean takes(Class<?> type) {
    return type == OptionalInt.class || type == OptionalLong.class || type == OptionalDouble.class;
  }

  @Override
  public Object encode(Object value) {
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? form.encode(number.getAsInt()) : null;
    } else if (value instanceof OptionalLong number) {
      return number.isPresent() ? form.encode(number.getAsLong()) : null;
    } else if (value instanceof OptionalDouble number) {
      return number.isPresent() ? form.encode(number.getAsDouble()) : null;
    }
    Optional<?> optional = (Optional<?>) value;
    return optional.isPresent() ? form.encode(optional.get()) : null;
  }

  @Override
  public Object decode(Object tree) throws CodecException {
    Object value = form.decode(tree);
    if (type == OptionalInt.class) {
      return OptionalInt.of((Integer) value);
    } else if (type == OptionalLong.class) {
      return OptionalLong.of((Long) value);
    } else if (type == OptionalDouble.class) {
      return OptionalDouble.of((Double) value);
    }
    return Optional.of(value);
  }

  @Override
  public Object missing() {
    if (type == OptionalInt.class) {
      return OptionalInt.empty();
    } else if (type == OptionalLong.class) {
      return OptionalLong.empty();
    }
    return type == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
  }
}
