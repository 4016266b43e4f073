package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.store.RemeasuredBaseline;
import java.util.Set;

/** Tells how far a run has come until it is closed; by default, nothing. */
interface Progress extends RunListener, AutoCloseable {

  /** Whether it says what is measured again of a baseline: what is worth to know before hours. */
  static boolean isOfBaseline(RunEvents.IssueRaised event) {
    return Set.of(
            RemeasuredBaseline.REMEASURED,
            RemeasuredBaseline.ACROSS_RUNS,
            RemeasuredBaseline.NOT_COMPARED)
        .contains(event.issue().code());
  }

  /** Leaves the cursor at the beginning of an empty line. Nothing is written afterwards. */
  @Override
  default void close() {}
}
