package io.humhelix.bench.report;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.result.RunConfigResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the run configs of a run did not decode alike, which their speed and error rate depend on.
 * What all of them tell and do alike is one line; what differs, or what one of them does not tell,
 * is a column. A system whose run configs differ, as their workloads have tasks of their own, has a
 * row for each set of values, with the workloads that it is of.
 */
final class DecodingDifferences {

  private static final String NOT_TOLD = "?";

  private static final String CPU = Device.CPU.kind();

  /** A GPU's setting where the processor works. */
  private static final String NOT_THERE = "-";

  /** A label longer than this stands below the table, with a number in its place. */
  private static final int LONGEST_LABEL = 32;

  /**
   * A row.
   *
   * @param system name of the system
   * @param values what its run configs tell, in the order of the options
   * @param workloads names of the workloads of these run configs
   */
  private record Row(String system, List<String> values, List<String> workloads) {}

  private final List<Row> rows;

  private DecodingDifferences(List<Row> rows) {
    this.rows = rows;
  }

  /** Takes every run config that came to life. */
  static DecodingDifferences of(List<RunConfigResult> configs) {
    Map<String, Map<List<String>, List<String>>> systems = new LinkedHashMap<>();
    for (RunConfigResult config : configs) {
      if (config.effective().isPresent()) {
        systems
            .computeIfAbsent(config.runConfig().sut().name(), name -> new LinkedHashMap<>())
            .computeIfAbsent(values(config), values -> new ArrayList<>())
            .add(config.runConfig().workload().name());
      }
    }
    List<Row> rows = new ArrayList<>();
    systems.forEach(
        (system, sets) ->
            sets.forEach((values, workloads) -> rows.add(new Row(system, values, workloads))));
    return new DecodingDifferences(rows);
  }

  private static List<String> values(RunConfigResult config) {
    return Arrays.stream(DecodingOption.values())
        .map(
            option ->
                config
                    .effective()
                    .flatMap(effective -> effective.options().get(option.key()))
                    .map(DecodingDifferences::text)
                    .orElse(option.ofGpus() && onProcessor(config) ? NOT_THERE : NOT_TOLD))
        .toList();
  }

  private static boolean onProcessor(RunConfigResult config) {
    return config.effective().filter(effective -> effective.device().equals(CPU)).isPresent();
  }

  private static String text(Object value) {
    return value instanceof Boolean flag ? (flag ? "on" : "off") : value.toString();
  }

  /** Returns lines of text; none where there is nothing to compare, or no difference. */
  List<String> lines(Symbols symbols, TableView view) {
    Map<Boolean, List<DecodingOption>> byDiffering =
        Arrays.stream(DecodingOption.values())
            .filter(option -> rows.stream().anyMatch(row -> tells(row, option)))
            .collect(Collectors.partitioningBy(this::differs));
    List<DecodingOption> differing = byDiffering.get(true);
    if (differing.isEmpty()) {
      return List.of();
    }
    List<String> below = new ArrayList<>();
    List<String> labels = labels(below);
    List<String> lines = new ArrayList<>(table(symbols, view, labels, differing));
    lines.addAll(below);
    List<DecodingOption> alike = byDiffering.get(false);
    if (!alike.isEmpty()) {
      lines.addAll(
          DisplayText.wrap(
              "same for all: "
                  + alike.stream()
                      .map(
                          option ->
                              option.title()
                                  + " "
                                  + DisplayText.oneLine(there(option).findFirst().orElseThrow()))
                      .collect(Collectors.joining("; ")),
              "  "));
    }
    if (rows.stream()
        .anyMatch(row -> differing.stream().anyMatch(o -> value(row, o).equals(NOT_TOLD)))) {
      lines.add(NOT_TOLD + ": not reported by the engine");
    }
    return lines;
  }

  /** A label for each row; long ones are numbers, whose meaning goes into {@code below}. */
  private List<String> labels(List<String> below) {
    List<String> labels = new ArrayList<>();
    int number = 0;
    for (Row row : rows) {
      if (rows.stream().filter(other -> other.system().equals(row.system())).count() == 1) {
        labels.add(row.system());
        continue;
      }
      String workloads = String.join(", ", row.workloads());
      String label = row.system() + " / " + workloads;
      if (DisplayText.width(label) > LONGEST_LABEL) {
        String mark = "[" + ++number + "]";
        below.addAll(DisplayText.wrap(DisplayText.oneLine(mark + " " + workloads), "  "));
        label = row.system() + " " + mark;
      }
      labels.add(label);
    }
    return labels;
  }

  /** A row for each label, or a column where that is narrower and the rows are too wide. */
  private List<String> table(
      Symbols symbols, TableView view, List<String> labels, List<DecodingOption> differing) {
    FittedTable byRow = new FittedTable(symbols);
    key(byRow, "system", labels);
    differing.forEach(
        option ->
            key(byRow, option.title(), rows.stream().map(row -> value(row, option)).toList()));
    FittedTable byColumn = new FittedTable(symbols);
    key(byColumn, "setting", differing.stream().map(DecodingOption::title).toList());
    for (int i = 0; i < labels.size(); i++) {
      Row row = rows.get(i);
      key(byColumn, labels.get(i), differing.stream().map(option -> value(row, option)).toList());
    }
    TableView whole = new TableView(view.width(), true, List.of());
    int width = width(byRow.fit(whole).lines());
    boolean turned = width > view.width() && width(byColumn.fit(whole).lines()) < width;
    return (turned ? byColumn : byRow).fit(view).lines();
  }

  private static void key(FittedTable table, String title, List<String> cells) {
    table.column(title, title, Align.LEFT, FittedTable.KEY, cells);
  }

  private static int width(List<String> lines) {
    return lines.stream().mapToInt(DisplayText::width).max().orElse(0);
  }

  private boolean differs(DecodingOption option) {
    return there(option).distinct().count() > 1;
  }

  /** Values of the rows whose device has the setting. */
  private Stream<String> there(DecodingOption option) {
    return rows.stream().map(row -> value(row, option)).filter(text -> !text.equals(NOT_THERE));
  }

  private static boolean tells(Row row, DecodingOption option) {
    String value = value(row, option);
    return !value.equals(NOT_TOLD) && !value.equals(NOT_THERE);
  }

  private static String value(Row row, DecodingOption option) {
    return row.values().get(option.ordinal());
  }
}
