package io.humhelix.bench.harness;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks the backends of all run configs, one after the other, while the audio is read. */
final class BackendChecks {

  private final FutureTask<List<CheckedRunConfig>> checks;
  private final Thread thread;

  private BackendChecks(FutureTask<List<CheckedRunConfig>> checks) {
    this.checks = checks;
    thread = new Thread(checks, "humhelix-bench-checks");
    thread.setDaemon(true);
  }

  static BackendChecks start(
      BenchmarkDefinition definition, List<RunConfig> configs, PreflightCheck preflight) {
    BackendChecks started =
        new BackendChecks(
            new FutureTask<>(
                () -> {
                  // Each needed worker process starts before the first one is asked.
                  configs.forEach(config -> preflight.expect(definition, config));
                  return configs.stream()
                      .map(config -> preflight.check(definition, config))
                      .toList();
                }));
    started.thread.start();
    return started;
  }

  /**
   * Waits for the answers. An interrupt is passed on to the thread that asks, which cancels; this
   * thread stays interrupted.
   *
   * @return one for each run config, in their order
   */
  List<CheckedRunConfig> await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return checks.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
