package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.telemetry.Sampled;
import java.io.IOException;

/** Is told how a trial goes, on the thread of the system. */
public interface TrialWatch {

  /** The calls are about to be made. Not told of a trial that could not be prepared. */
  void callsBegin(ScenarioTrial trial);

  /** No call is under way any more; what comes now takes time that is no call's. */
  void callsEnded() throws IOException;

  /**
   * Takes what came of the calls.
   *
   * @return how they ended: as they did, or in a failure if their results cannot be taken
   */
  CallsEnd take(CallsEnd end, Sampled sampled) throws IOException;
}
