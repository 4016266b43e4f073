package io.humhelix.bench.harness;

import io.humhelix.bench.internal.fork.CheckWorkers;
import io.humhelix.bench.internal.fork.WorkerForks;
import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.preflight.AskedHere;
import io.humhelix.bench.internal.preflight.NativeChecks;
import io.humhelix.bench.internal.preflight.NativeChecks.LostCheckException;
import io.humhelix.bench.internal.preflight.OptionCheck;
import io.humhelix.bench.internal.provider.Backend;
import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Optional;

/** Describes backends, whatever state they are in. */
final class BackendListing implements AutoCloseable {

  private final NativeChecks natives;

  BackendListing(ProviderRegistry registry, WorkerLimits limits) {
    natives =
        new CheckWorkers(WorkerSettings.DEFAULT, registry.discovered(), limits, new Cancellation());
  }

  BackendStatus status(Backend backend, boolean probe) {
    if (backend.provider().isEmpty() || backend.problem().isPresent()) {
      return broken(
          backend,
          backend.problem().map(Issue::message).orElse("its provider could not be created"),
          backend.problem().map(Issue::remedy).orElse(""));
    }
    SutProvider provider = backend.provider().get();
    try {
      return new BackendStatus(
          backend.id(),
          Contained.call(provider::description),
          backend.origin(),
          probe ? probed(backend, provider) : Availability.available("not probed"),
          Optional.of(Contained.call(provider::capabilities)),
          Contained.call(provider::options));
    } catch (BrokenBackendException e) {
      return broken(
          backend,
          "its provider failed when queried: " + e.getMessage(),
          "Report this to the author of the backend.");
    }
  }

  private Availability probed(Backend backend, SutProvider provider) throws BrokenBackendException {
    Options options = checked(provider, Options.empty()).effective();
    try {
      // The defaults alone are no options of a run config.
      return asked(backend, provider, options).probe(Options.empty());
    } catch (LostCheckException e) {
      return Availability.unavailable(e.issue().message(), e.issue().remedy());
    }
  }

  /** Asks a backend whether it can work on a device; empty if it cannot tell. */
  Optional<Availability> device(Backend backend, Device device, Options given) {
    if (backend.provider().isEmpty() || backend.problem().isPresent()) {
      return Optional.of(
          Availability.unavailable(
              backend.problem().map(Issue::message).orElse("its provider could not be created"),
              backend.problem().map(Issue::remedy).orElse("")));
    }
    SutProvider provider = backend.provider().get();
    try {
      OptionCheck check = checked(provider, given);
      if (!check.issues().isEmpty()) {
        Issue first = check.issues().get(0);
        return Optional.of(Availability.unavailable(first.message(), first.remedy()));
      }
      Options options = check.effective();
      return asked(backend, provider, options).probeDevice(device, options);
    } catch (LostCheckException e) {
      return Optional.of(Availability.unavailable(e.issue().message(), e.issue().remedy()));
    } catch (BrokenBackendException e) {
      return Optional.of(
          Availability.unavailable(
              "its provider failed when queried: " + e.getMessage(),
              "Report this to the author of the backend."));
    }
  }

  private static OptionCheck checked(SutProvider provider, Options given)
      throws BrokenBackendException {
    return Contained.call(
        () -> OptionCheck.of(provider.id(), provider.options(), given, Optional.empty()));
  }

  private NativeChecks.Asked asked(Backend backend, SutProvider provider, Options options)
      throws BrokenBackendException {
    boolean here =
        !backend.discovered()
            || WorkerForks.unfitHost().isPresent()
            || provider.getClass().getClassLoader() != ClassLoader.getSystemClassLoader();
    Optional<String> build =
        here ? Optional.empty() : Contained.call(() -> provider.nativeBuild(options));
    return build.isPresent() ? natives.of(provider, build.get(), options) : new AskedHere(provider);
  }

  private static BackendStatus broken(Backend backend, String reason, String remedy) {
    return new BackendStatus(
        backend.id(),
        "",
        backend.origin(),
        Availability.unavailable(reason, remedy),
        Optional.empty(),
        List.of());
  }

  @Override
  public void close() {
    natives.close();
  }
}
