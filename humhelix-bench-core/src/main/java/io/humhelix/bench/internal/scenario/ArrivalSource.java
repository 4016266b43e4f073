package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.OpenLoop;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Server and streams: clips are due at fixed times. Taking one needs no lock. */
final class ArrivalSource implements CallSource {

  private final Arrivals arrivals;
  private final int maxOutstanding;
  private final long maxNanos;
  private final BooleanSupplier stop;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private volatile long origin;
  private volatile boolean capHit;
  private volatile boolean timeOver;

  ArrivalSource(Arrivals arrivals, OpenLoop openLoop, long maxNanos, BooleanSupplier stop) {
    this.arrivals = arrivals;
    this.maxOutstanding = openLoop.maxOutstanding();
    this.maxNanos = maxNanos;
    this.stop = stop;
  }

  @Override
  public void start(long time) {
    origin = time;
  }

  @Override
  public boolean next(Claim claim, long free, int most) {
    if (capHit || timeOver || stop.getAsBoolean()) {
      return false;
    }
    long elapsed = free - origin;
    // So many have no answer yet if the one after them has arrived.
    long first = (long) ended.get() + maxOutstanding;
    if (first < arrivals.size() && arrivals.due((int) first) <= elapsed) {
      capHit = true;
      return false;
    }
    if (elapsed >= maxNanos) {
      timeOver = true;
      return false;
    }
    int call = taken.getAndIncrement();
    if (call >= arrivals.size()) {
      return false;
    }
    claim.first = call;
    claim.query = call;
    claim.count = 1;
    claim.due = origin + arrivals.due(call);
    return true;
  }

  @Override
  public void ended(Claim claim, long end) {
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
    return capHit || timeOver || taken.get() >= arrivals.size();
  }

  @Override
  public int left() {
    return Math.max(0, arrivals.size() - taken.get());
  }
}
