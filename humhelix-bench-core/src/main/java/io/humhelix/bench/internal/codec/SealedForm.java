package io.humhelix.bench.internal.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One of the records that a sealed type permits, as a map with a key that says which. Looks at a
 * record when one comes: a worker that starts needs few of its messages.
 */
final class SealedForm<T> implements TreeForm<T> {

  private final Class<T> type;
  private final String tag;
  private final Map<Class<?>, String> words;
  private final RecordCodec codec;
  private volatile Map<String, Class<?>> types = Map.of();

  SealedForm(Class<T> type, String tag, Map<Class<?>, String> words, RecordCodec codec) {
    this.type = type;
    this.tag = tag;
    this.words = words;
    this.codec = codec;
  }

  private String word(Class<?> leaf) {
    String own = words.get(leaf);
    return own == null ? leaf.getSimpleName() : own;
  }

  private Class<?> named(Object name) {
    if (types.isEmpty()) {
      Map<String, Class<?>> all = new LinkedHashMap<>();
      add(type, all);
      types = all;
    }
    return types.get(name);
  }

  private void add(Class<?> some, Map<String, Class<?>> all) {
    if (some.isSealed()) {
      for (Class<?> permitted : some.getPermittedSubclasses()) {
        add(permitted, all);
      }
    } else if (all.put(word(some), some) != null) {
      throw new IllegalArgumentException(some.getName() + " has no word of its own");
    }
  }

  private RecordForm<?> form(Class<?> leaf) {
    RecordForm<?> form = (RecordForm<?>) codec.<Object>form(leaf);
    if (form.keys().contains(tag)) {
      throw new IllegalArgumentException(leaf.getName() + " has a part '" + tag + "'");
    }
    return form;
  }

  @Override
  @SuppressWarnings("unchecked") // Each class has its form.
  public Object encode(T value) {
    Class<?> leaf = value.getClass();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(tag, word(leaf));
    tree.putAll(((RecordForm<Object>) form(leaf)).encode(value));
    return tree;
  }

  @Override
  @SuppressWarnings("unchecked") // The leaves are of the sealed type.
  public T decode(Object tree) throws CodecException {
    if (!(tree instanceof Map<?, ?> map)) {
      throw CodecException.unexpected(tree, "an object");
    }
    Class<?> leaf = map.containsKey(tag) ? named(map.get(tag)) : null;
    if (leaf == null) {
      throw CodecException.unexpected(map.get(tag), "one of " + types.keySet()).within(tag);
    }
    return (T) form(leaf).decode(map, Set.of(tag));
  }
}
