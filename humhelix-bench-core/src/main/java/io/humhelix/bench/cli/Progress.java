package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunListener;

/** Tells how far a run has come until it is closed; by default, nothing. */
interface Progress extends RunListener, AutoCloseable {

  /** Leaves the cursor at the beginning of an empty line. Nothing is written afterwards. */
  @Override
  default void close() {}
}
