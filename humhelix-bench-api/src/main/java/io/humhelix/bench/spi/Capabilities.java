package io.humhelix.bench.spi;

import java.util.Set;

/**
 * What a backend can be asked for at all. Whether the engine here can do it is said by {@link
 * SutProvider#preflight}.
 *
 * @param features what it has
 * @param deviceKinds such as {@code cpu} and {@code cuda}; empty means that any is passed on to
 *     preflight
 * @param computeTypes canonical names; empty means that any is passed on to preflight
 */
public record Capabilities(
    Set<Capability> features, Set<String> deviceKinds, Set<String> computeTypes) {

  public Capabilities {
    features = Set.copyOf(features);
    deviceKinds = Set.copyOf(deviceKinds);
    computeTypes = Set.copyOf(computeTypes);
  }

  /**
   * Returns whether the backend has a feature.
   *
   * @param feature which one
   * @return whether it may be asked for
   */
  public boolean has(Capability feature) {
    return features.contains(feature);
  }
}
