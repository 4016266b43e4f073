package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.preflight.NativeChecks;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.spi.SutProvider;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

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
    command = new WorkerCommand(HostPath.ofThisJvm(), CheckSettings.of(settings));
    this.settings = settings;
    this.limits = limits;
    this.cancellation = cancellation;
    this.providers = List.copyOf(providers.stream().map(SutProvider::getClass).toList());
  }

  /** {@inheritDoc} A worker that is needed starts meanwhile. */
  @Override
  public Asked of(SutProvider provider, String build, Options options) {
    // Backends of one jar may be of one engine, whose builds do not go together.
    String origin = jarOf(provider.getClass());
    List<String> variables = NamedVariables.of(options).stream().sorted().toList();
    for (CheckWorker worker : workers) {
      if (worker.takes(origin, build, variables)) {
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
    worker.takes(origin, build, variables);
    return new AskedInWorker(worker, provider);
  }

  private static String jarOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? type.getPackageName()
        : source.getLocation().toString();
  }

  @Override
  public void close() {
    workers.forEach(CheckWorker::close);
    SpareWorker.dismiss();
    folder.delete();
  }
}
