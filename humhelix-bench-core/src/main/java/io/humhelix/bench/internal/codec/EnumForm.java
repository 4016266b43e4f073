package io.humhelix.bench.internal.codec;

/** Constants by their names. */
record EnumForm(Class<?> type) implements TreeForm<Object> {

  @Override
  public Object encode(Object value) {
    return ((Enum<?>) value).name();
  }

  @Override
  public Object decode(Object tree) throws CodecException {
    String name = Scalars.text(tree);
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw CodecException.unexpected(tree, "a " + type.getSimpleName());
  }
}
