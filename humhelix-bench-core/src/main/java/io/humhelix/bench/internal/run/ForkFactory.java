package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;

/** Makes the forks of a run. Closing it releases what they share. */
public interface ForkFactory extends AutoCloseable {

  /**
   * Prepares a fork; nothing is started yet.
   *
   * @param config its run config
   * @param workload its input
   * @param number from 1
   * @param schedule the run's random orders
   */
  Fork fork(CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule);

  @Override
  void close();
}
