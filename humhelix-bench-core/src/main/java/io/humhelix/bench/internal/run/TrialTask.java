package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.ClipOrder;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.scenario.Seeds;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.TrialKind;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A trial that is to be made.
 *
 * @param kind which part it plays
 * @param number number within its kind
 * @param plan its calls
 * @param plain whether it is a plain single-stream pass, whose result has no account of a load
 * @param peak the highest sustained load that a search found
 */
record TrialTask(
    TrialKind kind, int number, ScenarioTrial.Plan plan, boolean plain, OptionalDouble peak) {

  /** A plain pass over some clips. */
  static TrialTask pass(TrialKind kind, int number, List<Integer> order) {
    return new TrialTask(
        kind,
        number,
        new ScenarioTrial.Plan(Scenario.SINGLE_STREAM, order.size(), ClipOrder.of(order), 0),
        true,
        OptionalDouble.empty());
  }

  /**
   * A trial of a scenario.
   *
   * @param clips clips of the workload
   * @param runSeed seed of the run
   * @param stream tells this trial's random numbers from those of others
   */
  static TrialTask underLoad(
      TrialKind kind,
      int number,
      Scenario scenario,
      int clips,
      long runSeed,
      long stream,
      OptionalDouble peak) {
    long seed = Seeds.ofTrial(runSeed, stream);
    return new TrialTask(
        kind,
        number,
        new ScenarioTrial.Plan(scenario, clips, ClipOrder.shuffled(clips, seed), seed),
        false,
        peak);
  }
}
