package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.TrialKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The trials of a fork.
 *
 * @param slots in the order of execution
 */
record ForkPlan(List<TrialSlot> slots) {

  ForkPlan {
    slots = List.copyOf(slots);
  }

  static ForkPlan of(TrialPolicy policy, int clips) {
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
    for (int i = 1; i <= policy.trials(); i++) {
      slots.add(new TrialSlot(TrialKind.MEASURED, i, ++pass));
    }
    return new ForkPlan(slots);
  }

  /** Passes over the workload that are through when a trial is; the first pass may take two. */
  int passesAfter(TrialSlot slot) {
    boolean firstOfTwo = slot.pass() == 0 && slots.get(slots.indexOf(slot) + 1).pass() == 0;
    return firstOfTwo ? 0 : slot.pass() + 1;
  }
}
