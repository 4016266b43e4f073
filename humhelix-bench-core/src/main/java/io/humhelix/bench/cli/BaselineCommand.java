package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.BaselineException;
import io.humhelix.bench.compare.StoredBaseline;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.List;
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
    footer = {
      "humhelix-bench baseline set main results",
      "humhelix-bench compare results --baseline main"
    })
final class BaselineCommand implements Runnable {

  /** Below that nothing is decided. */
  private static final int FEWEST_FORKS = 3;

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

  @Command(
      name = "set",
      description = "Makes a run the baseline of that name.",
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

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SetCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      Optional<StoredBaseline> old =
          said(() -> folder.baselines().list()).stream()
              .filter(one -> one.name().equals(name))
              .findFirst();
      StoredBaseline now = said(() -> folder.baselines().set(name, results, texts, partial));
      RunResult source = said(() -> RunReader.readWithoutTexts(results));
      List<String> lost = lost(source);
      if (json) {
        ObjectNode node = BaselineJson.of(now);
        old.ifPresent(one -> node.put("replaced_run_id", one.run().runId()));
        lost.forEach(node.putArray("warnings")::add);
        context.out().println(JsonText.text(node));
        return ExitCode.OK;
      }
      print("baseline '" + name + "': " + BaselineText.run(now));
      old.ifPresent(one -> print("  replaces " + BaselineText.run(one)));
      print(
          "  in "
              + DisplayText.oneLine(now.folder().toString())
              + ", "
              + BaselineText.size(now)
              + leftOut(now));
      lost.forEach(text -> print("  warning: " + text));
      if (BaselineText.forks(now) < FEWEST_FORKS) {
        print(
            "  with fewer than 3 forks nothing can be decided: measure 10 for a gate (--forks 10)");
      }
      return ExitCode.OK;
    }

    private static List<String> lost(RunResult source) {
      return Stream.concat(
              source.issues().stream(),
              source.runConfigs().stream().flatMap(config -> config.issues().stream()))
          .filter(issue -> issue.code().equals(RunReader.RECORDS_LOST))
          .distinct()
          .map(issue -> DisplayText.oneLine(issue.text()))
          .toList();
    }

    private void print(String line) {
      context.wrap(line, "    ").forEach(context.out()::println);
    }
  }

  @Command(
      name = "list",
      description = "Lists the baselines.",
      footer = "humhelix-bench baseline list")
  static final class ListCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin private BaselineFolder folder;

    @Mixin private TableArguments table;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ListCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      table.require(BaselineText.COLUMNS);
      List<StoredBaseline> all = said(() -> folder.baselines().list());
      if (json) {
        context.out().println(JsonText.text(BaselineJson.of(all)));
      } else if (all.isEmpty()) {
        context.out().println("no baselines; make one: humhelix-bench baseline set NAME RESULTS");
      } else {
        context.out().print(new BaselineText(context, table.view(context)).table(all));
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      description = "Shows where a baseline is from, and its levels with intervals.",
      footer = "humhelix-bench baseline show main")
  static final class ShowCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the baseline.")
    private String name;

    @Mixin private BaselineFolder folder;

    @Mixin private TableArguments table;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ShowCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      StoredBaseline one = said(() -> folder.baselines().get(name));
      table.require(RunReport.columns(one.run().definition().scenario()));
      if (json) {
        context.out().println(JsonText.text(BaselineJson.of(one)));
      } else {
        context.out().print(new BaselineText(context, table.view(context)).whole(one));
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "remove",
      description = "Removes a baseline.",
      footer = "humhelix-bench baseline remove main")
  static final class RemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the baseline.")
    private String name;

    @Mixin private BaselineFolder folder;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    RemoveCommand(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      said(
          () -> {
            folder.baselines().remove(name);
            return name;
          });
      if (json) {
        context.out().println(JsonText.text(JsonText.document().put("removed", name)));
      } else {
        context.out().println("baseline '" + name + "' removed");
      }
      return ExitCode.OK;
    }
  }

  private static String leftOut(StoredBaseline one) {
    return one.note().texts() ? "" : "; texts are left out, their hashes are kept";
  }
}
