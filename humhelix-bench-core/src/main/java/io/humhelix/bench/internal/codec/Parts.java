package io.humhelix.bench.internal.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What is not usual about a record's tree: keys that are not the component's name, parts that stand
 * among those of the record around them, forms of their own, another order. Components are named as
 * in the code; a name that the record lacks is refused when the codec first meets the record.
 *
 * @param <R> the record
 */
public final class Parts<R> {

  final Class<R> type;
  final Map<String, String> keys = new HashMap<>();
  final Map<String, TreeForm<?>> forms = new HashMap<>();
  final List<String> inline = new ArrayList<>();
  final List<String> ifNotEmpty = new ArrayList<>();
  List<String> order = List.of();
  BiConsumer<R, Map<String, Object>> written;
  Reading read;

  private Parts(Class<R> type) {
    this.type = type;
  }

  /** Nothing unusual about a record. */
  public static <R extends Record> Parts<R> of(Class<R> type) {
    return new Parts<>(type);
  }

  /** The same, of a class that is known to be one of a record. */
  static <R> Parts<R> none(Class<R> type) {
    return new Parts<>(type);
  }

  /** Changes a tree before it is read. */
  @FunctionalInterface
  public interface Reading {

    /** Changes the tree; what it lacks for that is said by an exception. */
    void accept(Map<String, Object> tree) throws CodecException;
  }

  /** Gives a component a key. */
  public Parts<R> named(String component, String key) {
    keys.put(component, key);
    return this;
  }

  /** Gives a component a form, which is not that of its type. */
  public Parts<R> form(String component, TreeForm<?> form) {
    forms.put(component, form);
    return this;
  }

  /** Gives a component key and form. */
  public Parts<R> form(String component, String key, TreeForm<?> form) {
    return named(component, key).form(component, form);
  }

  /** Puts the parts of a component, itself a record or an optional one, among the others. */
  public Parts<R> inline(String component) {
    inline.add(component);
    return this;
  }

  /** Leaves a list out where it is empty. */
  public Parts<R> ifNotEmpty(String component) {
    ifNotEmpty.add(component);
    return this;
  }

  /** Says which keys come first; the others follow in the record's own order. */
  public Parts<R> first(String... firstKeys) {
    order = List.of(firstKeys);
    return this;
  }

  /**
   * Changes the tree of the whole record after it was written, and back before it is read, where
   * parts depend on each other.
   */
  public Parts<R> rearranged(
      BiConsumer<R, Map<String, Object>> afterWriting, Reading beforeReading) {
    written = afterWriting;
    read = beforeReading;
    return this;
  }
}
