package io.humhelix.bench.internal.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Every random order of a run, from one stored seed. {@link Random} and {@link
 * Collections#shuffle(List, Random)} are specified to give the same order on every JVM.
 */
public final class Schedule {

  private final long seed;

  public Schedule(long seed) {
    this.seed = seed;
  }

  public long seed() {
    return seed;
  }

  /** Returns the items in the order in which they are executed. */
  public <T> List<T> order(List<T> items) {
    List<T> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /**
   * Returns the order of clips in a pass. It depends on the pass alone, not on the run config, so
   * that every system gets the clips of its n-th pass in the same order.
   */
  public List<Integer> clips(int count, int pass) {
    List<Integer> indices = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(indices, new Random(seed * 31 + pass));
    return indices;
  }
}
