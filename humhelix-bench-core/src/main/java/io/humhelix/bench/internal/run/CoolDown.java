package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.model.RunConfig;

/** Waits between two forks until the machine is as it was at the start, or long enough. */
@FunctionalInterface
public interface CoolDown {

  /** Does not wait. */
  CoolDown NONE = (next, cancellation) -> {};

  /**
   * Waits.
   *
   * @param next the run config whose fork comes next
   * @param cancellation ends the waiting
   */
  void await(RunConfig next, Cancellation cancellation);
}
