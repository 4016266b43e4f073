package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.store.ArtifactInventory;
import io.humhelix.bench.store.ArtifactInventory.Entry;
import io.humhelix.bench.store.NamedArtifact;
import io.humhelix.bench.store.NamedArtifact.State;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the files beside results files. */
@Command(
    name = "artifacts",
    description =
        "Lists the files beside results files: lists and texts too long for a record, and what worker"
            + " processes left.",
    footer = {"humhelix-bench artifacts results", "humhelix-bench artifacts results --verify"})
final class ArtifactsCommand implements Callable<Integer> {

  private static final String NOT_NAMED = "not named";

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Results files, and folders of them.")
  private List<Path> results;

  @Option(
      names = "--verify",
      description = "Read each file and compare its SHA-256 with that in the record.")
  private boolean verify;

  @Option(
      names = "--prune",
      description =
          "Delete the files that no record names: a writer was killed before it wrote the record, or"
              + " the results file is gone.")
  private boolean prune;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ArtifactsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<Path> deleted = prune ? ArtifactInventory.prune(results) : List.of();
    List<Entry> entries =
        prune && deleted.isEmpty() || !prune || verify || json
            ? ArtifactInventory.list(results, verify)
            : List.of();
    if (json) {
      context.out().println(JsonText.text(json(entries, deleted)));
    } else if (prune) {
      deleted.forEach(file -> context.out().println("deleted " + file));
      context
          .out()
          .println(
              deleted.isEmpty()
                  ? "Nothing to delete: a record names every file."
                  : "Deleted "
                      + NumberText.count(deleted.size(), "file")
                      + " that no record named.");
    } else {
      print(entries);
    }
    boolean bad = entries.stream().anyMatch(entry -> entry.state() != State.INTACT);
    return verify && bad ? ExitCode.NOT_ALL_OK : ExitCode.OK;
  }

  private void print(List<Entry> entries) {
    wrap(summary(entries));
    Map<String, ConsoleTable> folders = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String place = place(entry);
      int slash = place.lastIndexOf('/');
      folders
          .computeIfAbsent(place.substring(0, slash + 1), folder -> table())
          .row(
              List.of(
                  Long.toString(entry.bytes()),
                  state(entry),
                  entry.named().map(one -> lastPart(one.recordId())).orElse(NumberText.NONE),
                  place.substring(slash + 1)));
    }
    folders.forEach(
        (folder, table) -> {
          context.out().println();
          context.out().println(DisplayText.oneLine(folder));
          context.out().print(table);
        });
  }

  private ConsoleTable table() {
    return new ConsoleTable(context.symbols())
        .column("bytes", ConsoleTable.Align.RIGHT)
        .column("state", ConsoleTable.Align.LEFT)
        .column("record", ConsoleTable.Align.RIGHT)
        .column("file", ConsoleTable.Align.LEFT);
  }

  private String summary(List<Entry> entries) {
    List<Entry> unnamed = entries.stream().filter(entry -> entry.named().isEmpty()).toList();
    long bad = entries.stream().filter(entry -> entry.state() != State.INTACT).count();
    return (entries.isEmpty()
            ? "No artifacts."
            : NumberText.count(entries.size(), "artifact") + ", " + bytes(entries) + ".")
        + (bad == 0
            ? ""
            : " "
                + bad
                + (bad == 1 ? " is" : " are")
                + " missing or changed: copy the .artifacts folder again.")
        + (unnamed.isEmpty()
            ? ""
            : " No record names "
                + unnamed.size()
                + " of them, "
                + bytes(unnamed)
                + ": --prune deletes them.");
  }

  private static String bytes(List<Entry> entries) {
    return NumberText.count(entries.stream().mapToLong(Entry::bytes).sum(), "byte");
  }

  private String state(Entry entry) {
    if (entry.named().isEmpty()) {
      return NOT_NAMED;
    }
    return entry.state() == State.INTACT && !verify ? "there" : JsonText.word(entry.state());
  }

  /** A record's number in its run; the file names the run. */
  private static String lastPart(String recordId) {
    return recordId.substring(recordId.lastIndexOf('-') + 1);
  }

  private static String place(Entry entry) {
    return entry
        .named()
        .map(NamedArtifact::place)
        .orElseGet(
            () ->
                entry
                    .file()
                    .map(file -> file.getName(file.getNameCount() - 2) + "/" + file.getFileName())
                    .orElse(""));
  }

  private ObjectNode json(List<Entry> entries, List<Path> deleted) {
    ObjectNode node = JsonText.document();
    ArrayNode list = node.putArray("artifacts");
    for (Entry entry : entries) {
      ObjectNode one = entry.named().map(StoreJson::artifact).orElseGet(JsonText::object);
      entry.resultsFile().ifPresent(file -> one.put("results", file.toString()));
      one.put("file", entry.file().map(Path::toString).orElse(place(entry)));
      one.put("bytes", entry.bytes());
      one.put("state", entry.named().isEmpty() ? "not_named" : JsonText.word(entry.state()));
      list.add(one);
    }
    node.put("verified", verify);
    deleted.forEach(file -> node.withArray("deleted").add(file.toString()));
    return node;
  }

  private void wrap(String text) {
    context.wrap(DisplayText.oneLine(text), "").forEach(context.out()::println);
  }
}
