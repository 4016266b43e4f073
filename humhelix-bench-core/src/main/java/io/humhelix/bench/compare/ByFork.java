package io.humhelix.bench.compare;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Something for each fork that has trials. Trials of a fork follow each other mostly, so that of
 * the last one is at hand. Not thread-safe.
 *
 * @param <T> what there is for each
 */
final class ByFork<T> {

  private final Supplier<T> fresh;
  private final SortedMap<Integer, T> forks = new TreeMap<>();
  private int fork;
  private T last;

  /**
   * Begins with no fork.
   *
   * @param fresh makes that of a fork without trials so far
   */
  ByFork(Supplier<T> fresh) {
    this.fresh = fresh;
  }

  /** That of a fork. */
  T of(int number) {
    if (last == null || fork != number) {
      fork = number;
      last = forks.computeIfAbsent(number, any -> fresh.get());
    }
    return last;
  }

  /** Whether no fork has trials. */
  boolean isEmpty() {
    return forks.isEmpty();
  }

  /** All, by the forks' numbers; new, and so the caller's. */
  SortedMap<Integer, T> all() {
    return new TreeMap<>(forks);
  }
}
