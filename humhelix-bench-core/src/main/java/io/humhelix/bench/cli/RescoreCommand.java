package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.harness.Rescoring;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoredForm;
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
            + " again.",
    footer = {
      "humhelix-bench rescore results --references corrected.jsonl",
      "humhelix-bench rescore results --normalizer basic"
    })
final class RescoreCommand implements Callable<Integer> {

  private static final int PERCENT = 100;

  private final CommandContext context;

  @Parameters(
      paramLabel = "RESULTS",
      description = "A results file, or a folder: its newest one. It stays as it is.")
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

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

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
    try (TrialProgress progress = new TrialProgress(context, "scored", trials(before))) {
      copy =
          Rescoring.rescore(
              before.resultsFile().orElse(file),
              into,
              Optional.ofNullable(normalizer),
              texts,
              progress);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
    RunResult after = RunReader.read(copy);
    if (json) {
      context.out().println(JsonText.text(json(before, after, copy)));
    } else {
      print(before, after, copy);
    }
    return ExitCode.OK;
  }

  private static long trials(RunResult run) {
    return run.runConfigs().stream().mapToLong(config -> config.trials().size()).sum();
  }

  private static ObjectNode json(RunResult before, RunResult after, Path copy) {
    ObjectNode node = JsonText.document();
    node.put("file", copy.toString());
    node.put("run_id", after.runId());
    node.put("rescored_run_id", before.runId());
    ArrayNode configs = node.putArray("run_configs");
    for (RunConfigResult now : after.runConfigs()) {
      ObjectNode one = configs.addObject();
      one.put("run_config_id", now.runConfig().id());
      one.put("run_config", StoredForm.label(now.runConfig()));
      one.put("error_unit", ClipErrors.decidingUnit(now).noun());
      before(before, now).ifPresent(was -> side(one.putObject("before"), was));
      side(one.putObject("now"), now);
    }
    return node;
  }

  private static void side(ObjectNode node, RunConfigResult result) {
    rate(result).ifPresent(rate -> node.put("errors_percent", rate));
    node.put("normalizer", result.normalizer());
    node.put("status", result.status().name());
    node.put("valid_trials", result.validTrials().size());
  }

  private static Optional<RunConfigResult> before(RunResult before, RunConfigResult now) {
    return before.runConfigs().stream()
        .filter(one -> one.runConfig().id().equals(now.runConfig().id()))
        .findFirst();
  }

  private void print(RunResult before, RunResult after, Path copy) {
    context
        .wrap(
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
      Optional<RunConfigResult> was = before(before, now);
      table.row(
          List.of(
              StoredForm.label(now.runConfig()),
              was.map(RescoreCommand::errors).orElse(NumberText.NONE),
              errors(now),
              was.map(one -> one.status().name()).orElse(NumberText.NONE),
              now.status().name()));
    }
    context.out().println();
    context.out().print(table);
  }

  private static String errors(RunConfigResult result) {
    return rate(result).map(rate -> NumberText.fixed(rate, 2)).orElse(NumberText.NONE);
  }

  private static Optional<Double> rate(RunConfigResult result) {
    return ClipErrors.of(result, ClipErrors.decidingUnit(result))
        .rate(Map.of())
        .map(rate -> PERCENT * rate.point());
  }
}
