package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.TrialWatch;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * The progress of a trial in the process of the harness, and its deadline. The thread of the system
 * reports, the harness thread reads.
 */
final class InProcessTrial implements TrialWatch {

  /** The outcome of the calls. */
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
   * @param preparing limit until its calls begin
   * @param answering limit for each step after its calls
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
      // The call returned too late: do not ask this system anything more.
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

  /** Returns the deadline of the current step, on the clock. */
  synchronized long deadlineNanos() {
    if (callsEnded) {
      return movedNanos + answering.toNanos();
    }
    return trial.isPresent() ? trial.get().deadlineNanos() : movedNanos + preparing.toNanos();
  }

  /** Ends the trial; returns the outcome of its calls, unless they have not all ended. */
  synchronized Optional<Made> end() {
    over = true;
    return made;
  }

  /** Returns whether all calls have ended. */
  synchronized boolean haveCallsEnded() {
    return callsEnded;
  }

  /** Returns the calls in progress; empty before they begin. */
  synchronized Optional<ScenarioTrial> trial() {
    return trial;
  }

  /** Returns the calls that ended. */
  ScenarioCalls calls() {
    return trial().map(ScenarioTrial::calls).orElse(ScenarioCalls.NONE);
  }
}
