package io.humhelix.bench.internal.run;

import java.util.ArrayList;
import java.util.List;

/** The systems of a run that were given up while a call was under way. */
final class AbandonedCalls {

  private final List<InProcessFork> systems = new ArrayList<>();

  void add(InProcessFork live) {
    if (live.stillGoingOn()) {
      systems.add(live);
    }
  }

  /** Returns whether one of their calls is still going on, and so disturbs what is measured. */
  boolean anyGoingOn() {
    systems.removeIf(live -> !live.stillGoingOn());
    return !systems.isEmpty();
  }
}
