package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Remeasured;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Expands a definition into its run configs.
 *
 * <p>Systems come in the definition's order; of each, the matrix' combinations with the last axis
 * changing fastest; of each of those, the workloads that the system is restricted to, or all.
 * {@code exclude} takes away from the axes' combinations, then {@code include} adds, so an included
 * system is never excluded.
 *
 * <p>A varied system is called after its origin and the values of the axes that have several:
 * {@code whisper q8_0 beam_size=5}. Where the origin's name was derived from model and compute
 * type, so is the varied one's.
 */
public final class RunConfigs {

  /** The most run configs that a definition may expand to, before {@code exclude}. */
  public static final int LIMIT = 10_000;

  private RunConfigs() {}

  /**
   * Expands a definition.
   *
   * @param definition what is to be measured
   * @return at least one run config, ids and (system, workload) names unique
   * @throws IllegalArgumentException if the matrix cannot be applied; the message has every reason,
   *     one per line
   */
  public static List<RunConfig> expand(BenchmarkDefinition definition) {
    List<PlanProblem> problems = new ArrayList<>();
    List<RunConfig> configs = expand(definition, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().map(PlanProblem::toString).collect(Collectors.joining("\n")));
    }
    return configs;
  }

  /**
   * Checks whether a definition can be expanded.
   *
   * @param definition what is to be measured
   * @return every reason why not; empty if it can
   */
  public static List<PlanProblem> check(BenchmarkDefinition definition) {
    List<PlanProblem> problems = new ArrayList<>();
    expand(definition, problems);
    return problems;
  }

  private static List<RunConfig> expand(
      BenchmarkDefinition definition, List<PlanProblem> problems) {
    problems.addAll(
        MatrixChecks.problems(
            definition.matrix(),
            definition.suts().stream().map(SutSpec::name).toList(),
            definition.workloads().stream().map(Workload::name).toList()));
    names(definition, problems);
    if (problems.isEmpty()) {
      size(definition, problems);
    }
    if (!problems.isEmpty()) {
      return List.of();
    }
    List<Expansion.Pair> pairs = new Expansion(definition, problems).pairs();
    if (pairs.isEmpty() && problems.isEmpty()) {
      problems.add(
          PlanProblem.atValue(
              List.of("matrix", "exclude"),
              "the entries exclude every run config",
              "at least one left",
              "remove an entry"));
    }
    return withIds(pairs, RunConfigId.scenario(definition.scenario()));
  }

  /** Results know a system by its name without secrets. */
  private static void names(BenchmarkDefinition definition, List<PlanProblem> problems) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < definition.suts().size(); i++) {
      String name = Redaction.text(definition.suts().get(i).name());
      Integer first = places.putIfAbsent(name, i);
      if (first != null) {
        problems.add(
            PlanProblem.atValue(
                List.of("suts", i, "name"),
                "'" + name + "' differs from the name of suts[" + first + "] in a secret alone",
                "names that differ without secrets, which results do not hold",
                "give it a name without the secret"));
      }
    }
  }

  private static void size(BenchmarkDefinition definition, List<PlanProblem> problems) {
    double combinations = 1;
    for (List<Object> values : definition.matrix().axes().values()) {
      combinations *= values.size();
    }
    double size = 0;
    for (SutSpec sut : definition.suts()) {
      int own = sut.workloads().isEmpty() ? definition.workloads().size() : sut.workloads().size();
      size += (combinations + definition.matrix().include().size()) * own;
    }
    if (size > LIMIT) {
      problems.add(tooMany(definition));
    }
  }

  private static PlanProblem tooMany(BenchmarkDefinition definition) {
    StringBuilder product = new StringBuilder();
    product.append(count(definition.suts().size(), "system"));
    definition
        .matrix()
        .axes()
        .forEach(
            (key, values) -> product.append(" × ").append(values.size()).append(' ').append(key));
    product.append(" × ").append(count(definition.workloads().size(), "workload"));
    return PlanProblem.atValue(
        List.of("matrix"),
        product + " make more than " + LIMIT + " run configs",
        "at most " + LIMIT,
        "shorten an axis, or split the definition");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /**
   * Makes the run config of a system of a baseline that is measured again.
   *
   * @param sut the system, under a name that no other one of the run has
   * @param workload its input
   * @param scenario of the run
   * @param of what it is in the baseline
   * @return with an id that is the same in every run that measures it again
   */
  public static RunConfig remeasured(
      SutSpec sut, Workload workload, Scenario scenario, Remeasured of) {
    String id =
        RunConfigId.ofRemeasured(
            RunConfigId.sut(sut),
            RunConfigId.workload(workload),
            RunConfigId.scenario(scenario),
            of.runConfigId());
    return new RunConfig(id, sut.withWorkloads(List.of()), workload, Optional.of(of));
  }

  private static List<RunConfig> withIds(List<Expansion.Pair> pairs, String scenario) {
    Map<Workload, String> workloads = new IdentityHashMap<>();
    Map<String, Integer> places = new HashMap<>();
    List<RunConfig> configs = new ArrayList<>(pairs.size());
    for (Expansion.Pair pair : pairs) {
      String sut = RunConfigId.sut(pair.sut());
      String workload = workloads.computeIfAbsent(pair.workload(), RunConfigId::workload);
      int place = places.merge(sut + workload, 1, Integer::sum);
      String id = RunConfigId.of(sut, workload, scenario, place);
      configs.add(new RunConfig(id, pair.sut(), pair.workload()));
    }
    return configs;
  }
}
