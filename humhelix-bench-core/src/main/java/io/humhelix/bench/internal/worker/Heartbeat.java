package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Reply;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the harness several times a second which call is running, so that it can keep the deadline
 * of each call without a message per call. A JVM wakes up as often anyway.
 */
final class Heartbeat {

  private static final long PERIOD_MILLIS = 200;

  private final Channel channel;
  private final Lifeline lifeline;
  private volatile ScenarioTrial watched;

  Heartbeat(Channel channel, Lifeline lifeline) {
    this.channel = channel;
    this.lifeline = lifeline;
  }

  void start() {
    Lifeline.daemon("humhelix-bench-heartbeat", this::beat);
  }

  /** Watches a trial; none if null. */
  void watch(ScenarioTrial trial) {
    watched = trial;
  }

  private void beat() {
    CountDownLatch never = new CountDownLatch(1);
    ScenarioTrial last = null;
    long told = 0;
    try {
      while (!never.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        lifeline.check();
        ScenarioTrial trial = watched;
        if (trial == null) {
          continue;
        }
        long deadline = trial.deadlineNanos();
        if (trial != last || deadline != told) {
          last = trial;
          told = deadline;
          long patience = deadline - NanoClock.SYSTEM.nanos();
          channel.send(new Reply.Progress(trial.currentClip(), patience));
        }
      }
    } catch (IOException e) {
      lifeline.cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
