package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;

/**
 * How the calls of a trial ended.
 *
 * @param status OK, FAILED, TIMEOUT or CANCELLED
 * @param failure why they failed; empty if they did not, or were cancelled
 */
public record CallsEnd(TrialStatus status, Optional<Failure> failure) {

  static CallsEnd of(ScenarioTrial.End end) {
    return new CallsEnd(
        end == ScenarioTrial.End.CANCELLED ? TrialStatus.CANCELLED : TrialStatus.OK,
        Optional.empty());
  }

  /** Returns the end of calls that failed. */
  public static CallsEnd failed(Failure failure) {
    return new CallsEnd(TrialStatuses.of(failure), Optional.of(failure));
  }

  /** Returns whether to ask again what the system is: some know it only after a call. */
  public boolean asksAgain(TrialKind kind) {
    return kind == TrialKind.FIRST_CALL && status == TrialStatus.OK;
  }
}
