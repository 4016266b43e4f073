package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.internal.provider.Backend;
import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks backends whether they can honour run configs. */
public final class PreflightCheck {

  private final ProviderRegistry registry;
  private final Optional<Issue> unfitHost;
  private final NativeChecks natives;
  private final Map<Probe, Optional<Issue>> probes = new HashMap<>();

  /** Many run configs differ in other things than the backend's options. */
  private record Probe(String backend, Options options) {}

  /**
   * Prepares checks.
   *
   * @param unfitHost why there can be no worker processes here, if so
   * @param natives asks what may load an engine's native code
   */
  public PreflightCheck(
      ProviderRegistry registry, Optional<Issue> unfitHost, NativeChecks natives) {
    this.registry = registry;
    this.unfitHost = unfitHost;
    this.natives = natives;
  }

  /**
   * Has the worker processes start that {@link #check} will need, so that they are there when the
   * audio is read. What is wrong is for {@code check} to say.
   */
  public void expect(BenchmarkDefinition definition, RunConfig runConfig) {
    Backend backend = registry.find(runConfig.sut().backend());
    if (backend.problem().isPresent() || backend.provider().isEmpty()) {
      return;
    }
    try {
      Options options =
          Contained.call(() -> options(definition, runConfig.sut(), backend)).effective();
      asked(definition, backend, options);
    } catch (BrokenBackendException e) {
      return;
    }
  }

  /** Checks one run config; every problem of it is in the outcome. */
  public CheckedRunConfig check(BenchmarkDefinition definition, RunConfig runConfig) {
    SutSpec sut = runConfig.sut();
    OpenRequest bare =
        new OpenRequest(sut, sut.options(), definition.models(), runConfig.workload().task());
    Backend backend = registry.find(sut.backend());
    if (backend.problem().isPresent() || backend.provider().isEmpty()) {
      return new CheckedRunConfig(
          runConfig,
          Optional.empty(),
          bare,
          List.of(),
          backend.problem().stream().toList(),
          definition.isolation());
    }
    SutProvider provider = backend.provider().get();
    Isolation isolation = isolation(definition, backend);
    List<Issue> issues = new ArrayList<>();
    try {
      Capabilities capabilities = Contained.call(provider::capabilities);
      boolean pinned = isolation == Isolation.PROCESS && DevicePin.of(sut.device()).isPresent();
      boolean indexUnknown = pinned && !capabilities.has(Capability.DEVICE_INDEX);
      // The worker sees no other device, so a backend that cannot choose need not.
      SutSpec seen = indexUnknown ? sut.withDevice(sut.device().kind()) : sut;
      List<TranscriptionTask> tasks = runConfig.workload().tasks();
      for (TranscriptionTask task : tasks) {
        addNew(
            issues,
            Contained.call(
                () -> CapabilityCheck.of(seen, task, definition.scenario(), capabilities)));
      }
      OptionCheck options = Contained.call(() -> options(definition, sut, backend));
      issues.addAll(options.issues());
      OpenRequest request =
          new OpenRequest(
              seen, options.effective(), definition.models(), runConfig.workload().task());
      List<Path> modelFiles = ask(definition, backend, request, tasks, issues);
      issues.addAll(isolationIssues(definition, backend));
      return new CheckedRunConfig(
          runConfig, Optional.of(provider), request, modelFiles, issues, isolation);
    } catch (BrokenBackendException e) {
      issues.add(
          Issue.error(
              "backend-broken",
              "backend '" + sut.backend() + "' failed while it was checked: " + e.getMessage(),
              "Report it to the backend's author."));
      return new CheckedRunConfig(runConfig, Optional.empty(), bare, List.of(), issues, isolation);
    }
  }

  private static Isolation isolation(BenchmarkDefinition definition, Backend backend) {
    return backend.discovered() ? definition.isolation() : Isolation.IN_PROCESS;
  }

