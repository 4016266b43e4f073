package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of a matrix: what they vary, and what is wrong with them. */
public final class MatrixKeys {

  /** Prefix of keys that vary an option. */
  static final String OPTION = "options.";

  /** The system that an entry of include or exclude is about. */
  static final String SUT = "sut";

  /** The workload that an entry of include or exclude is about. */
  static final String WORKLOAD = "workload";

  private static final List<String> AXES = List.of("backend", "model", "compute_type", "device");

  private MatrixKeys() {}

  /** Returns every problem of a definition's matrix, each starting with the key. */
  public static List<String> problems(BenchmarkDefinition definition) {
    List<String> problems = new ArrayList<>();
    definition
        .matrix()
        .axes()
        .forEach(
            (key, values) -> {
              checkKey("matrix." + key, key, AXES, problems);
              values.forEach(value -> checkValue("matrix." + key, key, value, problems));
            });
    List<String> entryKeys = new ArrayList<>(AXES);
    entryKeys.add(SUT);
    entryKeys.add(WORKLOAD);
    checkEntries(definition, "include", definition.matrix().include(), entryKeys, problems);
    checkEntries(definition, "exclude", definition.matrix().exclude(), entryKeys, problems);
    return problems;
  }

  private static void checkEntries(
      BenchmarkDefinition definition,
      String list,
      List<Map<String, Object>> entries,
      List<String> keys,
      List<String> problems) {
    for (int i = 0; i < entries.size(); i++) {
      String where = "matrix." + list + "[" + i + "]";
      if (entries.get(i).isEmpty()) {
        problems.add(where + ": has no keys; name what it is about.");
      }
      entries
          .get(i)
          .forEach(
              (key, value) -> {
                checkKey(where + "." + key, key, keys, problems);
                checkValue(where + "." + key, key, value, problems);
                checkName(
                    where,
                    SUT,
                    key,
                    value,
                    definition.suts().stream().map(SutSpec::name).toList(),
                    problems);
                checkName(
                    where,
                    WORKLOAD,
                    key,
                    value,
                    definition.workloads().stream().map(Workload::name).toList(),
                    problems);
              });
    }
  }

  private static void checkKey(
      String where, String key, List<String> allowed, List<String> problems) {
    if (allowed.contains(key) || key.startsWith(OPTION) && key.length() > OPTION.length()) {
      return;
    }
    problems.add(
        where
            + ": unknown key; allowed: "
            + String.join(", ", allowed)
            + ", options.NAME."
            + Suggestion.nearest(key, allowed).map(s -> " Did you mean " + s + "?").orElse(""));
  }

  private static void checkName(
      String where,
      String kind,
      String key,
      Object value,
      List<String> known,
      List<String> problems) {
    if (key.equals(kind) && !known.contains(value.toString())) {
      problems.add(
          where
              + "."
              + kind
              + ": there is no "
              + kind
              + " '"
              + value
              + "'; there are "
              + String.join(", ", known)
              + "."
              + Suggestion.nearest(value.toString(), known)
                  .map(s -> " Did you mean " + s + "?")
                  .orElse(""));
    }
  }

  private static void checkValue(String where, String key, Object value, List<String> problems) {
    try {
      if (key.startsWith(OPTION)) {
        Options.empty().with(key, value);
      } else if (key.equals("device")) {
        Device.parse(value.toString());
      } else if (value instanceof List || value instanceof Map || value.toString().isBlank()) {
        problems.add(where + ": '" + value + "' is not a word.");
      }
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage() + ".");
    }
  }

  /** Applies a value to a system. */
  static SutSpec apply(SutSpec sut, String key, Object value) {
    return switch (key) {
      case "backend" -> sut.withBackend(value.toString());
      case "model" -> sut.withModel(value.toString());
      case "compute_type" -> sut.withComputeType(value.toString());
      case "device" -> sut.withDevice(value.toString());
      case SUT, WORKLOAD -> sut;
      default -> sut.withOption(key.substring(OPTION.length()), value);
    };
  }

  /** Returns whether a system has a value, whatever it was called by. */
  static boolean has(SutSpec sut, String key, Object value) {
    return apply(sut, key, value).equals(sut) || sameComputeType(sut, key, value);
  }

  private static boolean sameComputeType(SutSpec sut, String key, Object value) {
    return key.equals("compute_type")
        && apply(sut, key, value).computeType().canonical().equals(sut.computeType().canonical());
  }

  /** Returns how a varied value is shown in a system's name. */
  static String shown(String key, Object value) {
    return key.startsWith(OPTION) ? key.substring(OPTION.length()) + "=" + value : value.toString();
  }
}
