package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Systems under test times axes times workloads, less what is excluded, plus what is included. */
final class Expansion {

  /** A system on a workload, before it has an id. */
  record Pair(SutSpec sut, Workload workload) {}

  /** What tells one variant of an origin from another on a workload. */
  private record Content(String origin, String sut, String workload) {}

  /** A varied system with the one that it was made from. */
  private record Variant(SutSpec origin, SutSpec sut) {}

  private final BenchmarkDefinition definition;
  private final Matrix matrix;
  private final List<PlanProblem> problems;
  private final Map<String, Workload> workloads = new LinkedHashMap<>();
  private final Set<Content> planned = new HashSet<>();

  Expansion(BenchmarkDefinition definition, List<PlanProblem> problems) {
    this.definition = definition;
    this.matrix = definition.matrix();
    this.problems = problems;
    definition.workloads().forEach(workload -> workloads.put(workload.name(), workload));
  }

  List<Pair> pairs() {
    List<Variant> variants = new ArrayList<>();
    for (SutSpec sut : definition.suts()) {
      for (SutSpec varied : vary(sut)) {
        add(new Variant(sut, varied), variants);
      }
    }
    int product = variants.size();
    for (int i = 0; i < matrix.include().size(); i++) {
      include(i, matrix.include().get(i), variants);
    }
    List<SutSpec> named = SutNames.numbered(variants.stream().map(Variant::sut).toList(), Set.of());
    List<Pair> pairs = new ArrayList<>();
    boolean[] excludes = new boolean[matrix.exclude().size()];
    for (int i = 0; i < named.size(); i++) {
      for (Workload workload : workloadsOf(named.get(i))) {
        Variant variant = new Variant(variants.get(i).origin(), named.get(i));
        if (i >= product || !excluded(variant, workload, excludes)) {
          pairs.add(new Pair(named.get(i), workload));
        }
      }
    }
    reportIdle(excludes);
    return pairs;
  }

  private List<Workload> workloadsOf(SutSpec sut) {
    return sut.workloads().isEmpty()
        ? definition.workloads()
        : sut.workloads().stream().map(workloads::get).toList();
  }

  private List<SutSpec> vary(SutSpec sut) {
    List<Map<String, Object>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<Object>> axis : matrix.axes().entrySet()) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> combination : combinations) {
        for (Object value : axis.getValue()) {
          Map<String, Object> more = new LinkedHashMap<>(combination);
          more.put(axis.getKey(), value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    return combinations.stream()
        .map(combination -> varied(sut, combination, this::hasSeveral))
        .toList();
  }

  private boolean hasSeveral(String key) {
    return matrix.axes().get(key).size() > 1;
  }

  /** Applies values, and names the result after its origin and those that tell it apart. */
  private static SutSpec varied(
      SutSpec sut, Map<String, Object> values, Predicate<String> tellsApart) {
    SutSpec varied = sut;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      varied = MatrixKey.apply(varied, value.getKey(), value.getValue());
    }
    boolean derived = sut.name().equals(SutNames.derived(sut));
    StringBuilder name = new StringBuilder(derived ? SutNames.derived(varied) : sut.name());
    for (Map.Entry<String, Object> value : values.entrySet()) {
      String key = value.getKey();
      boolean inName = derived && (key.equals("model") || key.equals("compute_type"));
      if (!inName && tellsApart.test(key)) {
        name.append(' ').append(shown(key, value.getValue()));
      }
    }
    return varied.withName(name.toString());
  }

  private static String shown(String key, Object value) {
    return switch (key) {
      case "model" -> SutNames.leaf((String) value);
      case "backend", "compute_type", "device" -> (String) value;
      default -> {
        String option = MatrixKey.optionName(key);
        yield option + "=" + Redaction.value(option, value);
      }
    };
  }

  private void include(int index, Map<String, Object> entry, List<Variant> variants) {
    Map<String, Object> values = new LinkedHashMap<>(entry);
    Object wanted = values.remove("sut");
    Object workload = values.remove("workload");
    for (SutSpec sut : definition.suts()) {
      if (wanted != null && !wanted.equals(sut.name())) {
        continue;
      }
      SutSpec added = varied(sut, values, key -> !MatrixKey.agrees(sut, key, values.get(key)));
      if (workload != null) {
        added = added.withWorkloads(List.of((String) workload));
      }
      if (!add(new Variant(sut, added), variants)) {
        problems.add(
            PlanProblem.atValue(
                List.of("matrix", "include", index),
                "it adds '" + added.name() + "', which is already in the plan",
                "combinations that the axes do not produce",
                "remove it, or change a value"));
      }
    }
  }

  /** Adds a variant; false if its origin has the same one already on all of its workloads. */
  private boolean add(Variant variant, List<Variant> variants) {
    variants.add(variant);
    String content = RunConfigId.withSecrets(variant.sut());
    boolean isNew = false;
    for (Workload workload : workloadsOf(variant.sut())) {
      isNew |= planned.add(new Content(variant.origin().name(), content, workload.name()));
    }
    return isNew;
  }

  private boolean excluded(Variant variant, Workload workload, boolean[] matched) {
    boolean excluded = false;
    for (int i = 0; i < matched.length; i++) {
      boolean agrees =
          matrix.exclude().get(i).entrySet().stream()
              .allMatch(
                  value ->
                      switch (value.getKey()) {
                        case "sut" -> variant.origin().name().equals(value.getValue());
                        case "workload" -> workload.name().equals(value.getValue());
                        default ->
                            MatrixKey.agrees(variant.sut(), value.getKey(), value.getValue());
                      });
      matched[i] |= agrees;
      excluded |= agrees;
    }
    return excluded;
  }

  private void reportIdle(boolean[] matched) {
    for (int i = 0; i < matched.length; i++) {
      if (!matched[i]) {
        problems.add(
            PlanProblem.atValue(
                List.of("matrix", "exclude", i),
                matrix.exclude().get(i) + " excludes nothing",
                "keys and values that at least one combination has",
                "remove it, or correct a value"));
      }
    }
  }
}
