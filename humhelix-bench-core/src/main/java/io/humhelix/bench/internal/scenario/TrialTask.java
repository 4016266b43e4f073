package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.TrialKind;
import java.util.List;
import java.util.Objects;

/**
 * A trial that a fork is asked to run, in whichever process. With the run's seed and the fork's
 * number it determines all calls.
 *
 * @param slot its place in its fork
 * @param scenario with a fixed load
 */
public record TrialTask(TrialSlot slot, Scenario scenario) {

  /** Keeps the random numbers of search steps apart from those of other trials. */
  private static final long SEARCH_STREAM = 1L << 32;

  /** Larger than any trial number in a fork. */
  private static final long STREAMS_OF_FORK = 1L << 33;

  public TrialTask {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(scenario, "scenario");
  }

  /** Returns whether it is a plain single-stream pass: its result has no {@code ScenarioResult}. */
  public boolean plain() {
    return slot.pass() == 0 || scenario.equals(Scenario.SINGLE_STREAM);
  }

  /**
   * Returns its calls.
   *
   * @param clips number of clips in the workload
   * @param schedule random orders of the run
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
