package io.humhelix.bench.summary;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Trials of the same keys.
 *
 * @param key a value for each factor of the summary; empty texts where files have none
 * @param trials measured trials of every status
 * @param valid valid ones, over which the means are
 * @param runs how many runs they are of; each of hum-helix's files is one
 * @param means arithmetic means over the valid trials that have the number, by its name
 * @param pooled conditions that the factors do not name and that differ within the group, with
 *     their values
 * @param charactersDecide whether errors are to be counted in characters, as the writing does not
 *     separate words
 */
public record TrialGroup(
    List<String> key,
    long trials,
    long valid,
    int runs,
    Map<String, Double> means,
    Map<String, List<String>> pooled,
    boolean charactersDecide) {

  public TrialGroup {
    key = List.copyOf(key);
    means = Map.copyOf(means);
    pooled = Map.copyOf(pooled);
  }

  /**
   * Returns a mean.
   *
   * @param name of one of hum-helix's numbers, or of a metric
   * @return empty if no valid trial has the number
   */
  public OptionalDouble mean(String name) {
    return means.containsKey(name) ? OptionalDouble.of(means.get(name)) : OptionalDouble.empty();
  }
}
