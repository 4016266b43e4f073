package io.humhelix.bench.cli;

import io.humhelix.bench.compare.StoredBaseline;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.FittedTable;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Baselines as text for people. */
final class BaselineText {

  /** Times of runs, without the zone. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Columns of the list. */
  static final List<String> COLUMNS =
      List.of("name", "measured", "host", "run_configs", "forks", "valid_trials", "size");

  private final CommandContext context;
  private final TableView view;

  BaselineText(CommandContext context, TableView view) {
    this.context = context;
    this.view = view;
  }

  /** A row for each. */
  String table(List<StoredBaseline> all) {
    FittedTable table = new FittedTable(context.symbols());
    column(table, all, "name", Align.LEFT, FittedTable.KEY, StoredBaseline::name);
    column(table, all, "measured\n(UTC)", Align.LEFT, 1, one -> TIME.format(one.run().startedAt()));
    column(table, all, "host", Align.LEFT, FittedTable.OPTIONAL, BaselineText::host);
    column(
        table,
        all,
        "run\nconfigs",
        Align.RIGHT,
        2,
        one -> String.valueOf(one.note().runConfigs().size()));
    column(table, all, "forks", Align.RIGHT, 3, one -> String.valueOf(forks(one)));
    column(
        table,
        all,
        "valid\ntrials",
        Align.RIGHT,
        FittedTable.OPTIONAL + 1,
        one -> String.valueOf(one.note().validTrials()));
    column(table, all, "size", Align.RIGHT, FittedTable.OPTIONAL + 2, BaselineText::size);
    return table.text(view);
  }

  private static void column(
      FittedTable table,
      List<StoredBaseline> all,
      String title,
      Align align,
      int rank,
      Function<StoredBaseline, String> cell) {
    table.column(
        title.replace("\n(UTC)", "").replace('\n', '_'),
        title,
        align,
        rank,
        all.stream().map(cell).toList());
  }

  /** Where it is from, its levels, and what it has not. */
  String whole(StoredBaseline one) {
    List<String> lines = new ArrayList<>();
    add(lines, "baseline '" + one.name() + "': " + run(one));
    add(lines, "  in " + one.folder() + ", " + size(one));
    add(lines, "  set " + TIME.format(one.note().setAt()) + " UTC");
    add(lines, "  host " + machine(one));
    add(lines, "  humhelix-bench " + one.run().provenance().harnessVersion());
    one.run().candidates().stream()
        .flatMap(config -> config.effective().stream())
        .map(sut -> sut.engine() + " " + sut.engineVersion())
        .distinct()
        .forEach(engine -> add(lines, "  engine " + engine));
    lines.add("");
    // What was measured again is no part of a baseline.
    new RunReport(one.run().withRunConfigs(one.run().candidates()), context.symbols(), view)
        .table()
        .lines()
        .forEach(lines::add);
    lines.add("");
    int own = one.run().remeasured().size();
    if (own > 0) {
      add(
          lines,
          NumberText.count(own, "system")
              + (own == 1
                  ? " of its own baseline is no part of it."
                  : " of its own baseline are no part of it."));
    }
    if (!one.note().leftOut().isEmpty()) {
      add(lines, "Left out of the run's records: " + String.join(", ", one.note().leftOut()) + ".");
    }
    return String.join("\n", lines) + "\n";
  }

  private void add(List<String> lines, String line) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    lines.addAll(
        DisplayText.wrap(
            indent + DisplayText.oneLine(line),
            indent + "  ",
            Terminal.columns(context.environment())));
  }

  private static String host(StoredBaseline one) {
    return one.run().provenance().host().getOrDefault("name", NumberText.NONE);
  }

  private static String machine(StoredBaseline one) {
    Map<String, String> host = one.run().provenance().host();
    List<String> facts =
        Stream.of("os", "cpu", "processors")
            .filter(host::containsKey)
            .map(key -> key.equals("processors") ? host.get(key) + " processors" : host.get(key))
            .toList();
    return host(one) + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")");
  }

  /** The run of a baseline, in a line. */
  static String run(StoredBaseline one) {
    return "run "
        + one.run().runId().substring(0, 8)
        + " of "
        + TIME.format(one.run().startedAt())
        + " UTC, "
        + NumberText.count(one.note().runConfigs().size(), "run config")
        + ", "
        + NumberText.count(one.note().validTrials(), "valid trial");
  }

  /** The fewest of a run config. */
  static long forks(StoredBaseline one) {
    return one.run().candidates().stream()
        .map(RunConfigResult::validTrials)
        .mapToLong(trials -> trials.stream().map(TrialResult::fork).distinct().count())
        .min()
        .orElse(0);
  }

  static String size(StoredBaseline one) {
    return String.format(Locale.ROOT, "%.0f KiB", Math.ceil(one.bytes() / 1024.0));
  }
}
