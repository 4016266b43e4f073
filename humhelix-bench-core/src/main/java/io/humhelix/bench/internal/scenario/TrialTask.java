package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.TrialKind;
import java.util.List;
import java.util.Objects;

/**
 * A trial that is to be made, as it is asked of a fork, wherever that runs. With the run's seed and
 * the number of the fork it says everything of the calls.
 *
 * @param slot its place in its fork
 * @param scenario with a fixed load
 */
public record TrialTask(TrialSlot slot, Scenario scenario) {

  /** Random numbers of the steps of a search are not those of any other trial. */
  private static final long SEARCH_STREAM = 1L << 32;

  /** More than all numbers of trials of a fork. */
  private static final long STREAMS_OF_FORK = 1L << 33;

  public TrialTask {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(scenario, "scenario");
  }

  /** Whether it is a plain single-stream pass, whose result has no account of a load. */
  public boolean plain() {
    return slot.pass() == 0 || scenario.equals(Scenario.SINGLE_STREAM);
  }

  /**
   * Returns its calls.
   *
   * @param clips clips of the workload
   * @param schedule the run's random orders
   * @param fork number of the fork
   */
  public ScenarioTrial.Plan plan(int clips, Schedule schedule, int fork) {
    if (plain()) {
      List<Integer> order = schedule.clips(clips, fork, slot);
      return new ScenarioTrial.Plan(Scenario.SINGLE_STREAM, order.size(), ClipOrder.of(order), 0);
    }
    long stream = slot.kind() == TrialKind.SEARCH ? SEARCH_STREAM + slot.number() : slot.pass();
    long seed = Seeds.ofTrial(schedule.seed(), (fork - 1) * STREAMS_OF_FORK + stream);
    return new ScenarioTrial.Plan(scenario, clips, ClipOrder.shuffled(clips, seed), seed);
  }
}
