package io.humhelix.bench.cli;

import io.humhelix.bench.compare.BaselineException;
import io.humhelix.bench.compare.StoredBaseline;
import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps baselines. */
@Command(
    name = "baseline",
    description = "Keeps results under a name, small enough to commit, to compare runs with.",
    footer = {"humhelix-bench baseline set main results", "humhelix-bench compare results --baseline main"})
final class BaselineCommand implements Runnable {

  /** Below that nothing is decided. */
  private static final int FEWEST_FORKS = 3;

  /** Times of runs, without the zone. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec;

  /** Returns the command with those below it. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new BaselineCommand())
        .addSubcommand(new SetCommand(context))
        .addSubcommand(new ListCommand(context))
        .addSubcommand(new ShowCommand(context))
        .addSubcommand(new RemoveCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: baseline set, list, show or remove");
  }

  /** What reading or writing baselines says of bad input. */
  @FunctionalInterface
  private interface Action<T> {
    T run() throws BaselineException, StoreException;
  }

  private static <T> T said(Action<T> action) throws BadInputException {
    try {
      return action.run();
    } catch (BaselineException | StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }

  @Command(name = "set", description = "Makes a run the baseline of that name.",
    footer = "humhelix-bench baseline set main results")
  static final class SetCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the baseline.")
    private String name;

    @Parameters(
        index = "1",
        paramLabel = "RESULTS",
        description = "Results file, or a folder: its newest results file.")
    private Path results;

    @Option(
        names = "--texts",
        description = "Keep texts and references; without it, their hashes are kept.")
    private boolean texts;

    @Option(
        names = "--partial",
        description = "Accept a run that was cancelled, or has run configs without valid trials.")
    private boolean partial;

    @Mixin private BaselineFolder folder;

    SetCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws BadInputException {
      Optional<StoredBaseline> old =
          said(() -> folder.baselines().list()).stream()
              .filter(one -> one.name().equals(name))
              .findFirst();
      StoredBaseline now = said(() -> folder.baselines().set(name, results, texts, partial));
      RunResult source = said(() -> RunReader.readWithoutTexts(results));
      context.out().println("baseline '" + name + "': " + run(now));
      old.ifPresent(one -> context.out().println("  replaces " + run(one)));
      print(
          "  in " + DisplayText.oneLine(now.folder().toString()) + ", " + size(now) + leftOut(now));
      Stream.concat(
              source.issues().stream(),
              source.runConfigs().stream().flatMap(config -> config.issues().stream()))
          .filter(issue -> issue.code().equals(RunReader.RECORDS_LOST))
          .distinct()
          .forEach(issue -> print("  warning: " + DisplayText.oneLine(issue.text())));
      if (forks(now) < FEWEST_FORKS) {
        print(
            "  with fewer than 3 forks nothing can be decided: measure 10 for a gate (--forks 10)");
      }
      return ExitCode.OK;
    }

    private void print(String line) {
      DisplayText.wrap(line, "    ").forEach(context.out()::println);
    }
  }

  @Command(name = "list", description = "Lists the baselines.",
    footer = "humhelix-bench baseline list")
  static final class ListCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin private BaselineFolder folder;

    ListCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws BadInputException {
      List<StoredBaseline> all = said(() -> folder.baselines().list());
      if (all.isEmpty()) {
        context.out().println("no baselines; make one: humhelix-bench baseline set NAME RESULTS");
        return ExitCode.OK;
      }
      ConsoleTable table =
          new ConsoleTable(context.symbols())
              .column("name", Align.LEFT)
              .column("measured (UTC)", Align.LEFT)
              .column("run configs", Align.RIGHT)
              .column("forks", Align.RIGHT)
              .column("valid trials", Align.RIGHT)
              .column("size", Align.RIGHT);
      for (StoredBaseline one : all) {
        table.row(
            List.of(
                one.name(),
                TIME.format(one.run().startedAt()),
                String.valueOf(one.note().runConfigs().size()),
                String.valueOf(forks(one)),
                String.valueOf(one.note().validTrials()),
                size(one)));
      }
      context.out().print(table);
      return ExitCode.OK;
    }
  }

  @Command(name = "show", description = "Says what a baseline is.",
    footer = "humhelix-bench baseline show main")
  static final class ShowCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the baseline.")
    private String name;

    @Mixin private BaselineFolder folder;

    ShowCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws BadInputException {
      StoredBaseline one = said(() -> folder.baselines().get(name));
      context.out().println("baseline '" + name + "': " + run(one));
      context.out().println("  in " + one.folder() + ", " + size(one));
      context.out().println("  set " + TIME.format(one.note().setAt()) + " UTC");
      context.out().println("  host " + one.run().provenance().host().getOrDefault("name", "-"));
      context.out().println("  humhelix-bench " + one.run().provenance().harnessVersion());
      context.out().println("  run configs:");
      for (RunConfigResult config : one.run().candidates()) {
        context
            .out()
            .println(
                "    "
                    + StoredForm.label(config.runConfig())
                    + ": "
                    + config.status()
                    + ", "
                    + NumberText.count(config.validTrials().size(), "valid trial"));
      }
      int own = one.run().remeasured().size();
      if (own > 0) {
        context
            .out()
            .println(
                "  "
                    + NumberText.count(own, "system")
                    + (own == 1
                        ? " of its own baseline is no part of it"
                        : " of its own baseline are no part of it"));
      }
      context.out().println("  left out of the run's records:");
      one.note().leftOut().forEach(part -> context.out().println("    " + part));
      return ExitCode.OK;
    }
  }

  @Command(name = "remove", description = "Removes a baseline.",
    footer = "humhelix-bench baseline remove main")
  static final class RemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the baseline.")
    private String name;

    @Mixin private BaselineFolder folder;

    RemoveCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws BadInputException {
      said(
          () -> {
            folder.baselines().remove(name);
            return name;
          });
      context.out().println("baseline '" + name + "' removed");
      return ExitCode.OK;
    }
  }

  private static String run(StoredBaseline one) {
    return "run "
        + one.run().runId().substring(0, 8)
        + " of "
        + TIME.format(one.run().startedAt())
        + " UTC, "
        + NumberText.count(one.note().runConfigs().size(), "run config")
        + ", "
        + NumberText.count(one.note().validTrials(), "valid trial");
  }

  private static long forks(StoredBaseline one) {
    return one.run().candidates().stream()
        .mapToLong(c -> c.validTrials().stream().map(TrialResult::fork).distinct().count())
        .min()
        .orElse(0);
  }

  private static String size(StoredBaseline one) {
    return String.format(Locale.ROOT, "%.0f KiB", Math.ceil(one.bytes() / 1024.0));
  }

  private static String leftOut(StoredBaseline one) {
    return one.note().texts() ? "" : "; texts are left out, their hashes are kept";
  }
}
