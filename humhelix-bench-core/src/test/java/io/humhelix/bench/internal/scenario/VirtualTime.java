package io.humhelix.bench.internal.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Time that passes only when every thread waits. One thread runs at a time, the one whose time
 * comes first and, of several, the one that was there first, so what happens is the same in every
 * run and takes no real time.
 */
public final class VirtualTime implements Timeline {

  /** A thread that takes part. */
  private static final class Participant {
    private long wakeAt;
    private BooleanSupplier condition = () -> true;
    private boolean waits;
    private boolean ended;
  }

  private final List<Participant> participants = new ArrayList<>();
  private final ThreadLocal<Participant> self = new ThreadLocal<>();
  private long now;
  private Participant running;

  /** Time begins at a number that is easily mistaken for nothing else; the caller runs. */
  public VirtualTime() {
    this(1_000_000_000_000L);
  }

  public VirtualTime(long start) {
    now = start;
    running = join(false);
    self.set(running);
  }

  private Participant join(boolean waits) {
    Participant participant = new Participant();
    participant.waits = waits;
    participant.wakeAt = now;
    participants.add(participant);
    return participant;
  }

  @Override
  public synchronized long nanos() {
    return now;
  }

  /** Lets time pass, as a call of a system does. */
  public void pass(long nanos) {
    until(nanos() + nanos, () -> false);
  }

  @Override
  public boolean until(long due, BooleanSupplier stop) {
    pause(due, () -> true);
    return !stop.getAsBoolean();
  }

  @Override
  public void until(BooleanSupplier condition) {
    pause(Long.MIN_VALUE, condition);
  }

  private synchronized void pause(long due, BooleanSupplier condition) {
    Participant me = self.get();
    me.wakeAt = Math.max(due, now);
    me.condition = condition;
    me.waits = true;
    handOver();
    await(me);
  }

  private void await(Participant me) {
    boolean interrupted = false;
    while (running != me) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    me.waits = false;
  }

  private void handOver() {
    Participant next = null;
    for (Participant participant : participants) {
      if (participant.waits
          && participant.condition.getAsBoolean()
          && (next == null || participant.wakeAt < next.wakeAt)) {
        next = participant;
      }
    }
    if (next == null) {
      throw new AssertionError("every thread waits for another one");
    }
    now = Math.max(now, next.wakeAt);
    running = next;
    notifyAll();
  }

  @Override
  public void signal() {
    // Conditions are looked at whenever another thread is to run.
  }

  @Override
  public synchronized Beside fork(String name, Runnable task) {
    Participant other = join(true);
    Thread thread =
        new Thread(
            () -> {
              self.set(other);
              synchronized (this) {
                await(other);
              }
              try {
                task.run();
              } finally {
                synchronized (this) {
                  other.ended = true;
                  handOver();
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return () -> until(() -> other.ended);
  }
}
