package io.humhelix.bench.cli;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.harness.Rescoring;
import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores stored texts again. */
@Command(
    name = "rescore",
    description =
        "Scores the texts of a results file again, with another normalizer or corrected references,"
            + " into a new file. What was measured stays; error rates, gates and estimates are made"
            + " again.")
final class RescoreCommand implements Callable<Integer> {

  private static final int PERCENT = 100;

  private final CommandContext context;

  @Parameters(paramLabel = "RESULTS", description = "A results file; it stays as it is.")
  private Path file;

  @Option(
      names = "--normalizer",
      paramLabel = "ID",
      completionCandidates = ScoreCommand.NormalizerIds.class,
      description =
          "Text normalizer for all texts: ${COMPLETION-CANDIDATES} (default: that of the run, in the"
              + " version of today).")
  private String normalizer;

  @Option(
      names = "--references",
      paramLabel = "FILE",
      description =
          "JSON Lines with \"clip\" (its id in the results) and \"text\" (its correct text). Clips"
              + " that are not in it keep their references.")
  private Path references;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description =
          "Folder of the new file (default: 'rescored' beside RESULTS). Not that of RESULTS, where"
              + " every trial would count twice.")
  private Path folder;

  RescoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> texts = references == null ? Map.of() : ReferencesReader.read(references);
    Path into =
        folder == null
            ? Objects.requireNonNull(file.toAbsolutePath().getParent()).resolve("rescored")
            : folder;
    RunResult before = RunReader.read(file);
    Path copy;
    try {
      copy =
          Rescoring.rescore(
              before.resultsFile().orElse(file), into, Optional.ofNullable(normalizer), texts);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
    print(before, RunReader.read(copy), copy);
    return ExitCode.OK;
  }

  private void print(RunResult before, RunResult after, Path copy) {
    DisplayText.wrap(
            DisplayText.oneLine(
                NumberText.count(after.runConfigs().size(), "run config")
                    + " scored again: "
                    + copy),
            "")
        .forEach(context.out()::println);
    ConsoleTable table =
        new ConsoleTable(context.symbols())
            .column("run config", ConsoleTable.Align.LEFT)
            .column("errors %\nbefore", ConsoleTable.Align.RIGHT)
            .column("errors %\nnow", ConsoleTable.Align.RIGHT)
            .column("status\nbefore", ConsoleTable.Align.LEFT)
            .column("status\nnow", ConsoleTable.Align.LEFT);
    for (RunConfigResult now : after.runConfigs()) {
      Optional<RunConfigResult> was =
          before.runConfigs().stream()
              .filter(one -> one.runConfig().id().equals(now.runConfig().id()))
              .findFirst();
      table.row(
          List.of(
              now.label(),
              was.map(RescoreCommand::errors).orElse(NumberText.NONE),
              errors(now),
              was.map(one -> one.status().name()).orElse(NumberText.NONE),
              now.status().name()));
    }
    context.out().println();
    context.out().print(table);
  }

  private static String errors(RunConfigResult result) {
    return ClipErrors.of(result, ClipErrors.decidingUnit(result))
        .rate(Map.of())
        .map(rate -> NumberText.fixed(PERCENT * rate.point(), 2))
        .orElse(NumberText.NONE);
  }
}
