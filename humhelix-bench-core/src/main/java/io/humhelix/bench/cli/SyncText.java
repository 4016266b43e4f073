package io.humhelix.bench.cli;

import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.sync.ArrivedFile;
import io.humhelix.bench.sync.ArrivedFile.State;
import io.humhelix.bench.sync.HostGathering;
import io.humhelix.bench.sync.HostProblem;
import io.humhelix.bench.sync.HostResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a sync brought, for people: the answer, a line for each host, then what is to be done. */
final class SyncText {

  private static final int MOST_FILES = 10;
  private static final int MOST_FAULTS = 5;

  private final Path folder;
  private final List<HostResult> hosts;
  private final Optional<HostGathering.Outcome> gathered;
  private final Symbols symbols;
  private final StringBuilder text = new StringBuilder();

  SyncText(
      Path folder,
      List<HostResult> hosts,
      Optional<HostGathering.Outcome> gathered,
      Symbols symbols) {
    this.folder = folder;
    this.hosts = hosts;
    this.gathered = gathered;
    this.symbols = symbols;
  }

  @Override
  public String toString() {
    text.setLength(0);
    line(answer(), "");
    text.append('\n');
    table().appendTo(text);
    for (HostResult host : hosts) {
      host.problem().ifPresent(problem -> problem(host, problem));
    }
    for (HostResult host : hosts) {
      files(host);
    }
    gathered.ifPresent(this::gathered);
    return text.toString();
  }

  private String answer() {
    long failed = hosts.stream().filter(one -> one.problem().isPresent()).count();
    long fresh = sum(State.NEW);
    long grown = sum(State.GROWN);
    List<String> came = new ArrayList<>();
    if (fresh > 0) {
      came.add(NumberText.count(fresh, "new file"));
    }
    if (grown > 0) {
      came.add(fresh > 0 ? grown + " grown" : NumberText.count(grown, "grown file"));
    }
    String what = came.isEmpty() ? "Nothing new" : String.join(", ", came);
    String from =
        failed == 0
            ? hosts.size() == 1 ? "" : " from " + hosts.size() + " hosts"
            : failed == hosts.size()
                ? hosts.size() == 1 ? "; the host failed" : "; all " + failed + " hosts failed"
                : "; " + failed + " of " + hosts.size() + " hosts failed";
    return what + " in " + folder + from + ".";
  }

  private long sum(State state) {
    return hosts.stream().mapToLong(one -> one.count(state)).sum();
  }

  private ConsoleTable table() {
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("host", ConsoleTable.Align.LEFT)
            .column("files", ConsoleTable.Align.RIGHT)
            .column("new", ConsoleTable.Align.RIGHT)
            .column("grown", ConsoleTable.Align.RIGHT)
            .column("records\nin them", ConsoleTable.Align.RIGHT)
            .column("state", ConsoleTable.Align.LEFT);
    for (HostResult host : hosts) {
      long records =
          host.arrived().stream()
              .flatMap(file -> file.check().stream())
              .mapToLong(check -> check.records())
              .sum();
      table.row(
          List.of(
              host.source().name(),
              Integer.toString(host.files()),
              Long.toString(host.count(State.NEW)),
              Long.toString(host.count(State.GROWN)),
              Long.toString(records),
              state(host)));
    }
    return table;
  }

  private static String state(HostResult host) {
    List<String> states = new ArrayList<>();
    if (host.problem().isPresent()) {
      states.add("FAILED");
    }
    if (host.arrived().stream().anyMatch(file -> !file.isWell())) {
      states.add("LOOK AT FILES");
    }
    if (states.isEmpty()) {
      states.add("complete");
    }
    long torn = host.arrived().stream().filter(ArrivedFile::isTorn).count();
    if (torn > 0) {
      states.add(torn == 1 ? "1 torn end" : torn + " torn ends");
    }
    return String.join(", ", states);
  }

  private void problem(HostResult host, HostProblem problem) {
    text.append('\n');
    line(host.source().name() + " (" + host.source() + "): " + problem.message(), "  ");
    line("  help: " + problem.help(), "    ");
    problem.said().forEach(said -> line("  | " + DisplayText.oneLine(said), "  | "));
  }

  private void files(HostResult host) {
    List<ArrivedFile> bad = host.arrived().stream().filter(file -> !file.isWell()).toList();
    if (bad.isEmpty() && host.skipped().isEmpty()) {
      return;
    }
    text.append('\n');
    line(host.source().name() + ", files to look at", "");
    bad.stream().limit(MOST_FILES).forEach(this::file);
    more(bad.size() - MOST_FILES, "file");
    host.skipped().stream()
        .limit(MOST_FILES)
        .forEach(
            name -> line("  " + name + ": a link or no file; left there. Name its folder", "    "));
    more(host.skipped().size() - MOST_FILES, "link");
  }

  private void more(int left, String noun) {
    if (left > 0) {
      line("  and " + NumberText.count(left, noun) + " more; --json lists them all", "    ");
    }
  }

  private void file(ArrivedFile file) {
    String said =
        switch (file.state()) {
          case SHORTER ->
              "ends earlier on the host than here. The one here stays; see what happened there";
          case DIFFERENT ->
              "differs from the one here, which stays. The host's is "
                  + file.kept().map(path -> path.getFileName().toString()).orElse("")
                  + "; move one of them away";
          case REFUSED -> "no name that a file here may have; not kept. Rename it on the host";
          case NEW, GROWN, SAME ->
              file.check().filter(check -> check.records() > 0).isPresent()
                  ? "is not what was written; copy what is intact with repair"
                  : "has no record that can be read; see what it is";
        };
    line("  " + file.name() + ": " + said, "    ");
    file.faults().stream().limit(MOST_FAULTS).forEach(fault -> line("    " + fault, "      "));
    more(file.faults().size() - MOST_FAULTS, "fault");
  }

  private void gathered(HostGathering.Outcome outcome) {
    text.append('\n');
    long added = outcome.gathered().added();
    line(
        (added == 0 ? "Nothing new gathered" : NumberText.count(added, "new record") + " gathered")
            + " in "
            + folder
            + ".",
        "");
    if (!outcome.leftOut().isEmpty()) {
      line(
          "  "
              + NumberText.count(outcome.leftOut().size(), "file")
              + " of hum-helix stayed in the host's folder, which says whose it is: 'show "
              + folder
              + "' reads both",
          "    ");
    }
    if (!outcome.unreadable().isEmpty()) {
      line(
          "  "
              + NumberText.count(outcome.unreadable().size(), "file")
              + " left out, without any record that can be read: "
              + outcome.unreadable().stream()
                  .limit(MOST_FILES)
                  .map(Path::toString)
                  .collect(Collectors.joining(", ")),
          "    ");
      more(outcome.unreadable().size() - MOST_FILES, "file");
    }
    outcome
        .sameNames()
        .forEach(
            (name, same) ->
                line(
                    "  "
                        + String.join(" and ", same)
                        + " both call themselves "
                        + name
                        + ": tables of gathered runs take them for one host. If they are not,"
                        + " look at their folders",
                    "    "));
    // A torn end is a record that is being written; other damage is said of the host's file.
    outcome.gathered().damages().stream()
        .filter(damage -> damage.kind() == Damage.Kind.CONFLICT)
        .limit(MOST_FILES)
        .forEach(damage -> line("  " + damage.text(), "    "));
  }

  private void line(String raw, String indent) {
    int blanks = raw.length() - raw.stripLeading().length();
    DisplayText.wrap(" ".repeat(blanks) + DisplayText.oneLine(raw), indent)
        .forEach(part -> text.append(part).append('\n'));
  }
}
