package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.MatrixChecks;
import io.humhelix.bench.internal.plan.PlanProblem;
import io.humhelix.bench.model.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A matrix with some keys fixed by overrides, and the earlier places of its entries.
 *
 * @param matrix the matrix that is left
 * @param includes place of each include entry in the file
 * @param excludes place of each exclude entry in the file
 */
record OverriddenMatrix(Matrix matrix, List<Integer> includes, List<Integer> excludes) {

  private static final Set<String> SELECTORS = Set.of("sut", "workload");

  /**
   * Fixes keys.
   *
   * @param matrix the matrix as written, without problems
   * @param fixed values by key
   */
  static OverriddenMatrix of(Matrix matrix, Map<String, Object> fixed) {
    Map<String, List<Object>> axes = new LinkedHashMap<>(matrix.axes());
    axes.keySet().removeAll(fixed.keySet());
    List<Map<String, Object>> include = new ArrayList<>();
    List<Integer> includes = new ArrayList<>();
    for (int i = 0; i < matrix.include().size(); i++) {
      Map<String, Object> entry = new LinkedHashMap<>(matrix.include().get(i));
      boolean touched = entry.keySet().removeAll(fixed.keySet());
      if (!touched || !SELECTORS.containsAll(entry.keySet())) {
        include.add(entry);
        includes.add(i);
      }
    }
    List<Map<String, Object>> exclude = new ArrayList<>();
    List<Integer> excludes = new ArrayList<>();
    for (int i = 0; i < matrix.exclude().size(); i++) {
      Map<String, Object> entry = matrix.exclude().get(i);
      if (entry.entrySet().stream().allMatch(value -> allows(fixed, value))) {
        exclude.add(entry);
        excludes.add(i);
      }
    }
    return new OverriddenMatrix(new Matrix(axes, include, exclude), includes, excludes);
  }

  private static boolean allows(Map<String, Object> fixed, Map.Entry<String, Object> value) {
    Object wanted = fixed.get(value.getKey());
    return wanted == null || MatrixChecks.same(value.getKey(), wanted, value.getValue());
  }

  /** Returns a problem with the place that it has in the file. */
  PlanProblem inFile(PlanProblem problem) {
    List<Object> path = new ArrayList<>(problem.path());
    if (path.size() > 2 && path.get(2) instanceof Integer index) {
      if (path.get(1).equals("include")) {
        path.set(2, includes.get(index));
      } else if (path.get(1).equals("exclude")) {
        path.set(2, excludes.get(index));
      }
    }
    return problem.withPath(path);
  }
}
