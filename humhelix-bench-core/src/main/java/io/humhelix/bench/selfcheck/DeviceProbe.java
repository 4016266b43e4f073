package io.humhelix.bench.selfcheck;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.Availability;
import java.util.Optional;

/** Asks a backend whether it can work on a device, without a model. */
@FunctionalInterface
interface DeviceProbe {

  /**
   * Asks.
   *
   * @param backend id of the backend
   * @param device such as {@code cuda}
   * @param options those that were given
   * @return what it says; empty if it cannot tell
   */
  Optional<Availability> probe(String backend, String device, Options options);
}
