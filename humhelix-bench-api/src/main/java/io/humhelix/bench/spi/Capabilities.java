package io.humhelix.bench.spi;

import java.util.Set;

/**
 * What a backend supports in general. {@link SutProvider#preflight} tells whether the engine on
 * this machine does.
 *
 * @param features supported features
 * @param deviceKinds such as {@code cpu} and {@code cuda}; empty passes any kind on to preflight
 * @param computeTypes canonical names; empty passes any on to preflight
 * @param languages ISO 639-1 codes of the languages that the backend knows; empty passes any on to
 *     preflight. A backend without {@link Capability#LANGUAGE} that names one language here takes a
 *     workload of that language, and its texts are scored in it
 */
public record Capabilities(
    Set<Capability> features,
    Set<String> deviceKinds,
    Set<String> computeTypes,
    Set<String> languages) {

  public Capabilities {
    features = Set.copyOf(features);
    deviceKinds = Set.copyOf(deviceKinds);
    computeTypes = Set.copyOf(computeTypes);
    languages = Set.copyOf(languages);
  }

  /**
   * What a backend supports that does not tell its languages.
   *
   * @param features supported features
   * @param deviceKinds such as {@code cpu} and {@code cuda}; empty passes any kind on to preflight
   * @param computeTypes canonical names; empty passes any on to preflight
   */
  public Capabilities(Set<Capability> features, Set<String> deviceKinds, Set<String> computeTypes) {
    this(features, deviceKinds, computeTypes, Set.of());
  }

  /**
   * Returns these capabilities with languages.
   *
   * @param codes ISO 639-1 codes
   * @return new capabilities
   */
  public Capabilities withLanguages(String... codes) {
    return new Capabilities(features, deviceKinds, computeTypes, Set.of(codes));
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
