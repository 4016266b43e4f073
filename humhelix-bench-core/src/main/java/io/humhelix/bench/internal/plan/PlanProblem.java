package io.humhelix.bench.internal.plan;

import java.util.List;

/**
 * Something in a definition that cannot be planned.
 *
 * @param path where: keys as texts and list positions as integers, from the definition's top, as in
 *     {@code matrix, exclude, 0, device}
 * @param atKey whether the key at the end of the path is meant, and not its value
 * @param found what stands there
 * @param allowed what may stand there; blank where that goes without saying
 * @param remedy what to do
 */
public record PlanProblem(
    List<Object> path, boolean atKey, String found, String allowed, String remedy) {

  public PlanProblem {
    path = List.copyOf(path);
  }

  static PlanProblem atValue(List<Object> path, String found, String allowed, String remedy) {
    return new PlanProblem(path, false, found, allowed, remedy);
  }

  static PlanProblem atKey(List<Object> path, String found, String allowed, String remedy) {
    return new PlanProblem(path, true, found, allowed, remedy);
  }

  /**
   * Returns the same problem elsewhere.
   *
   * @param other where
   * @return a new problem
   */
  public PlanProblem withPath(List<Object> other) {
    return new PlanProblem(other, atKey, found, allowed, remedy);
  }

  /**
   * Returns the path as text.
   *
   * @return for example {@code matrix.exclude[0].device}
   */
  public String key() {
    StringBuilder key = new StringBuilder();
    for (Object step : path) {
      if (step instanceof Integer) {
        key.append('[').append(step).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step);
      }
    }
    return key.toString();
  }

  @Override
  public String toString() {
    return key()
        + ": "
        + found
        + (allowed.isBlank() ? "" : "; allowed: " + allowed)
        + (remedy.isBlank() ? "" : "; " + remedy);
  }
}
