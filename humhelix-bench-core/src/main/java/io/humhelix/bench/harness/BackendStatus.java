package io.humhelix.bench.harness;

import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OptionSpec;
import java.util.List;
import java.util.Optional;

/**
 * A backend that was found, usable or not.
 *
 * @param id its id; the class name where it broke before it could tell one
 * @param description half a line; empty where it broke
 * @param origin class name and place of its code, such as a jar
 * @param availability available, or why not and what to do
 * @param capabilities what it can be asked for; empty where it broke
 * @param options the options it knows; empty where it broke
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
