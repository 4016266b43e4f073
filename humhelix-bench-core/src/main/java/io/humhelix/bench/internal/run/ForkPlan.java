package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.TrialKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The trials of a fork.
 *
 * @param slots in the order of execution
 * @param scenario with the load of the definition, where a search begins
 */
record ForkPlan(List<TrialSlot> slots, Scenario scenario) {

  ForkPlan {
    slots = List.copyOf(slots);
  }

  static ForkPlan of(TrialPolicy policy, int clips, Scenario scenario) {
    List<TrialSlot> slots = new ArrayList<>();
    slots.add(new TrialSlot(TrialKind.FIRST_CALL, 1, 0));
    int warmUps = 0;
    int pass = 0;
    if (clips > 1) {
      slots.add(new TrialSlot(TrialKind.WARM_UP, ++warmUps, 0));
    }
    for (int i = 0; i < policy.warmUpTrials(); i++) {
      slots.add(new TrialSlot(TrialKind.WARM_UP, ++warmUps, ++pass));
    }
    for (int i = 1; i <= policy.measuredTrials(); i++) {
      slots.add(new TrialSlot(TrialKind.MEASURED, i, ++pass));
    }
    return new ForkPlan(slots, scenario);
  }

  /** Returns the task of a trial; measured trials run at the given load, which may be a peak. */
  TrialTask task(TrialSlot slot, Scenario atLoad) {
    if (slot.pass() == 0) {
      return new TrialTask(slot, Scenario.SINGLE_STREAM);
    }
    return new TrialTask(
        slot, slot.kind() == TrialKind.WARM_UP ? scenario.withExtent(Extent.ONE_PASS) : atLoad);
  }

  /** Returns how many passes are finished after a trial; the first pass may take two trials. */
  int passesAfter(TrialSlot slot) {
    boolean firstOfTwo = slot.pass() == 0 && slots.get(slots.indexOf(slot) + 1).pass() == 0;
    return firstOfTwo ? 0 : slot.pass() + 1;
  }
}
