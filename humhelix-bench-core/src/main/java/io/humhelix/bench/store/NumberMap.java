package io.humhelix.bench.store;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/** Few numbers by name, of which many maps share the names. Immutable. */
final class NumberMap extends AbstractMap<String, Double> {

  static final NumberMap EMPTY = new NumberMap(new String[0], new double[0]);

  private final String[] names;
  private final double[] values;

  /** Keeps both; neither may change. NaN stands for a number that is not there. */
  NumberMap(String[] names, double[] values) {
    this.names = names;
    this.values = values;
  }

  @Override
  public Double get(Object name) {
    for (int i = 0; i < values.length; i++) {
      if (names[i].equals(name)) {
        return Double.isNaN(values[i]) ? null : values[i];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(Object name) {
    return get(name) != null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Double> action) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        action.accept(names[i], values[i]);
      }
    }
  }

  @Override
  public Set<Map.Entry<String, Double>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Double>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        int size = 0;
        for (double value : values) {
          size += Double.isNaN(value) ? 0 : 1;
        }
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Double>> {

    private int next;

    @Override
    public boolean hasNext() {
      while (next < values.length && Double.isNaN(values[next])) {
        next++;
      }
      return next < values.length;
    }

    @Override
    public Map.Entry<String, Double> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int at = next++;
      return new SimpleImmutableEntry<>(names[at], values[at]);
    }
  }
}
