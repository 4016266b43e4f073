package io.humhelix.bench.internal.scenario;

import java.util.function.BooleanSupplier;

/** Multi-stream: several clips at once; the next query is due when all of them have ended. */
final class GroupSource implements CallSource {

  private final ClipOrder order;
  private final int group;
  private final Ending ending;
  private final Timeline timeline;
  private final BooleanSupplier stop;
  private long origin;
  private long due;
  private int queries;
  private int given;
  private int done;
  private boolean over;

  GroupSource(ClipOrder order, int group, Ending ending, Timeline timeline, BooleanSupplier stop) {
    this.order = order;
    this.group = group;
    this.ending = ending;
    this.timeline = timeline;
    this.stop = stop;
    given = group;
    done = group;
  }

  @Override
  public void start(long time) {
    origin = time;
  }

  @Override
  public boolean next(CallBatch batch, long free, int most) {
    while (!stop.getAsBoolean()) {
      boolean changed;
      boolean ended;
      boolean taken = false;
      synchronized (this) {
        changed = !over && given == group && done == group;
        if (changed) {
          open();
        }
        ended = over;
        if (!ended && given < group) {
          take(batch, most);
          taken = true;
        }
      }
      if (changed) {
        // Not under the lock: a waiting lane holds the timeline's lock and asks for this one.
        timeline.signal();
      }
      if (ended || taken) {
        return taken;
      }
      timeline.until(() -> stop.getAsBoolean() || isReady());
    }
    return false;
  }

  private synchronized boolean isReady() {
    return over || given < group || done == group;
  }

  /** The next query is due when the first lane asks for it after the last answer. */
  private void open() {
    long now = timeline.nanos();
    if (ending.enough(now - origin, queries) || ending.tooLong(now - origin)) {
      over = true;
      return;
    }
    due = now;
    queries++;
    given = 0;
    done = 0;
  }

  private void take(CallBatch batch, int most) {
    batch.query = queries - 1;
    batch.first = batch.query * group + given;
    batch.count = Math.min(most, group - given);
    batch.due = due;
    given += batch.count;
  }

  @Override
  public void ended(CallBatch batch, long end) {
    boolean all;
    synchronized (this) {
      done += batch.count;
      all = done == group;
    }
    if (all) {
      timeline.signal();
    }
  }

  @Override
  public int clip(int call) {
    return order.clip(call);
  }

  @Override
  public synchronized boolean finished() {
    return over;
  }

  @Override
  public synchronized int planned() {
    return queries * group;
  }

  @Override
  public int left() {
    return 0;
  }
}
