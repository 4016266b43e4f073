package io.humhelix.bench.harness;

import io.humhelix.bench.compare.Baseline;
import io.humhelix.bench.compare.BaselineException;
import io.humhelix.bench.compare.Baselines;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.internal.fork.CheckWorkers;
import io.humhelix.bench.internal.fork.WorkerForks;
import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.internal.provenance.Fingerprints;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.Notifier;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.store.RemeasuredBaseline;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs benchmarks. {@link #run(BenchmarkDefinition)} is all that most hosts need; {@link
 * #builder()} takes backends, ready systems, listeners and an output folder.
 */
public final class Harness {

  private Harness() {}

  /**
   * Runs a definition with the backends that {@link java.util.ServiceLoader} finds. Blocks until
   * the end; interrupting the thread cancels the run.
   *
   * @param definition what to measure
   * @return what was measured; a run config that could not be measured is included, with the reason
   * @throws HarnessException if the run could not start or continue
   */
  public static RunResult run(BenchmarkDefinition definition) throws HarnessException {
    return builder().run(definition);
  }

  /**
   * Returns a builder with discovery on and no other setting.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of a run. Not thread-safe; usable for several runs. */
  public static final class Builder {

    private final List<SutProvider> providers = new ArrayList<>();
    private final Map<String, Sut> suts = new LinkedHashMap<>();
    private final List<RunListener> listeners = new ArrayList<>();
    private boolean discovery = true;
    private Optional<Path> output = Optional.empty();
    private Predicate<RunConfig> only = config -> true;
    private Optional<Path> resumed = Optional.empty();
    private List<String> workerJvmArguments = List.of();
    private WorkerLimits limits = WorkerLimits.DEFAULT;
    private Optional<Baseline> baseline = Optional.empty();
    private boolean remeasure = true;

    private Builder() {}

    /**
     * Adds a backend to those that discovery finds.
     *
     * @param provider the backend
     * @return this builder
     */
    public Builder provider(SutProvider provider) {
      providers.add(Objects.requireNonNull(provider, "provider"));
      return this;
    }

    /**
     * Adds a live system under test that the host owns. Definitions name it as their backend; the
     * harness neither measures its load nor closes it.
     *
     * @param backend the id by which definitions name it
     * @param sut the live system
     * @return this builder
     */
    public Builder sut(String backend, Sut sut) {
      suts.put(Objects.requireNonNull(backend, "backend"), Objects.requireNonNull(sut, "sut"));
      return this;
    }

    /**
     * Turns discovery by {@link java.util.ServiceLoader} on or off.
     *
     * @param on whether to discover; true by default
     * @return this builder
     */
    public Builder discovery(boolean on) {
      discovery = on;
      return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener receives every event
     * @return this builder
     */
    public Builder listener(RunListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Sets the folder of the results file, in place of the definition's. Without either, results
     * are only returned.
     *
     * @param folder created when missing
     * @return this builder
     */
    public Builder output(Path folder) {
      output = Optional.of(folder);
      return this;
    }

    /**
     * Restricts the run to some of the definition's run configs.
     *
     * @param filter true for those to run
     * @return this builder
     */
    public Builder only(Predicate<RunConfig> filter) {
      only = Objects.requireNonNull(filter, "filter");
      return this;
    }

    /**
     * Resumes an interrupted run, or extends a run by forks or run configs. What is on disk is not
     * measured again; new trials go into the same file. An interrupted fork continues in a second
     * process, and its record says so. The definition must be that of the stored run; only forks,
     * deadlines, time limits and additional run configs may differ.
     *
     * @param path a results file, or a folder: its newest results file
     * @return this builder
     */
    public Builder resume(Path path) {
      resumed = Optional.of(path);
      return this;
    }

    /**
     * Adds JVM arguments of worker processes, after those of the definition.
     *
     * @param arguments such as {@code -Xmx4g}
     * @return this builder
     */
    public Builder workerJvmArguments(String... arguments) {
      workerJvmArguments = List.of(arguments);
      return this;
    }

    /**
     * Sets the baseline whose systems are measured again, in place of the definition's. Each system
     * that is to be had here takes part in the same blocks as the run config that is compared with
     * it, so that {@link RunResult#compareWith} compares within one run, with the narrower
     * allowance; {@link RunResult#issues} say of each other one why not, and it is compared across
     * runs. A resumed run measures again what it began with.
     *
     * @param earlier an earlier run
     * @return this builder
     */
    public Builder baseline(Baseline earlier) {
      baseline = Optional.of(earlier);
      return this;
    }

    /**
     * Turns measuring the systems of the baseline again on or off. Off, the baseline of a
     * definition is not looked for.
     *
     * @param on whether to measure them again; true by default
     * @return this builder
     */
    public Builder remeasure(boolean on) {
      remeasure = on;
      return this;
    }

    /** Sets limits; no host needs to change them. */
    Builder limits(WorkerLimits value) {
      limits = value;
      return this;
    }

    /**
     * Lists the backends. Loads no native code into this JVM: backends that do are probed in a
     * worker process, as far as this JVM can have one.
     *
     * @param probe whether to ask each backend if it works on this machine
     * @return in the order of their ids
     */
    public List<BackendStatus> backends(boolean probe) {
      ProviderRegistry registry = registry();
      try (BackendListing listing = new BackendListing(registry, limits)) {
        return registry.backends().stream().map(backend -> listing.status(backend, probe)).toList();
      }
    }

    /**
     * Asks a backend whether it can work on a device of this machine, without a model: where it
     * can, by one small step of work on it. What loads native code is asked in a worker process, as
     * far as this JVM can have one.
     *
     * @param backend id of the backend
     * @param device as definitions name it, such as {@code cuda:0}
     * @param options of the backend, such as the folder of a native build; those left out have
     *     their defaults
     * @return what it says; empty if it cannot tell without a model
     */
    public Optional<Availability> probeDevice(String backend, String device, Options options) {
      ProviderRegistry registry = registry();
      try (BackendListing listing = new BackendListing(registry, limits)) {
        return listing.device(registry.find(backend), Device.parse(device), options);
      }
    }

    /**
     * Checks a definition: backends, capabilities, options, models and audio, without measuring.
     *
     * @param definition what would be measured
     * @return every run config with its issues
     * @throws HarnessException if the definition itself is wrong
     */
    public Plan plan(BenchmarkDefinition definition) throws HarnessException {
      CheckedRun checked = check(definition, resumption(), new Fingerprints(), new Cancellation());
      return new Plan(
          definition,
          checked.configs().stream().map(c -> RunEstimate.entry(checked, c)).toList(),
          checked.remeasured().map(RemeasuredBaseline::notes).orElse(List.of()));
    }

    /**
     * Runs a definition. Blocks until the end; interrupting the thread cancels the run.
     *
     * @param definition what to measure
     * @return what was measured
     * @throws HarnessException if the run could not start or continue
     */
    public RunResult run(BenchmarkDefinition definition) throws HarnessException {
      return run(definition, new Cancellation());
    }

    /**
     * Runs a definition in the background.
     *
     * @param definition what to measure
     * @return a handle to wait for the end or to cancel
     */
    public BenchmarkRun start(BenchmarkDefinition definition) {
      Cancellation cancellation = new Cancellation();
      return BackgroundRun.start(() -> run(definition, cancellation), cancellation);
    }

    private RunResult run(BenchmarkDefinition definition, Cancellation cancellation)
        throws HarnessException {
      Optional<Resumption> resumption = resumption();
      Fingerprints models = new Fingerprints();
      CheckedRun checked = check(withArguments(definition), resumption, models, cancellation);
      return new Execution(checked, resumption, limits, discovery, models)
          .run(output, new Notifier(listeners), cancellation);
    }

    private Optional<Resumption> resumption() throws HarnessException {
      return resumed.isPresent() ? Optional.of(Resumption.of(resumed.get())) : Optional.empty();
    }

    /** Checks what is asked for, and what of the baseline is to be measured beside it. */
    private CheckedRun check(
        BenchmarkDefinition definition,
        Optional<Resumption> resumption,
        Fingerprints models,
        Cancellation cancellation)
        throws HarnessException {
      ProviderRegistry registry = registry();
      Preparation preparation = new Preparation(definition, only);
      try (CheckWorkers workers =
          new CheckWorkers(definition.worker(), registry.discovered(), limits, cancellation)) {
        PreflightCheck preflight = new PreflightCheck(registry, WorkerForks.unfitHost(), workers);
        CheckedRun asked = preparation.check(preflight);
        if (!remeasure) {
          return asked;
        }
        Remeasuring remeasuring = new Remeasuring(asked, registry, preflight);
        if (resumption.isPresent()) {
          return resumption.get().remeasured().map(remeasuring::again).orElse(asked);
        }
        return earlier(definition).map(run -> remeasuring.of(run, models)).orElse(asked);
      }
    }

    private Optional<RunResult> earlier(BenchmarkDefinition definition) throws HarnessException {
      Optional<String> named = definition.expectations().baseline();
      if (baseline.isPresent() || named.isEmpty()) {
        return baseline.map(Baseline::run);
      }
      try {
        return Optional.of(
            RunReader.readWithoutTexts(Baselines.in(Baselines.FOLDER).find(named.get())));
      } catch (BaselineException | StoreException e) {
        throw new HarnessException(
            HarnessException.Kind.USAGE, "baseline of the definition: " + e.getMessage(), null, e);
      }
    }

    private BenchmarkDefinition withArguments(BenchmarkDefinition definition) {
      if (workerJvmArguments.isEmpty()) {
        return definition;
      }
      List<String> arguments = new ArrayList<>(definition.worker().jvmArguments());
      arguments.addAll(workerJvmArguments);
      return definition.toBuilder()
          .worker(new WorkerSettings(arguments, definition.worker().environment()))
          .build();
    }

    private ProviderRegistry registry() {
      return ProviderRegistry.of(providers, suts, discovery);
    }
  }
}
