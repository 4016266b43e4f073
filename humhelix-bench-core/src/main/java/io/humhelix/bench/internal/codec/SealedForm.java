package io.humhelix.bench.internal.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One of the records that a sealed type permits, as a map with a key that says which. */
final class SealedForm<T> implements Form<T> {

  private final String tag;
  private final Map<Class<?>, String> words = new LinkedHashMap<>();
  private final Map<String, RecordForm<?>> forms = new LinkedHashMap<>();

  SealedForm(Class<T> type, String tag, Function<Class<?>, String> word, RecordCodec codec) {
    this.tag = tag;
    leaves(type)
        .forEach(
            leaf -> {
              RecordForm<?> form = (RecordForm<?>) codec.<Object>form(leaf);
              words.put(leaf, word.apply(leaf));
              if (forms.put(words.get(leaf), form) != null || form.keys().contains(tag)) {
                throw new IllegalArgumentException(leaf.getName() + " has no word of its own");
              }
            });
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedForm::leaves)
        : Stream.of(type);
  }

  @Override
  @SuppressWarnings("unchecked") // Each word has the form of its class.
  public Object encode(T value) {
    String word = words.get(value.getClass());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(tag, word);
    tree.putAll(((RecordForm<Object>) forms.get(word)).encode(value));
    return tree;
  }

  @Override
  @SuppressWarnings("unchecked") // The leaves are of the sealed type.
  public T decode(Object tree) throws CodecException {
    if (!(tree instanceof Map<?, ?> map)) {
      throw CodecException.unexpected(tree, "an object");
    }
    RecordForm<?> form = map.get(tag) instanceof String word ? forms.get(word) : null;
    if (form == null) {
      throw CodecException.unexpected(map.get(tag), "one of " + forms.keySet()).within(tag);
    }
    return (T) form.decode(map, Set.of(tag));
  }
}
