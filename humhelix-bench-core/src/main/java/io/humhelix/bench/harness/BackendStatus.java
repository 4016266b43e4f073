package io.humhelix.bench.harness;

import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OptionSpec;
import java.util.List;
import java.util.Optional;

/**
 * A backend that discovery found, usable or not.
 *
 * @param id its id; the class name if the provider failed before it could return one
 * @param description half a line; empty if the provider failed
 * @param origin class name and place of its code, such as a jar
 * @param availability available, or why not and what to do
 * @param capabilities what it can do; empty if the provider failed
 * @param options the options it knows; empty if the provider failed
 */
public record BackendStatus(
    String id,
    String description,
    String origin,
    Availability availability,
    Optional<Capabilities> capabilities,
    List<OptionSpec> options) {
  public BackendStatus {
    options = List.copyOf(options);
  }
}
