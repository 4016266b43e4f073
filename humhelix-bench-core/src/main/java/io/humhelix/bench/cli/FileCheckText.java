package io.humhelix.bench.cli;

import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.FittedTable;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.FileCheck;
import io.humhelix.bench.store.FileFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code verify} found, for people: the answer, a line for each file, then what is wrong. */
final class FileCheckText {

  /** Of one file; a file of noise has one on every line. */
  private static final int MOST_FINDINGS = 20;

  private final List<FileCheck.Outcome> outcomes;
  private final List<String> unreadable;
  private final Symbols symbols;
  private final TableView view;

  FileCheckText(
      List<FileCheck.Outcome> outcomes, List<String> unreadable, Symbols symbols, TableView view) {
    this.view = view;
    this.outcomes = outcomes;
    this.unreadable = unreadable;
    this.symbols = symbols;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    long records = outcomes.stream().mapToLong(FileCheck.Outcome::records).sum();
    List<FileCheck.Outcome> bad = outcomes.stream().filter(one -> !one.isIntact()).toList();
    long notIntact = bad.size() + (long) unreadable.size();
    long all = outcomes.size() + (long) unreadable.size();
    String readable = NumberText.count(records, "record") + (notIntact == 0 ? "" : " can be read");
    StringBuilder head = new StringBuilder();
    head.append(
            notIntact == 0
                ? good(all)
                : all == 1
                    ? "The file is not intact: "
                    : notIntact
                        + " of "
                        + all
                        + " files "
                        + (notIntact == 1 ? "is" : "are")
                        + " not intact: ")
        .append(readable)
        .append('.');
    DisplayText.wrap(head.toString(), "  ", view.width())
        .forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    if (!outcomes.isEmpty()) {
      text.append(table().text(view));
    }
    for (FileCheck.Outcome one : bad) {
      text.append('\n').append(DisplayText.oneLine(one.file().toString())).append('\n');
      findings(one).forEach(line -> append(text, line));
      remedies(one).forEach(line -> append(text, line));
    }
    if (!unreadable.isEmpty()) {
      text.append('\n');
    }
    unreadable.forEach(message -> text.append(DisplayText.oneLine(message)).append('\n'));
    return text.toString();
  }

  /** A file without checksums can be read; whether it is what was written, nobody knows. */
  private String good(long all) {
    long unknown = outcomes.stream().filter(one -> one.format() == FileFormat.LEGACY_BLOCK).count();
    if (unknown == all) {
      return all == 1
          ? "The file can be read (of hum-helix, without checksums): "
          : "All " + all + " files can be read (of hum-helix, without checksums): ";
    }
    if (unknown == 0) {
      return all == 1 ? "The file is intact: " : "All " + all + " files are intact: ";
    }
    return (all - unknown)
        + " of "
        + all
        + " files are intact, "
        + unknown
        + " can be read (of hum-helix, without checksums): ";
  }

  private static void append(StringBuilder text, String line) {
    DisplayText.wrap("  " + DisplayText.oneLine(line), "    ")
        .forEach(part -> text.append(part).append('\n'));
  }

  private FittedTable table() {
    boolean oneFolder =
        outcomes.stream().map(one -> String.valueOf(one.file().getParent())).distinct().count()
            == 1;
    return new FittedTable(symbols)
        .column(
            "file",
            "file",
            ConsoleTable.Align.LEFT,
            FittedTable.KEY,
            outcomes.stream()
                .map(one -> (oneFolder ? one.file().getFileName() : one.file()).toString())
                .toList())
        .column(
            "records",
            "records",
            ConsoleTable.Align.RIGHT,
            1,
            outcomes.stream().map(one -> Long.toString(one.records())).toList())
        .column(
            "state",
            "state",
            ConsoleTable.Align.LEFT,
            FittedTable.KEY,
            outcomes.stream().map(FileCheckText::state).toList());
  }

  private static String state(FileCheck.Outcome one) {
    List<String> states = new ArrayList<>();
    boolean torn =
        one.damages().stream().anyMatch(damage -> damage.kind() == Damage.Kind.TORN_TAIL);
    boolean doubtful =
        one.damages().stream().anyMatch(damage -> damage.kind() == Damage.Kind.NO_CHECKSUM);
    boolean damaged =
        one.damages().stream()
            .anyMatch(
                damage ->
                    damage.kind() != Damage.Kind.TORN_TAIL
                        && damage.kind() != Damage.Kind.NO_CHECKSUM);
    if (damaged) {
      states.add("DAMAGED");
    }
    if (doubtful) {
      states.add("CHECKSUMS LOST");
    }
    if (torn) {
      states.add("TORN END");
    }
    // What lies in a damaged part is missing too.
    if (!one.missing().isEmpty() && !damaged) {
      states.add("RECORDS MISSING");
    }
    if (!one.badArtifacts().isEmpty()) {
      states.add("BAD ARTIFACTS");
    }
    if (states.isEmpty()) {
      states.add(
          one.format() == FileFormat.LEGACY_BLOCK ? "readable (has no checksums)" : "intact");
    }
    if (!one.unfinished().isEmpty()) {
      states.add("run not ended");
    }
    return String.join(", ", states);
  }

  private static List<String> findings(FileCheck.Outcome one) {
    List<String> findings = new ArrayList<>();
    String unit = one.format() == FileFormat.LEGACY_BLOCK ? "character " : "byte ";
    for (Damage damage : one.damages()) {
      findings.add(
          "line "
              + damage.line()
              + ", "
              + unit
              + damage.offset()
              + (damage.length() == 0 ? "" : ", length " + damage.length())
              + ": "
              + damage.message());
    }
    one.missing().forEach(gap -> findings.add("missing: " + gap));
    for (FileCheck.BadArtifact bad : one.badArtifacts()) {
      findings.add(
          "artifact "
              + (bad.artifact().place().isEmpty() ? "without a place" : bad.artifact().place())
              + " of record "
              + bad.artifact().recordId()
              + ": "
              + bad.state().name().toLowerCase(Locale.ROOT));
    }
    if (findings.size() > MOST_FINDINGS) {
      int more = findings.size() - MOST_FINDINGS;
      findings.subList(MOST_FINDINGS, findings.size()).clear();
      findings.add("and " + more + " more; --json lists them all");
    }
    return findings;
  }

  private static List<String> remedies(FileCheck.Outcome one) {
    List<String> remedies = new ArrayList<>();
    if (!one.damages().isEmpty()) {
      remedies.add(
          "help: copy the file again from where it was written, or keep what is intact:"
              + " humhelix-bench repair "
              + ShellWord.of(one.file()));
    } else if (!one.missing().isEmpty()) {
      remedies.add(
          "help: copy the file again from where it was written; if it is a repaired copy, these are"
              + " the records that were lost");
    }
    if (!one.badArtifacts().isEmpty()) {
      remedies.add("help: copy the .artifacts folder again, together with its results file");
    }
    return remedies;
  }
}
