package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.export.ActionBenchmarkExport;
import io.humhelix.bench.export.CsvExport;
import io.humhelix.bench.export.ExportException;
import io.humhelix.bench.export.ExportOptions;
import io.humhelix.bench.export.JsonLinesExport;
import io.humhelix.bench.export.JunitExport;
import io.humhelix.bench.export.ManifestExport;
import io.humhelix.bench.export.OpenMetricsExport;
import io.humhelix.bench.export.SqlExport;
import io.humhelix.bench.internal.text.WholeFile;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.MarkdownReport;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes stored results in the formats of other tools. */
@Command(
    name = "export",
    description = {
      "Writes results for other programs.",
      "csv, jsonl, sql: a trial a row, of all files of a folder; --clips: a clip a row.",
      "markdown: for the comment of a pull request. junit: gates and limits, or a comparison.",
      "openmetrics, github-action-benchmark: the level of each run config.",
      "open-asr: the texts, as a manifest of the Open ASR Leaderboard."
    },
    footer = {
      "humhelix-bench export csv results -o trials.csv",
      "humhelix-bench export markdown results --baseline main",
      "humhelix-bench export junit results --baseline main -o junit.xml"
    })
final class ExportCommand implements Callable<Integer> {

  private final CommandContext context;

  /** What the files that were read lack. */
  private final List<String> losses = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private String formatWord;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "RESULTS",
      description =
          "Results files, or folders. Of a folder, csv, jsonl and sql take all files, the others the"
              + " newest.")
  private List<Path> results;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description =
          "File to write, replaced when complete; for open-asr a folder (default: standard output).")
  private Path output;

  @Option(names = "--clips", description = "csv, jsonl, sql: also texts and errors, a clip a row.")
  private boolean clips;

  @Option(
      names = "--invalid-numbers",
      description =
          "csv, jsonl, sql: numbers of invalid trials too. Without them a plain mean is over valid"
              + " trials.")
  private boolean invalidNumbers;

  @Option(
      names = "--exact",
      description =
          "csv: leave texts that begin like a formula (= + - @) as they are; without it they get an"
              + " apostrophe.")
  private boolean exact;

  @Option(
      names = "--tool",
      paramLabel = "TOOL",
      description =
          "github-action-benchmark: customSmallerIsBetter (the default) or customBiggerIsBetter, as"
              + " in the action's input.")
  private String tool;

  @Option(
      names = "--baseline",
      paramLabel = "BASELINE",
      description =
          "junit, markdown: stored results to compare with: the name of a baseline, a results file, or"
              + " a folder.")
  private String baseline;

  @Mixin private BaselineFolder folder;

  @Option(
      names = "--against",
      paramLabel = "SYSTEM",
      description =
          "junit, markdown: compare every other system with this one, of RESULTS or --baseline.")
  private String against;

  @Mixin private ComparisonArguments arguments;

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ExportFormat format = ExportFormat.of(formatWord);
    check(format);
    try {
      if (format == ExportFormat.OPEN_ASR) {
        manifests();
      } else {
        write(output, out -> notes(export(format, out)));
      }
      return ExitCode.OK;
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    } catch (ExportException e) {
      throw new BadInputException(List.of("export " + format.word() + ": " + e.getMessage()));
    } catch (IOException e) {
      context.complain(unwritten(e));
      return ExitCode.INTERNAL;
    }
  }

  private List<String> export(ExportFormat format, Appendable out) throws Exception {
    ExportOptions options = new ExportOptions(clips, invalidNumbers, exact);
    switch (format) {
      case CSV:
        return CsvExport.write(results, options, out);
      case JSONL:
        return JsonLinesExport.write(results, options, out);
      case SQL:
        return SqlExport.write(results, options, out);
      case OPENMETRICS:
        return with(losses, OpenMetricsExport.write(runs(), out));
      case GITHUB_ACTION_BENCHMARK:
        return with(losses, ActionBenchmarkExport.write(runs(), tool(), out));
      case JUNIT:
        junit(out);
        return losses;
      default:
        out.append(markdown());
        return losses;
    }
  }

  private void check(ExportFormat format) throws BadInputException {
    Set<String> given =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    List<String> problems = ExportChecks.problems(format, given, results.size());
    if (tool != null && tools().noneMatch(t -> t.word().equals(tool))) {
      problems.add(
          "--tool: found '"
              + tool
              + "'; allowed: customSmallerIsBetter, customBiggerIsBetter; write what the action's"
              + " input 'tool' has");
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
  }

  private static Stream<ActionBenchmarkExport.Tool> tools() {
    return Arrays.stream(ActionBenchmarkExport.Tool.values());
  }

  private ActionBenchmarkExport.Tool tool() {
    return tools()
        .filter(t -> t.word().equals(tool))
        .findFirst()
        .orElse(ActionBenchmarkExport.Tool.SMALLER);
  }

  private List<RunResult> runs() throws StoreException {
    List<RunResult> runs = new ArrayList<>();
    for (Path path : results) {
      runs.add(read(path));
    }
    return runs;
  }

  private RunResult read(Path path) throws StoreException {
    return noted(RunReader.read(path));
  }

  /** Whoever gets the file is not to take a part for the whole. */
  private RunResult noted(RunResult run) {
    Stream.concat(
            run.issues().stream(),
            run.runConfigs().stream()
                .flatMap(
                    config ->
                        config.issues().stream()
                            .map(issue -> issue.at(StoredForm.label(config.runConfig())))))
        .filter(issue -> issue.code().equals(RunReader.RECORDS_LOST))
        .map(Issue::text)
        .forEach(losses::add);
    return run;
  }

  private static List<String> with(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private void junit(Appendable out) throws Exception {
    RunResult now = read(results.get(0));
    Map<String, String> facts = new TreeMap<>();
    if (baseline == null && against == null) {
      facts(facts, "run", now);
      JunitExport.write(now.definition().name(), facts, now, out);
      return;
    }
    RunResult old = baseline == null ? now : noted(folder.read("--baseline", baseline));
    facts(facts, "baseline", old);
    facts(facts, "candidate", now);
    JunitExport.write(now.definition().name(), facts, compare(old, now), now, out);
  }

  private static void facts(Map<String, String> facts, String side, RunResult run) {
    facts.put(side + ".run_id", run.runId());
    run.issues().stream()
        .filter(issue -> issue.code().equals(RunReader.RECORDS_LOST))
        .forEach(issue -> facts.put(side + "." + issue.code(), issue.message()));
    facts.put(side + ".host", run.provenance().host().getOrDefault("name", ""));
    facts.put(side + ".started_at", run.startedAt().toString());
    facts.put(side + ".harness_version", run.provenance().harnessVersion());
  }

  private String markdown() throws Exception {
    if (baseline == null && against == null) {
      return MarkdownReport.of(runs());
    }
    RunResult now = read(results.get(0));
    RunResult old = baseline == null ? now : noted(folder.read("--baseline", baseline));
    return MarkdownReport.of(
        compare(old, now), against == null ? name(old) : against + " of " + name(old), name(now));
  }

  private static String name(RunResult run) {
    return run.resultsFile().map(file -> String.valueOf(file.getFileName())).orElse(run.runId());
  }

  private Comparison compare(RunResult old, RunResult now) throws BadInputException {
    arguments.check();
    ComparisonPolicy policy = arguments.of(now.definition());
    try {
      return against == null
          ? RunComparison.between(old, now, policy)
          : RunComparison.within(old, against, now, policy);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          List.of((against == null ? "--baseline: " : "--against: ") + e.getMessage()));
    }
  }

  private void manifests() throws Exception {
    List<ManifestExport> manifests = ManifestExport.of(runs());
    notes(losses);
    if (output == null && manifests.size() > 1) {
      throw new ExportException(
          "found "
              + manifests.size()
              + " run configs with texts, and a manifest holds one; allowed: a folder for them. Give"
              + " --output DIR.");
    }
    for (ManifestExport manifest : manifests) {
      Path file = output == null ? null : output.resolve(manifest.fileName());
      write(file, out -> notes(manifest.write(out)));
      if (file != null) {
        context.out().println(DisplayText.oneLine(manifest.label() + ": " + file));
      }
    }
  }

  private void write(Path file, WholeFile.Content<Exception> content) throws Exception {
    if (file != null) {
      ExportOutput.write(file, content);
      return;
    }
    PrintWriter out = context.data();
    content.writeTo(out);
    if (out.checkError()) {
      throw new IOException("the reader of standard output has gone, or the disk is full");
    }
  }

  private void notes(List<String> notes) {
    for (String note : notes) {
      context.wrap("note: " + DisplayText.oneLine(note), "  ").forEach(context.err()::println);
    }
  }

  private String unwritten(IOException e) {
    String reason =
        e instanceof FileSystemException file
            ? Optional.ofNullable(file.getReason()).orElse(e.getClass().getSimpleName())
            : e.getMessage();
    String where = output == null ? "standard output" : output.toString();
    return where
        + " cannot be written: "
        + reason
        + (output != null && Files.isDirectory(output)
            ? "; name a file in it"
            : "; what was there before is unchanged");
  }

  /** The formats that the help lists. */
  static final class Formats extends ArrayList<String> {

    private static final long serialVersionUID = 1;

    Formats() {
      super(ExportFormat.words());
    }
  }
}
