package io.humhelix.bench.internal.codec;

import java.util.ArrayList;
import java.util.List;

/** A list of values of one form. */
record ListForm<T>(TreeForm<T> element) implements TreeForm<List<T>> {

  @Override
  public Object encode(List<T> values) {
    List<Object> trees = new ArrayList<>(values.size());
    for (T value : values) {
      trees.add(element.encode(value));
    }
    return trees;
  }

  @Override
  public List<T> decode(Object tree) throws CodecException {
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
  }
}
