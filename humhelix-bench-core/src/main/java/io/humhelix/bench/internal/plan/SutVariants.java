package io.humhelix.bench.internal.plan;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Multiplies the systems of a definition by its matrix. */
final class SutVariants {

  private SutVariants() {}

  static List<SutVariant> of(BenchmarkDefinition definition, int most) {
    Map<String, List<Object>> axes = definition.matrix().axes();
    double product =
        definition.suts().size()
            * axes.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
    if (product > most) {
      throw new IllegalArgumentException(
          "matrix: its axes make "
              + Math.round(product)
              + " systems; allowed are "
              + most
              + ". Shorten an axis.");
    }
    List<SutVariant> variants = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SutSpec sut : definition.suts()) {
      for (SutSpec varied : combinations(sut, axes)) {
        variants.add(variant(sut, varied, Optional.empty(), names));
      }
    }
    for (Map<String, Object> entry : definition.matrix().include()) {
      for (SutSpec sut : definition.suts()) {
        Object only = entry.get(MatrixKeys.SUT);
        if (only == null || only.toString().equals(sut.name())) {
          Optional<String> workload =
              Optional.ofNullable(entry.get(MatrixKeys.WORKLOAD)).map(Object::toString);
          variants.add(variant(sut, varied(sut, entry), workload, names));
        }
      }
    }
    return variants;
  }

  private static SutVariant variant(
      SutSpec sut, SutSpec varied, Optional<String> workload, Set<String> names) {
    String name = varied.name();
    for (int i = 2; !names.add(name); i++) {
      name = varied.name() + " #" + i;
    }
    return new SutVariant(sut.name(), varied.withName(name), workload);
  }

  private static List<SutSpec> combinations(SutSpec sut, Map<String, List<Object>> axes) {
    List<SutSpec> all = List.of(sut);
    for (Map.Entry<String, List<Object>> axis : axes.entrySet()) {
      List<SutSpec> next = new ArrayList<>();
      for (SutSpec partial : all) {
        for (Object value : axis.getValue()) {
          SutSpec varied = MatrixKeys.apply(partial, axis.getKey(), value);
          // An axis of one value sets it without telling systems apart.
          next.add(
              axis.getValue().size() == 1
                  ? varied
                  : varied.withName(partial.name() + " " + MatrixKeys.shown(axis.getKey(), value)));
        }
      }
      all = next;
    }
    return all;
  }

  private static SutSpec varied(SutSpec sut, Map<String, Object> entry) {
    SutSpec varied = sut;
    StringBuilder name = new StringBuilder(sut.name());
    for (Map.Entry<String, Object> e : entry.entrySet()) {
      varied = MatrixKeys.apply(varied, e.getKey(), e.getValue());
      if (!e.getKey().equals(MatrixKeys.SUT) && !e.getKey().equals(MatrixKeys.WORKLOAD)) {
        name.append(' ').append(MatrixKeys.shown(e.getKey(), e.getValue()));
      }
    }
    return varied.withName(name.toString());
  }
}
