package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.util.Optional;

/**
 * Asks a backend in this process: one that loads nothing native, or whose systems run here too.
 *
 * @param provider the backend
 */
public record AskedHere(SutProvider provider) implements NativeChecks.Asked {

  @Override
  public Preflight preflight(OpenRequest request) throws BrokenBackendException {
    return Contained.call(() -> provider.preflight(request));
  }

  @Override
  public Availability probe(Options options) throws BrokenBackendException {
    return Contained.call(() -> provider.probe(options));
  }

  @Override
  public Optional<Availability> probeDevice(Device device, Options options)
      throws BrokenBackendException {
    return Contained.call(() -> provider.probeDevice(device, options));
  }
}
