package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.RunConfigResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the systems of a run did not decode alike, which their speed and error rate depend on. What
 * all of them tell and do alike is one line; what differs, or what one of them does not tell, is a
 * column.
 */
final class DecodingDifferences {

  private static final String NOT_TOLD = "?";

  private final Map<String, EffectiveSut> systems = new LinkedHashMap<>();

  private DecodingDifferences() {}

  /** One row per system, whatever its workloads: those that came to life. */
  static DecodingDifferences of(List<RunConfigResult> configs) {
    DecodingDifferences differences = new DecodingDifferences();
    for (RunConfigResult config : configs) {
      config
          .effective()
          .ifPresent(
              effective ->
                  differences.systems.putIfAbsent(config.runConfig().sut().name(), effective));
    }
    return differences;
  }

  /** Returns lines of text; none where there is nothing to compare, or no difference. */
  List<String> lines(Symbols symbols) {
    Map<Boolean, List<DecodingOption>> byDiffering =
        Arrays.stream(DecodingOption.values())
            .filter(option -> systems.values().stream().anyMatch(s -> tells(s, option)))
            .collect(Collectors.partitioningBy(this::differs));
    List<DecodingOption> differing = byDiffering.get(true);
    if (differing.isEmpty()) {
      return List.of();
    }
    ConsoleTable table = new ConsoleTable(symbols).column("system", Align.LEFT);
    differing.forEach(option -> table.column(option.title(), Align.LEFT));
    systems.forEach(
        (name, effective) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          differing.forEach(option -> cells.add(value(effective, option)));
          table.row(cells);
        });
    List<String> lines = new ArrayList<>(table.toString().lines().toList());
    List<DecodingOption> alike = byDiffering.get(false);
    if (!alike.isEmpty()) {
      EffectiveSut any = systems.values().iterator().next();
      lines.addAll(
          DisplayText.wrap(
              "same for all: "
                  + alike.stream()
                      .map(option -> option.title() + " " + DisplayText.oneLine(value(any, option)))
                      .collect(Collectors.joining("; ")),
              "  "));
    }
    if (systems.values().stream()
        .anyMatch(s -> differing.stream().anyMatch(option -> !tells(s, option)))) {
      lines.add(NOT_TOLD + ": not reported by the engine");
    }
    return lines;
  }

  private boolean differs(DecodingOption option) {
    return systems.values().stream().map(s -> value(s, option)).distinct().count() > 1;
  }

  private static boolean tells(EffectiveSut effective, DecodingOption option) {
    return effective.options().get(option.key()).isPresent();
  }

  private static String value(EffectiveSut effective, DecodingOption option) {
    return effective.options().get(option.key()).map(DecodingDifferences::text).orElse(NOT_TOLD);
  }

  private static String text(Object value) {
    return value instanceof Boolean flag ? (flag ? "on" : "off") : value.toString();
  }
}
