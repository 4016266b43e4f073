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
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Loads systems in worker processes; those that cannot be named to one elsewhere. */
public final class WorkerForks implements ForkFactory {

  /** Keeps files beside the results. */
  @FunctionalInterface
  public interface Keeper {

    /** Keeps a file; empty if results are kept nowhere. */
    Optional<Artifact> keep(String kind, String name, Path content) throws IOException;
  }

  private final BenchmarkDefinition definition;
  private final ForkFactory inProcess;
  private final WorkerLimits limits;
  private final WorkerCommand command;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private final Keeper keeper;
  private final boolean discoverSamplers;
  private Optional<Path> folder = Optional.empty();
  private int started;

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
      Keeper keeper,
      boolean discoverSamplers) {
    this.definition = definition;
    this.inProcess = inProcess;
    this.limits = limits;
    this.clock = clock;
    this.cancellation = cancellation;
    this.keeper = keeper;
    this.discoverSamplers = discoverSamplers;
    command = new WorkerCommand(HostPath.ofThisJvm(), definition.worker());
  }

  boolean discoverSamplers() {
    return discoverSamplers;
  }

  /** Returns why this JVM cannot have workers, if it cannot. */
  public static Optional<Issue> unfitHost() {
    return HostPath.ofThisJvm().unfit();
  }

  @Override
  public Fork fork(
      CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule) {
    return config.isolation() == Isolation.PROCESS
        ? new WorkerFork(this, config, workload, number, schedule)
        : inProcess.fork(config, workload, number, schedule);
  }

  BenchmarkDefinition definition() {
    return definition;
  }

  WorkerLimits limits() {
    return limits;
  }

  WorkerCommand command() {
    return command;
  }

  NanoClock clock() {
    return clock;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  Keeper keeper() {
    return keeper;
  }

  /** Makes the folder of a worker, below one of the run that nobody else can read. */
  ForkFolder folder(String runConfigId, int number) throws IOException {
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      folder =
          Optional.of(
              Files.createTempDirectory("humhelix-bench-" + ProcessHandle.current().pid() + "-"));
    }
    started++;
    return new ForkFolder(folder.get().resolve(started + "-" + runConfigId + "-" + number));
  }

  @Override
  public void close() {
    inProcess.close();
    folder.ifPresent(ForkFolder::delete);
  }
}
