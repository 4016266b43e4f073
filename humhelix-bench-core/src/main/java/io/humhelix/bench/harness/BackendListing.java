package io.humhelix.bench.harness;

import io.humhelix.bench.internal.provider.Backend;
import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Optional;

/** Describes a backend, whatever state it is in. */
final class BackendListing {

  private BackendListing() {}

  static BackendStatus status(Backend backend, boolean probe) {
    if (backend.provider().isEmpty() || backend.problem().isPresent()) {
      return broken(
          backend,
          backend.problem().map(p -> p.message()).orElse("its provider could not be created"),
          backend.problem().map(p -> p.remedy()).orElse(""));
    }
    SutProvider provider = backend.provider().get();
    try {
      return new BackendStatus(
          backend.id(),
          Contained.call(provider::description),
          backend.origin(),
          probe ? Contained.call(provider::probe) : Availability.available("not probed"),
          Optional.of(Contained.call(provider::capabilities)),
          Contained.call(provider::options));
    } catch (BrokenBackendException e) {
      return broken(
          backend,
          "its provider failed when queried: " + e.getMessage(),
          "Report this to the author of the backend.");
    }
  }

  /** Asks a backend whether it can work on a device; empty if it cannot tell. */
  static Optional<Availability> device(Backend backend, Device device, Options given) {
    if (backend.provider().isEmpty() || backend.problem().isPresent()) {
      return Optional.of(
          Availability.unavailable(
              backend.problem().map(p -> p.message()).orElse("its provider could not be created"),
              backend.problem().map(p -> p.remedy()).orElse("")));
    }
    SutProvider provider = backend.provider().get();
    try {
      Options options = given;
      for (OptionSpec known : Contained.call(provider::options)) {
        if (options.get(known.name()).isEmpty() && known.defaultValue().isPresent()) {
          options = options.with(known.name(), known.defaultValue().get());
        }
      }
      Options effective = options;
      return Contained.call(() -> provider.probeDevice(device, effective));
    } catch (BrokenBackendException e) {
      return Optional.of(
          Availability.unavailable(
              "its provider failed when queried: " + e.getMessage(),
              "Report this to the author of the backend."));
    }
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
}
