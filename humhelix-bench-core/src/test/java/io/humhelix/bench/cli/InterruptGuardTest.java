package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.harness.BenchmarkRun;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InterruptGuardTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final StringWriter written = new StringWriter();
  private final PrintWriter err = new PrintWriter(written, true);
  private final AtomicReference<Thread> added = new AtomicReference<>();
  private final AtomicReference<Thread> removed = new AtomicReference<>();
  private final BenchmarkRun run = mock(BenchmarkRun.class);

  private final ShutdownHooks hooks =
      new ShutdownHooks() {
        @Override
        public void add(Thread hook) {
          added.set(hook);
        }

        @Override
        public void remove(Thread hook) {
          removed.set(hook);
        }
      };

  private InterruptGuard armed(Duration grace) {
    InterruptGuard guard = new InterruptGuard(err, grace, hooks);
    guard.arm();
    return guard;
  }

  private static RunEvents.TrialFinished finished(TrialStatus status) {
    return new RunEvents.TrialFinished(
        new RunConfig(
            "0123456789ab",
            SutSpec.of("sut", "fake", "tiny.en"),
            Workload.of("speech", AudioClip.of(Path.of("a.wav")))),
        MadeUpTrials.trial(
            "0123456789ab",
            TrialKind.MEASURED,
            1,
            1,
            status,
            Instant.EPOCH,
            1,
            1,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty()));
  }

  @Test
  void anInterruptCancelsTheRunAndWaitsForTheReport() throws InterruptedException {
    InterruptGuard guard = armed(LONG);
    guard.watch(run);
    added.get().start();
    while (!written.toString().contains("cancelling")) {
      Thread.onSpinWait();
    }
    assertTrue(added.get().isAlive());
    guard.close();
    added.get().join();
    verify(run).cancel();
    assertFalse(written.toString().contains("abandoned"), written.toString());
  }

  @Test
  void anInterruptBeforeTheRunIsThereCancelsItToo() throws InterruptedException {
    InterruptGuard guard = armed(LONG);
    added.get().start();
    while (!written.toString().contains("cancelling")) {
      Thread.onSpinWait();
    }
    guard.watch(run);
    verify(run).cancel();
    guard.close();
    added.get().join();
  }

  @Test
  void aCallThatDoesNotEndIsAbandonedAfterTheTimeOfGrace() throws InterruptedException {
    InterruptGuard guard = armed(Duration.ofMillis(1));
    guard.watch(run);
    guard.runStarted(
        new RunEvents.RunStarted("1", List.of(), 1, Optional.of(Path.of("out.db.yaml"))));
    guard.trialFinished(finished(TrialStatus.OK));
    guard.trialFinished(finished(TrialStatus.CANCELLED));
    added.get().start();
    added.get().join();
    assertTrue(
        written.toString().contains("abandoned; 1 finished trial is in out.db.yaml"),
        written.toString());
  }

  @Test
  void saysWhenNothingWasStored() {
    assertEquals("0 finished trials; nothing was stored", armed(LONG).saved());
  }

  @Test
  void anUndisturbedRunTakesTheHookAway() {
    InterruptGuard guard = armed(LONG);
    guard.watch(run);
    guard.close();
    assertSame(added.get(), removed.get());
  }
}
