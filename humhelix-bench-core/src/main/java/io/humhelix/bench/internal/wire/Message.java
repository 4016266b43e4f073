package io.humhelix.bench.internal.wire;

/** One thing that the harness or a worker says. */
public sealed interface Message permits Request, Reply {

  /** Grows with every change of any message; both sides must have the same. */
  int VERSION = 6;
}
