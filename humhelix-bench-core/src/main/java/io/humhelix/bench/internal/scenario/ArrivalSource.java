package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.OpenLoop;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Server and streams: clips are due at fixed times. Taking a clip needs no lock. */
final class ArrivalSource implements CallSource {

  private final Arrivals arrivals;
  private final int maxOutstanding;
  private final long maxNanos;
  private final BooleanSupplier stop;
  private final int[] order;
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private volatile long origin;
  private volatile boolean capHit;
  private volatile boolean timeOver;

  /** Clips in the order in which they are due. */
  ArrivalSource(Arrivals arrivals, OpenLoop openLoop, long maxNanos, BooleanSupplier stop) {
    this(arrivals, IntStream.range(0, arrivals.size()).toArray(), openLoop, maxNanos, stop);
  }

  /**
   * Clips in another order.
   *
   * @param order numbers of all clips, possibly with some that do not end within the trial
   */
  ArrivalSource(
      Arrivals arrivals, int[] order, OpenLoop openLoop, long maxNanos, BooleanSupplier stop) {
    this.arrivals = arrivals;
    this.order = order;
    this.maxOutstanding = openLoop.maxOutstanding();
    this.maxNanos = maxNanos;
    this.stop = stop;
  }

  @Override
  public void start(long time) {
    origin = time;
  }

  @Override
  public boolean next(CallBatch batch, long free, int most) {
    if (capHit || timeOver || stop.getAsBoolean()) {
      return false;
    }
    long elapsed = free - origin;
    // If the next clip has arrived, this many have no answer yet.
    long first = (long) ended.get() + maxOutstanding;
    if (first < arrivals.size() && arrivals.due((int) first) <= elapsed) {
      capHit = true;
      return false;
    }
    if (elapsed >= maxNanos) {
      timeOver = true;
      return false;
    }
    int turn = turns.getAndIncrement();
    if (turn >= order.length) {
      return false;
    }
    int call = order[turn];
    batch.until = Long.MAX_VALUE;
    if (call < arrivals.size()) {
      taken.getAndIncrement();
    } else {
      batch.until = origin + arrivals.due(arrivals.size() - 1);
    }
    batch.first = call;
    batch.query = call;
    batch.count = 1;
    batch.due = origin + arrivals.due(call);
    return true;
  }

  @Override
  public void ended(CallBatch batch, long end) {
    ended.getAndIncrement();
  }

  @Override
  public int clip(int call) {
    return arrivals.clip(call);
  }

  /** Returns whether more clips were outstanding than the cap allows. */
  boolean capHit() {
    return capHit;
  }

  @Override
  public boolean finished() {
    return capHit || timeOver || ended.get() >= arrivals.size();
  }

  @Override
  public int planned() {
    return arrivals.size();
  }

  @Override
  public int left() {
    return arrivals.size() - taken.get();
  }
}
