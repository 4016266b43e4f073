package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.json.ComparisonJson;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares stored results. */
@Command(
    name = "compare",
    description =
        "Compares a run with a baseline, or the systems of one run, and says whether something got"
            + " worse.",
    footer = {
      "humhelix-bench compare results-old results-new",
      "humhelix-bench compare results --baseline main",
      "humhelix-bench compare results --against 'tiny.en q5_1'"
    })
final class CompareCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "1..2",
      paramLabel = "RESULTS",
      description =
          "Results of the baseline, then of the candidate; with --baseline, of the candidate alone."
              + " Each a results file, or a folder: its newest results file.")
  private List<Path> results;

  @Option(
      names = "--baseline",
      paramLabel = "BASELINE",
      description = "What to compare with: the name of a baseline, a results file, or a folder.")
  private String baseline;

  @Option(
      names = "--against",
      paramLabel = "SYSTEM",
      description =
          "Compare every other system with this one, of the baseline or of the run itself.")
  private String against;

  @Mixin private BaselineFolder folder;

  @Mixin private ComparisonArguments policy;

  @Option(
      names = "--details",
      description = "Every metric with tolerance, method and p, and all reasons.")
  private boolean details;

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  CompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Comparison comparison = compare();
    int code = ExitCode.of(comparison.outcome());
    if (json) {
      ObjectNode node = ComparisonJson.of(comparison);
      node.put("exit_code", code);
      context.out().println(JsonText.text(node));
    } else {
      ComparisonReport report = new ComparisonReport(comparison, context.symbols());
      context.out().print(details ? report.withDetails() : report);
    }
    return code;
  }

  private Comparison compare() throws BadInputException {
    policy.check();
    if (results.size() == 2 && baseline != null) {
      throw new BadInputException(
          List.of("found two RESULTS and --baseline; with --baseline, give the candidate alone"));
    }
    RunResult now = read(results.get(results.size() - 1));
    RunResult old = now;
    if (baseline != null) {
      old = stored(now);
    } else if (results.size() == 2) {
      old = read(results.get(0));
    } else if (against == null && !now.remeasured().isEmpty()) {
      Optional<RunResult> itsBaseline = itsBaseline(now);
      if (itsBaseline.isEmpty()) {
        return RunComparison.remeasured(now, policy.of(now.definition()));
      }
      old = itsBaseline.get();
    } else if (against == null && now.definition().expectations().baseline().isPresent()) {
      old =
          folder.read(
              "baseline in the definition of the run",
              now.definition().expectations().baseline().get());
    } else if (against == null) {
      throw new BadInputException(
          List.of(
              "found one run and nothing to compare it with; allowed: two RESULTS, --baseline"
                  + " BASELINE for stored results, or --against SYSTEM for a system of this run"));
    }
    if (against == null && RunComparison.isSame(old, now)) {
      throw new BadInputException(
          List.of(old.runId().equals(now.runId()) ? sameRun(old, now) : rescored(old, now)));
    }
    try {
      return against == null
          ? RunComparison.between(old, now, policy.of(now.definition()))
          : RunComparison.within(old, against, now, policy.of(now.definition()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of("--against: " + e.getMessage()));
    }
  }

  /** The baseline whose systems a run measured again, if it is still where it was. */
  private Optional<RunResult> itsBaseline(RunResult now) {
    String runId = now.remeasured().get(0).runConfig().remeasured().orElseThrow().runId();
    try {
      return now.definition().expectations().baseline().isPresent()
          ? Optional.of(folder.read("", now.definition().expectations().baseline().get()))
              .filter(old -> old.runId().equals(runId))
          : Optional.empty();
    } catch (BadInputException e) {
      // What was measured again is in the run itself.
      return Optional.empty();
    }
  }

  /** {@code --baseline} named a system once. */
  private RunResult stored(RunResult now) throws BadInputException {
    try {
      return folder.read("--baseline", baseline);
    } catch (BadInputException e) {
      boolean system =
          now.runConfigs().stream().anyMatch(c -> c.runConfig().sut().name().equals(baseline));
      if (!system) {
        throw e;
      }
      throw new BadInputException(
          List.of(
              "--baseline: '"
                  + baseline
                  + "' is a system of this run; allowed: stored results (a name, a file or a"
                  + " folder). To compare with that system, write --against '"
                  + baseline
                  + "'"));
    }
  }

  /** A job whose path of the baseline is wrong would pass for ever. */
  private String sameRun(RunResult old, RunResult now) {
    return "baseline and candidate are the same run, "
        + now.runId()
        + " ("
        + file(old)
        + " and "
        + file(now)
        + "); allowed: two runs. Give the results of an earlier run as the baseline (of a folder, the"
        + " newest file is taken), or compare the systems of this run with --against SYSTEM";
  }

  /** Both have the times of the same calls, so that every metric of speed would pass. */
  private static String rescored(RunResult old, RunResult now) {
    return "baseline and candidate have the same measurements, scored otherwise by 'rescore' ("
        + file(old)
        + " and "
        + file(now)
        + "); allowed: two runs. 'rescore' itself says how the error rates changed; to compare with"
        + " another run, rescore both alike";
  }

  private static Path file(RunResult run) {
    return run.resultsFile().orElseThrow();
  }

  private RunResult read(Path path) throws BadInputException {
    try {
      return RunReader.readWithoutTexts(path);
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }
}
