package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.telemetry.Sampled;
import java.io.IOException;

/** Receives the progress of a trial, on the thread of the system. */
public interface TrialWatch {

  /** The calls are about to begin. Not called for a trial that could not be prepared. */
  void callsBegin(ScenarioTrial trial);

  /** All calls have ended: deadlines of calls no longer apply. */
  void callsEnded() throws IOException;

  /**
   * Takes the outcome of the calls.
   *
   * @return the same end, or a failure if the results could not be passed on
   */
  CallsEnd take(CallsEnd end, Sampled sampled) throws IOException;
}
