package io.humhelix.bench.internal.scenario;

import java.util.function.BooleanSupplier;

/**
 * Offline: everything is due at once, in whole passes; a lane takes as many clips as fit into a
 * call.
 */
final class PoolSource implements CallSource {

  private final ClipOrder order;
  private final int pass;
  private final Ending ending;
  private final BooleanSupplier stop;
  private long origin;
  private int taken;
  private int target;
  private boolean finished;

  /**
   * Creates a pool.
   *
   * @param pass number of clips in the workload
   * @param least number of calls at the start, in whole passes
   */
  PoolSource(ClipOrder order, int pass, int least, Ending ending, BooleanSupplier stop) {
    this.order = order;
    this.pass = pass;
    this.ending = ending;
    this.stop = stop;
    target = least;
  }

  @Override
  public void start(long time) {
    origin = time;
  }

  @Override
  public synchronized boolean next(CallBatch batch, long free, int most) {
    if (taken == target && !ending.enough(free - origin, taken)) {
      target += pass;
    }
    if (taken == target || ending.tooLong(free - origin)) {
      finished = true;
      return false;
    }
    if (stop.getAsBoolean()) {
      return false;
    }
    batch.first = taken;
    batch.query = taken;
    batch.count = Math.min(most, target - taken);
    batch.due = origin;
    taken += batch.count;
    return true;
  }

  @Override
  public void ended(CallBatch batch, long end) {
    // Nothing waits for it.
  }

  @Override
  public int clip(int call) {
    return order.clip(call);
  }

  @Override
  public synchronized boolean finished() {
    return finished;
  }

  @Override
  public synchronized int planned() {
    return target;
  }

  @Override
  public synchronized int left() {
    return 0;
  }
}
