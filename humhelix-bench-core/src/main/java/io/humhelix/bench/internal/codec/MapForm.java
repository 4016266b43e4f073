package io.humhelix.bench.internal.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of one form by text, written in the order of their keys: an immutable map's own order
 * changes from JVM to JVM.
 */
record MapForm<T>(TreeForm<T> element) implements TreeForm<Map<String, T>> {

  @Override
  public Object encode(Map<String, T> values) {
    Map<String, Object> trees = new TreeMap<>();
    values.forEach((key, value) -> trees.put(key, element.encode(value)));
    return trees;
  }

  @Override
  public Map<String, T> decode(Object tree) throws CodecException {
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
  }
}
