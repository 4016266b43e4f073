package io.humhelix.bench.internal.measure;

import io.humhelix.bench.result.TrialKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * All random orders of a run, from one stored seed. {@link Random} and {@link
 * Collections#shuffle(List, Random)} are specified to give the same order on every JVM.
 */
public final class Schedule {

  private static final long CLIPS = 1;
  private static final long BLOCKS = 2;

  private final long seed;

  public Schedule(long seed) {
    this.seed = seed;
  }

  public long seed() {
    return seed;
  }

  /** Returns the items in the order of a block. */
  public <T> List<T> block(List<T> items, int block) {
    List<T> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random(BLOCKS, block, 0));
    return shuffled;
  }

  /**
   * Returns the clips of a trial in the order of their calls. The order does not depend on the run
   * config: in a pass of a block, every system gets the clips in the same order.
   *
   * @param count number of clips in the workload
   */
  public List<Integer> clips(int count, int fork, TrialSlot slot) {
    List<Integer> indices = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    if (slot.pass() == 0) {
      return slot.kind() == TrialKind.FIRST_CALL
          ? indices.subList(0, 1)
          : indices.subList(1, count);
    }
    Collections.shuffle(indices, random(CLIPS, fork, slot.pass()));
    return indices;
  }

  private Random random(long what, int fork, int pass) {
    return new Random(mix(mix(mix(seed + what) + fork) + pass));
  }

  /** Spreads neighbouring seeds: for these, the first draws of Random are similar. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
