package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.result.Issue;
import java.util.Optional;

/** Makes forks in worker processes, and in-process ones where the isolation asks for that. */
public final class WorkerForks implements ForkFactory {

  private final ForkFactory inProcess;
  private final WorkerServices services;

  /**
   * Prepares the forks of a run.
   *
   * @param inProcess makes the forks of run configs that are not isolated
   * @param discoverSamplers whether workers search for samplers beside the built-in ones
   */
  public WorkerForks(
      BenchmarkDefinition definition,
      ForkFactory inProcess,
      WorkerLimits limits,
      NanoClock clock,
      Cancellation cancellation,
      ArtifactKeeper keeper,
      boolean discoverSamplers) {
    this.inProcess = inProcess;
    services =
        new WorkerServices(
            definition.trials(),
            limits,
            new WorkerCommand(HostPath.ofThisJvm(), definition.worker()),
            clock,
            cancellation,
            keeper,
            new RunFolder(),
            discoverSamplers,
            definition.accuracy().maxErrorPercent());
  }

  /** Returns why this JVM cannot have workers, if it cannot. */
  public static Optional<Issue> unfitHost() {
    return HostPath.ofThisJvm().unfit();
  }

  @Override
  public Fork fork(
      CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule) {
    return config.isolation() == Isolation.PROCESS
        ? new WorkerFork(services, config, workload, number, schedule)
        : inProcess.fork(config, workload, number, schedule);
  }

  @Override
  public void close() {
    inProcess.close();
    services.folder().delete();
  }
}
