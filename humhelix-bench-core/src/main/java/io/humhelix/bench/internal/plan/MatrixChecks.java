package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks of a matrix that need no expansion: keys, values, and names that it refers to. */
public final class MatrixChecks {

  private static final String AXIS_KEYS =
      String.join(", ", MatrixKey.FIELDS) + ", " + MatrixKey.OPTION_PREFIX + "NAME";

  private final List<PlanProblem> problems = new ArrayList<>();
  private final List<String> suts;
  private final List<String> workloads;

  private MatrixChecks(List<String> suts, List<String> workloads) {
    this.suts = suts;
    this.workloads = workloads;
  }

  /**
   * Checks a matrix.
   *
   * @param matrix the matrix
   * @param suts names of the definition's systems under test
   * @param workloads names of the definition's workloads
   * @return all problems; empty if there is none
   */
  public static List<PlanProblem> problems(
      Matrix matrix, List<String> suts, List<String> workloads) {
    MatrixChecks checks = new MatrixChecks(suts, workloads);
    matrix.axes().forEach(checks::axis);
    checks.entries("include", matrix.include());
    checks.entries("exclude", matrix.exclude());
    return checks.problems;
  }

  /**
   * Returns whether two values of a key mean the same: aliases of a compute type do, and 1 and 1.0.
   *
   * @param key a key that an axis may have
   * @param one a value without problems
   * @param other a value without problems
   * @return whether they do
   */
  public static boolean same(String key, Object one, Object other) {
    return MatrixKey.same(key, one, other);
  }

  private void axis(String key, List<Object> values) {
    List<Object> path = List.of("matrix", key);
    if (MatrixKey.SELECTORS.contains(key)) {
      unknownKey(
          path, "the axis '" + key + "'", AXIS_KEYS, "every " + key + " is already in the plan");
      return;
    }
    if (!MatrixKey.varies(key)) {
      unknownKey(path, "unknown key", AXIS_KEYS + ", include, exclude", instead(key, List.of()));
      return;
    }
    boolean usable = true;
    for (int i = 0; i < values.size(); i++) {
      usable &= value(List.of("matrix", key, i), key, values.get(i));
    }
    for (int i = 1; usable && i < values.size(); i++) {
      for (int earlier = 0; earlier < i; earlier++) {
        if (MatrixKey.same(key, values.get(earlier), values.get(i))) {
          report(
              List.of("matrix", key, i),
              "the value '" + values.get(i) + "' is already on this axis",
              "each value once",
              "remove it");
          break;
        }
      }
    }
  }

  private void entries(String part, List<Map<String, Object>> entries) {
    for (int i = 0; i < entries.size(); i++) {
      List<Object> path = List.of("matrix", part, i);
      if (entries.get(i).isEmpty()) {
        report(path, "an entry without keys", selectorsAndAxes(), "remove it");
      }
      entries.get(i).forEach((key, value) -> entryKey(path, key, value));
    }
  }

  private void entryKey(List<Object> entry, String key, Object value) {
    List<Object> path = new ArrayList<>(entry);
    path.add(key);
    if (key.equals("sut")) {
      known(path, "system under test", value, suts);
    } else if (key.equals("workload")) {
      known(path, "workload", value, workloads);
    } else if (MatrixKey.varies(key)) {
      value(path, key, value);
    } else {
      unknownKey(path, "unknown key", selectorsAndAxes(), instead(key, MatrixKey.SELECTORS));
    }
  }

  private void known(List<Object> path, String what, Object value, List<String> names) {
    if (!names.contains(value)) {
      report(
          path,
          "no " + what + " is called '" + value + "'",
          String.join(", ", names),
          Suggestion.question(String.valueOf(value), names));
    }
  }

  private boolean value(List<Object> path, String key, Object value) {
    var wrong = MatrixKey.wrongValue(key, value);
    wrong.ifPresent(
        found ->
            report(
                path,
                found,
                key.equals("device") ? "cpu, cuda, cuda:1 and the like" : "a value of " + key,
                ""));
    return wrong.isEmpty();
  }

  private static String selectorsAndAxes() {
    return String.join(", ", MatrixKey.SELECTORS) + ", " + AXIS_KEYS;
  }

  private static String instead(String key, List<String> more) {
    if (key.equals("options") || key.equals(MatrixKey.OPTION_PREFIX)) {
      return "name the option in the key, as in options.beam_size";
    }
    List<String> known = new ArrayList<>(MatrixKey.FIELDS);
    known.addAll(List.of("include", "exclude"));
    known.addAll(more);
    return Suggestion.nearest(key, known)
        .map(word -> "did you mean " + word + "?")
        .orElse("an option of the backend is written options." + key);
  }

  private void unknownKey(List<Object> path, String found, String allowed, String remedy) {
    problems.add(PlanProblem.atKey(path, found, allowed, remedy));
  }

  private void report(List<Object> path, String found, String allowed, String remedy) {
    problems.add(PlanProblem.atValue(path, found, allowed, remedy));
  }
}
