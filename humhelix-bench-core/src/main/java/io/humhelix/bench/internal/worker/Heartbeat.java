package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.measure.ScenarioRunner;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Reply;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the harness from time to time which call is under way, so that it can keep the deadline of
 * each without a message per call. A few wake-ups a second are what a JVM does anyway.
 */
final class Heartbeat {

  private static final long PERIOD_MILLIS = 200;

  private final Channel channel;
  private final Lifeline lifeline;
  private volatile ScenarioRunner watched;

  Heartbeat(Channel channel, Lifeline lifeline) {
    this.channel = channel;
    this.lifeline = lifeline;
  }

  void start() {
    Lifeline.daemon("humhelix-bench-heartbeat", this::beat);
  }

  /** Watches a trial; none if null. */
  void watch(ScenarioRunner runner) {
    watched = runner;
  }

  private void beat() {
    CountDownLatch never = new CountDownLatch(1);
    ScenarioRunner last = null;
    int told = 0;
    try {
      while (!never.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        lifeline.check();
        ScenarioRunner runner = watched;
        if (runner == null) {
          continue;
        }
        if (runner != last) {
          last = runner;
          told = 0;
        }
        ScenarioRunner.UnderWay now = runner.underWay();
        if (now.number() != told) {
          told = now.number();
          channel.send(new Reply.Progress(now.number(), now.clip()));
        }
      }
    } catch (IOException e) {
      lifeline.cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
