package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.internal.provider.Backend;
import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks backends whether they can honour run configs. */
public final class PreflightCheck {

  private final ProviderRegistry registry;
  private final Map<Asked, Optional<Issue>> probes = new HashMap<>();

  /** Many run configs differ in other things than the backend's options. */
  private record Asked(String backend, Options options) {}

  public PreflightCheck(ProviderRegistry registry) {
    this.registry = registry;
  }

  /** Checks one run config; every problem of it is in the outcome. */
  public CheckedRunConfig check(BenchmarkDefinition definition, RunConfig runConfig) {
    SutSpec sut = runConfig.sut();
    OpenRequest bare =
        new OpenRequest(sut, sut.options(), definition.models(), runConfig.workload().task());
    Backend backend = registry.find(sut.backend());
    if (backend.problem().isPresent() || backend.provider().isEmpty()) {
      return new CheckedRunConfig(
          runConfig, Optional.empty(), bare, List.of(), backend.problem().stream().toList());
    }
    SutProvider provider = backend.provider().get();
    List<Issue> issues = new ArrayList<>();
    try {
      issues.addAll(
          Contained.call(
              () -> CapabilityCheck.of(sut, runConfig.workload().task(), provider.capabilities())));
      OptionCheck options =
          Contained.call(
              () ->
                  OptionCheck.of(
                      sut.backend(), provider.options(), sut.options(), definition.base()));
      issues.addAll(options.issues());
      OpenRequest request =
          new OpenRequest(
              sut, options.effective(), definition.models(), runConfig.workload().task());
      // Before probe(), which may load a native library: one JVM can load one alone, and this run
      // config may name another than the bundled one.
      Preflight preflight = Contained.call(() -> provider.preflight(request));
      preflight.issues().stream().filter(i -> !issues.contains(i)).forEach(issues::add);
      List<Path> modelFiles = preflight.modelFiles();
      probe(provider, options.effective()).ifPresent(issues::add);
      return new CheckedRunConfig(runConfig, Optional.of(provider), request, modelFiles, issues);
    } catch (BrokenBackendException e) {
      issues.add(
          Issue.error(
              "backend-broken",
              "backend '" + sut.backend() + "' broke while it was asked: " + e.getMessage(),
              "Report it to the backend's author."));
      return new CheckedRunConfig(runConfig, Optional.empty(), bare, List.of(), issues);
    }
  }

  private Optional<Issue> probe(SutProvider provider, Options options)
      throws BrokenBackendException {
    String id = Contained.call(provider::id);
    Asked asked = new Asked(id, options);
    Optional<Issue> known = probes.get(asked);
    if (known == null) {
      Availability availability = Contained.call(() -> provider.probe(options));
      known =
          availability.available()
              ? Optional.empty()
              : Optional.of(
                  Issue.error(
                      "backend-unavailable",
                      "backend '" + id + "' cannot work here: " + availability.detail(),
                      availability.remedy()));
      probes.put(asked, known);
    }
    return known;
  }
}
