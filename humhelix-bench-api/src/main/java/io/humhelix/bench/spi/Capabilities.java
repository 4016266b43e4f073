package io.humhelix.bench.spi;

import java.util.Set;

/**
 * What a backend supports in general. {@link SutProvider#preflight} tells whether the engine on
 * this machine does.
 *
 * @param features supported features
 * @param deviceKinds such as {@code cpu} and {@code cuda}; empty passes any kind on to preflight
 * @param computeTypes canonical names; empty passes any on to preflight
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
   * @param feature the feature
   * @return whether a definition may use it
   */
  public boolean has(Capability feature) {
    return features.contains(feature);
  }
}
