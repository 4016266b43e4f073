package io.humhelix.bench.internal.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Which clip each call takes: shuffled passes over the workload, one after another, so every clip
 * is taken equally often (MLPerf's "equal issue", required for inputs of uneven length). The passes
 * repeat after a while: the order is a fixed table, and a call's clip does not depend on which lane
 * asks first. Thread-safe.
 */
public final class ClipOrder {

  private static final int MOST_PASSES = 61;
  private static final int LARGEST = 1 << 16;

  private final int[] order;

  private ClipOrder(int[] order) {
    this.order = order;
  }

  /** Shuffled passes from a seed. {@link Random} is specified to be the same on every JVM. */
  public static ClipOrder shuffled(int clips, long trialSeed) {
    Random random = new Random(Seeds.of(trialSeed, Seeds.Purpose.CLIP_ORDER));
    int passes = clips == 1 ? 1 : Math.max(1, Math.min(MOST_PASSES, LARGEST / clips));
    int[] order = new int[Math.multiplyExact(passes, clips)];
    for (int pass = 0; pass < passes; pass++) {
      int start = pass * clips;
      for (int i = 0; i < clips; i++) {
        int j = random.nextInt(i + 1);
        order[start + i] = order[start + j];
        order[start + j] = i;
      }
    }
    return new ClipOrder(order);
  }

  /** A given order, repeated. */
  public static ClipOrder of(List<Integer> order) {
    return new ClipOrder(order.stream().mapToInt(Integer::intValue).toArray());
  }

  int clip(int call) {
    return order[call % order.length];
  }

  /** The first calls' clips. */
  int[] first(int calls) {
    int[] clips = new int[calls];
    Arrays.setAll(clips, this::clip);
    return clips;
  }
}
