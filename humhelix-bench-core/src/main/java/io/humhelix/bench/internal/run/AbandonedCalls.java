package io.humhelix.bench.internal.run;

import java.util.ArrayList;
import java.util.List;

/** The threads of systems of a run that were given up while a call was under way. */
final class AbandonedCalls {

  private final List<SutThread> threads = new ArrayList<>();

  void add(SutThread thread) {
    threads.add(thread);
  }

  /** Returns whether one of their calls is still going on, and so disturbs what is measured. */
  boolean anyGoingOn() {
    threads.removeIf(SutThread::hasEnded);
    return !threads.isEmpty();
  }
}
