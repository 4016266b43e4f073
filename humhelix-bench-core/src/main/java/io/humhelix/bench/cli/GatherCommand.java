package io.humhelix.bench.cli;

import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.GatheredFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings results of many places together. */
@Command(
    name = "gather",
    description =
        "Brings results of many files and hosts together in one folder: each record once, a file for"
            + " each run. Order does not matter, and gathering again changes nothing.",
    footer = "humhelix-bench gather all-results results-laptop results-gpu1")
final class GatherCommand implements Callable<Integer> {

  private static final int MOST_LINES = 20;

  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "INTO",
      description = "Folder to gather into; created when missing. What it has stays.")
  private Path into;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "RESULTS",
      description =
          "Results files, and folders of them; hum-helix's own too. They stay as they are.")
  private List<Path> results;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  GatherCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    GatheredFolder.Outcome outcome;
    try (FileProgress progress = new FileProgress(context, "read")) {
      outcome = GatheredFolder.gather(into, results, progress);
    }
    if (json) {
      context.out().println(JsonText.text(StoreJson.gathered(outcome)));
    } else {
      print(outcome);
    }
    // A torn end is a record that is still being written, or never was.
    return outcome.damages().stream().allMatch(d -> d.kind() == Damage.Kind.TORN_TAIL)
            && outcome.missing().isEmpty()
        ? ExitCode.OK
        : ExitCode.NOT_ALL_OK;
  }

  private void print(GatheredFolder.Outcome outcome) {
    PrintWriter out = context.out();
    long records = outcome.files().stream().mapToLong(GatheredFolder.GatheredFile::records).sum();
    wrap(
        (outcome.added() == 0 ? "Nothing new" : NumberText.count(outcome.added(), "new record"))
            + " in "
            + into
            + ", which has "
            + NumberText.count(records, "record")
            + " in "
            + NumberText.count(outcome.files().size(), "file")
            + ".",
        "");
    ConsoleTable table =
        new ConsoleTable(context.symbols())
            .column("file", ConsoleTable.Align.LEFT)
            .column("records", ConsoleTable.Align.RIGHT)
            .column("new", ConsoleTable.Align.RIGHT);
    outcome.files().stream()
        .filter(one -> one.added() > 0)
        .forEach(
            one ->
                table.row(
                    List.of(
                        into.relativize(one.file()).toString(),
                        Long.toString(one.records()),
                        Long.toString(one.added()))));
    if (outcome.added() > 0) {
      out.println();
      out.print(table);
    }
    list("Not readable, or in doubt:", outcome.damages().stream().map(Damage::text).toList());
    list(
        "Artifacts that records name and nobody has; the records are read without them, or not at"
            + " all:",
        outcome.missing().stream().map(one -> one.place() + " of " + one.recordId()).toList());
    list(
        "Damaged files were replaced. A copy of each was kept:",
        outcome.kept().stream().map(Path::toString).toList());
    list(
        "Removed, since other files have all of their records:",
        outcome.removed().stream().map(Path::toString).toList());
  }

  private void list(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    context.out().println();
    wrap(title, "");
    lines.stream().limit(MOST_LINES).forEach(line -> wrap("  " + line, "    "));
    if (lines.size() > MOST_LINES) {
      wrap("  and " + (lines.size() - MOST_LINES) + " more; --json lists them all", "    ");
    }
  }

  private void wrap(String text, String indent) {
    context.wrap(DisplayText.oneLine(text), indent).forEach(context.out()::println);
  }
}
