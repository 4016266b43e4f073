package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioSummary;
import io.humhelix.bench.internal.scenario.StepTrials;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A trial of a scenario other than a plain single-stream pass.
 *
 * @param scenario with the load of the trial
 * @param peak the highest sustained load that a search found
 * @param step the step of a search that the trial belongs to, with the trials before it
 */
record UnderLoad(Scenario scenario, OptionalDouble peak, Optional<StepTrials> step) {

  /** A trial at a fixed load. */
  static UnderLoad of(Scenario scenario) {
    return new UnderLoad(scenario, OptionalDouble.empty(), Optional.empty());
  }

  /** The same at the peak that a search found. */
  UnderLoad atPeak(OptionalDouble found) {
    return new UnderLoad(scenario, found, step);
  }

  /**
   * Returns what a trial showed. One that was cancelled shows nothing of its step.
   *
   * @param done its calls
   * @param status how its calls ended
   */
  ScenarioResult summary(ScenarioCalls done, TrialStatus status) {
    ScenarioResult result = ScenarioSummary.of(scenario, done);
    return step.filter(before -> status != TrialStatus.CANCELLED)
        .map(
            before ->
                PeakRun.broke(status)
                    ? before.broken(Optional.of(result), done.calls())
                    : before.with(result, done.calls(), done.failed()))
        .map(after -> result.ofStep(after.soFar()))
        .orElse(result);
  }

  /** The same as a part of a search. */
  UnderLoad in(StepTrials search) {
    return new UnderLoad(scenario, peak, Optional.of(search));
  }
}
