package io.humhelix.bench.internal.scenario;

import java.util.function.BooleanSupplier;

/**
 * Single-stream: one lane that takes the next clip when the last one has ended, in whole passes.
 */
final class PassSource implements CallSource {

  private final ClipOrder order;
  private final int pass;
  private final Ending ending;
  private final BooleanSupplier stop;
  private long origin;
  private int taken;
  private boolean finished;

  PassSource(ClipOrder order, int pass, Ending ending, BooleanSupplier stop) {
    this.order = order;
    this.pass = pass;
    this.ending = ending;
    this.stop = stop;
  }

  @Override
  public void start(long time) {
    origin = time;
  }

  @Override
  public boolean next(CallBatch batch, long free, int most) {
    if (taken % pass == 0 && ending.enough(free - origin, taken) || ending.tooLong(free - origin)) {
      finished = true;
      return false;
    }
    if (stop.getAsBoolean()) {
      return false;
    }
    batch.first = taken;
    batch.query = taken;
    batch.count = 1;
    batch.due = CallBatch.NOW;
    taken++;
    return true;
  }

  @Override
  public void ended(CallBatch batch, long end) {
    // The next call is due when this lane returns.
  }

  @Override
  public int clip(int call) {
    return order.clip(call);
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public int planned() {
    return taken;
  }

  @Override
  public int left() {
    return 0;
  }
}
