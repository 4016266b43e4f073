package io.humhelix.bench.internal.plan;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The run configs of a definition: systems, varied by the matrix, on their workloads. */
public final class RunConfigs {

  /** More than this is a slip in the matrix, not a benchmark. */
  static final int MOST = 10_000;

  private RunConfigs() {}

  /**
   * Expands a definition.
   *
   * @param definition what was asked for
   * @return in the order of the definition: systems first, then workloads
   * @throws IllegalArgumentException naming every problem of the matrix, one a line
   */
  public static List<RunConfig> expand(BenchmarkDefinition definition) {
    List<String> problems = new ArrayList<>(MatrixKeys.problems(definition));
    failOn(problems);
    List<RunConfig> configs = new ArrayList<>();
    Set<Integer> effectiveExcludes = new LinkedHashSet<>();
    Set<String> ids = new LinkedHashSet<>();
    for (SutVariant variant : SutVariants.of(definition, MOST)) {
      SutSpec sut = variant.spec();
      for (Workload workload : definition.workloads()) {
        if (!sut.workloads().isEmpty() && !sut.workloads().contains(workload.name())
            || !variant.runsOn(workload.name())) {
          continue;
        }
        if (excluded(definition, variant, workload.name(), effectiveExcludes)) {
          continue;
        }
        // Two equal systems under two names are an A/A comparison, not a slip.
        int occurrence = 1;
        String id = RunConfigId.of(sut, workload, occurrence);
        while (!ids.add(id)) {
          id = RunConfigId.of(sut, workload, ++occurrence);
        }
        configs.add(new RunConfig(id, sut, workload));
        if (configs.size() > MOST) {
          throw new IllegalArgumentException(
              "matrix: more than " + MOST + " run configs; shorten an axis.");
        }
      }
    }
    for (int i = 0; i < definition.matrix().exclude().size(); i++) {
      if (!effectiveExcludes.contains(i)) {
        problems.add(
            "matrix.exclude["
                + i
                + "]: "
                + definition.matrix().exclude().get(i)
                + " agrees with no run config; correct it, or take it out.");
      }
    }
    failOn(problems);
    return List.copyOf(configs);
  }

  private static boolean excluded(
      BenchmarkDefinition definition, SutVariant variant, String workload, Set<Integer> effective) {
    boolean excluded = false;
    List<Map<String, Object>> entries = definition.matrix().exclude();
    for (int i = 0; i < entries.size(); i++) {
      if (variant.agreesWith(entries.get(i), workload)) {
        effective.add(i);
        excluded = true;
      }
    }
    return excluded;
  }

  private static void failOn(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }
}
