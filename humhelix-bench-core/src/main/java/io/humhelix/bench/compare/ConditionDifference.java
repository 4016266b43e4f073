package io.humhelix.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something other than what is compared that the sides do not have in common, such as the device,
 * the driver, the model's or the audio's SHA-256, or the normaliser.
 *
 * @param key name of the condition
 * @param reference what it was on the old side; {@code (unknown)} where it was not recorded
 * @param candidate what it was on the new side
 */
public record ConditionDifference(String key, String reference, String candidate) {

  private static final String UNKNOWN = "(unknown)";

  /**
   * Finds what differs.
   *
   * @param reference conditions of the old side by name
   * @param candidate conditions of the new side
   * @param factors names of what is meant to differ
   * @return in the order of names; a condition that one side alone has is a difference
   */
  public static List<ConditionDifference> between(
      Map<String, String> reference, Map<String, String> candidate, Set<String> factors) {
    Set<String> keys = new TreeSet<>(reference.keySet());
    keys.addAll(candidate.keySet());
    keys.removeAll(factors);
    List<ConditionDifference> differences = new ArrayList<>();
    for (String key : keys) {
      String old = reference.getOrDefault(key, UNKNOWN);
      String now = candidate.getOrDefault(key, UNKNOWN);
      if (!old.equals(now)) {
        differences.add(new ConditionDifference(key, old, now));
      }
    }
    return List.copyOf(differences);
  }

  @Override
  public String toString() {
    return key + ": " + reference + " / " + candidate;
  }
}