  private static OptionCheck options(BenchmarkDefinition definition, SutSpec sut, Backend backend) {
    return OptionCheck.of(
        sut.backend(),
        backend.provider().orElseThrow().options(),
        sut.options(),
        definition.base());
  }

  /** Asks the backend itself; returns the files of the model. */
  private List<Path> ask(
      BenchmarkDefinition definition,
      Backend backend,
      OpenRequest request,
      List<TranscriptionTask> tasks,
      List<Issue> issues)
      throws BrokenBackendException {
    Set<Path> modelFiles = new LinkedHashSet<>();
    Optional<NativeChecks.Asked> asked = asked(definition, backend, request.options());
    if (asked.isEmpty()) {
      return List.of();
    }
    try {
      for (TranscriptionTask task : tasks) {
        Preflight preflight =
            asked
                .get()
                .preflight(
                    new OpenRequest(request.spec(), request.options(), request.models(), task));
        addNew(issues, preflight.issues());
        modelFiles.addAll(preflight.modelFiles());
      }
      // A backend that has already told why needs no second line with the same words.
      probe(asked.get(), backend.id(), request.options())
          .filter(
              unavailable ->
                  issues.stream().noneMatch(told -> unavailable.message().endsWith(told.message())))
          .ifPresent(issues::add);
    } catch (NativeChecks.LostCheckException e) {
      issues.add(e.issue());
    }
    return List.copyOf(modelFiles);
  }

  /**
   * Returns who asks a backend; empty if nobody can without loading native code into this process,
   * in which case {@link #isolationIssues} refuse the run config.
   */
  private Optional<NativeChecks.Asked> asked(
      BenchmarkDefinition definition, Backend backend, Options options)
      throws BrokenBackendException {
    SutProvider provider = backend.provider().orElseThrow();
    Optional<String> build =
        isolation(definition, backend) == Isolation.PROCESS
            ? Contained.call(() -> provider.nativeBuild(options))
            : Optional.empty();
    if (build.isEmpty()) {
      return Optional.of(new AskedHere(provider));
    }
    boolean refused =
        isolationIssues(definition, backend).stream()
            .anyMatch(issue -> issue.severity() == Severity.ERROR);
    return refused ? Optional.empty() : Optional.of(natives.of(provider, build.get(), options));
  }

  private static void addNew(List<Issue> issues, List<Issue> more) {
    more.stream().filter(issue -> !issues.contains(issue)).forEach(issues::add);
  }

  private List<Issue> isolationIssues(BenchmarkDefinition definition, Backend backend) {
    if (definition.isolation() != Isolation.PROCESS) {
      return List.of();
    }
    if (!backend.discovered()) {
      return List.of(
          Issue.info(
              "in-process",
              "backend '"
                  + backend.id()
                  + "' was passed as an object, which cannot be sent to a worker process: it runs in"
                  + " the application's process, with one fork."));
    }
    if (unfitHost.isPresent()) {
      return List.of(unfitHost.get());
    }
    Class<?> type = backend.provider().orElseThrow().getClass();
    return type.getClassLoader() == ClassLoader.getSystemClassLoader()
        ? List.of()
        : List.of(
            Issue.error(
                "backend-class-loader",
                "backend '"
                    + backend.id()
                    + "' comes from the application's own class loader, which worker processes do"
                    + " not have.",
                "Put its jar on the class path or module path of the JVM, or set isolation to"
                    + " in-process."));
  }

  private Optional<Issue> probe(NativeChecks.Asked asked, String id, Options options)
      throws BrokenBackendException, NativeChecks.LostCheckException {
    Probe probe = new Probe(id, options);
    Optional<Issue> known = probes.get(probe);
    if (known == null) {
      Availability availability = asked.probe(options);
      known =
          availability.available()
              ? Optional.empty()
              : Optional.of(
                  Issue.error(
                      "backend-unavailable",
                      "backend '" + id + "' cannot work here: " + availability.detail(),
                      availability.remedy()));
      probes.put(probe, known);
    }
    return known;
  }
}
