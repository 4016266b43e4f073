package io.humhelix.bench.summary;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

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
 * @param errorUnits what errors of its texts are to be counted in; none without an error rate, and
 *     {@code unknown} of trials whose run does not say it
 */
public record TrialGroup(
    List<String> key,
    long trials,
    long valid,
    int runs,
    Map<String, Double> means,
    Map<String, List<String>> pooled,
    SortedSet<String> errorUnits) {

  static final String UNKNOWN = "unknown";

  public TrialGroup {
    key = List.copyOf(key);
    means = Map.copyOf(means);
    pooled = Map.copyOf(pooled);
    errorUnits = Collections.unmodifiableSortedSet(new TreeSet<>(errorUnits));
  }

  /**
   * Returns the unit by which its error rate can be read.
   *
   * @return {@code word} or {@code character}; empty without an error rate, with both units, and
   *     where it is not known
   */
  public Optional<String> errorUnit() {
    return errorUnits.size() == 1 && !errorUnits.contains(UNKNOWN)
        ? Optional.of(errorUnits.first())
        : Optional.empty();
  }

  /**
   * Returns whether characters decide.
   *
   * @return false too where that is not known
   */
  public boolean charactersDecide() {
    return errorUnit().filter("character"::equals).isPresent();
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
