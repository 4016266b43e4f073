package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.preflight.NativeChecks;
import io.humhelix.bench.internal.worker.WarmUp;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.spi.SutProvider;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks backends in worker processes: in one, unless two of them want different builds of the same
 * native code, or other environment variables. They see every device, counted by place on the bus.
 */
public final class CheckWorkers implements NativeChecks {

  private final WorkerCommand command;
  private final WorkerLimits limits;
  private final Cancellation cancellation;
  private final List<Class<?>> providers;
  private final RunFolder folder = new RunFolder();
  private final List<CheckWorker> workers = new ArrayList<>();
  private final WorkerSettings settings;

  /**
   * Starts nothing yet.
   *
   * @param settings of workers
   * @param providers the backends that may be asked
   * @param cancellation whether to stop waiting
   */
  public CheckWorkers(
      WorkerSettings settings,
      List<SutProvider> providers,
      WorkerLimits limits,
      Cancellation cancellation) {
    command = new WorkerCommand(HostPath.ofThisJvm(), quickly(settings));
    this.settings = settings;
    this.limits = limits;
    this.cancellation = cancellation;
    this.providers = List.copyOf(providers.stream().map(SutProvider::getClass).toList());
  }

  /** Nothing is timed here, and somebody waits. */
  static WorkerSettings quickly(WorkerSettings settings) {
    List<String> host = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> arguments =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-D" + WarmUp.PROPERTY + "=true"));
    if (Stream.concat(host.stream(), settings.jvmArguments().stream())
        .noneMatch(argument -> argument.matches("-XX:[+-]Use\\w+GC"))) {
      arguments.add("-XX:+UseSerialGC");
    }
    // The class path is the same; an archive that does not fit is left aside.
    host.stream().filter(a -> a.startsWith("-XX:SharedArchiveFile=")).forEach(arguments::add);
    arguments.addAll(settings.jvmArguments());
    return new WorkerSettings(arguments, settings.environment());
  }

  /** {@inheritDoc} A worker that is needed starts meanwhile. */
  @Override
  public Asked of(SutProvider provider, String build, Options options) {
    String id = provider.id();
    List<String> variables = NamedVariables.of(options).stream().sorted().toList();
    for (CheckWorker worker : workers) {
      if (worker.takes(id, build, variables)) {
        return new AskedInWorker(worker, provider);
      }
    }
    CheckWorker worker =
        new CheckWorker(
            command,
            providers,
            variables,
            folder,
            limits,
            cancellation,
            SpareWorker.take(settings, variables, limits));
    workers.add(worker);
    worker.takes(id, build, variables);
    return new AskedInWorker(worker, provider);
  }

  @Override
  public void close() {
    workers.forEach(CheckWorker::close);
    folder.delete();
  }
}
