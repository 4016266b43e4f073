package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.TrialWatch;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A trial in the process of the harness: how far it is, and until when it has to go on. The thread
 * of the system tells, the harness thread asks.
 */
final class InProcessTrial implements TrialWatch {

  /** What came of the calls. */
  record Made(CallsEnd end, Sampled sampled) {}

  private final SutThread thread;
  private final NanoClock clock;
  private final Duration preparing;
  private final Duration answering;
  private Optional<ScenarioTrial> trial = Optional.empty();
  private Optional<Made> made = Optional.empty();
  private boolean callsEnded;
  private boolean over;
  private long movedNanos;

  /**
   * A trial that begins now.
   *
   * @param preparing how long it may take until its calls begin
   * @param answering how long it may take for each step after its calls
   */
  InProcessTrial(SutThread thread, NanoClock clock, Duration preparing, Duration answering) {
    this.thread = thread;
    this.clock = clock;
    this.preparing = preparing;
    this.answering = answering;
    movedNanos = clock.nanos();
  }

  @Override
  public synchronized void callsBegin(ScenarioTrial begun) {
    trial = Optional.of(begun);
    moved();
  }

  @Override
  public synchronized void callsEnded() {
    callsEnded = true;
    moved();
  }

  @Override
  public synchronized CallsEnd take(CallsEnd end, Sampled sampled) {
    if (over) {
      // Nothing more is asked of a system whose call came back too late.
      return new CallsEnd(TrialStatus.CANCELLED, Optional.empty());
    }
    made = Optional.of(new Made(end, sampled));
    moved();
    return end;
  }

  private void moved() {
    movedNanos = clock.nanos();
    thread.lookAgain();
  }

  /** Returns until when the system has to go on, on the clock. */
  synchronized long deadlineNanos() {
    if (callsEnded) {
      return movedNanos + answering.toNanos();
    }
    return trial.isPresent() ? trial.get().deadlineNanos() : movedNanos + preparing.toNanos();
  }

  /** Ends the trial; returns what came of its calls, unless that comes too late or never. */
  synchronized Optional<Made> end() {
    over = true;
    return made;
  }

  /** Returns whether all calls have ended. */
  synchronized boolean haveCallsEnded() {
    return callsEnded;
  }

  /** Returns what makes the calls; empty if it could not be made. */
  synchronized Optional<ScenarioTrial> trial() {
    return trial;
  }

  /** Returns the calls that ended. */
  ScenarioCalls calls() {
    return trial().map(ScenarioTrial::calls).orElseGet(() -> ScenarioCalls.of(List.of()));
  }
}
