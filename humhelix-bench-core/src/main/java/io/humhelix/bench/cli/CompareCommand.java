package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares stored results. */
@Command(
    name = "compare",
    description =
        "Compares results: of two runs, or with --baseline the systems of one run, and says whether"
            + " one got worse.")
final class CompareCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "BASELINE",
      description = "Results file of the baseline, or a folder: its newest results file.")
  private Path baseline;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CANDIDATE",
      description = "Results of the same run configs; left out: BASELINE's own, with --baseline.")
  private Path candidate;

  @Option(
      names = "--baseline",
      paramLabel = "SUT",
      description =
          "Name of a system in BASELINE: every other system is compared with it, on the same"
              + " workload.")
  private String sut;

  @Mixin private ComparisonArguments arguments;

  CompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Comparison comparison = compare();
    context.out().print(new ComparisonReport(comparison, context.symbols()));
    return switch (comparison.outcome()) {
      case NO_REGRESSION -> ExitCode.OK;
      case REGRESSION -> ExitCode.REGRESSION;
      case INVALID -> ExitCode.NOT_ALL_OK;
      case UNDECIDED -> ExitCode.UNDECIDED;
    };
  }

  private Comparison compare() throws BadInputException {
    ComparisonPolicy policy = arguments.policy();
    if (candidate == null && sut == null) {
      throw new BadInputException(
          List.of(
              "found one results file and no --baseline; give a second one to compare with, or"
                  + " --baseline SUT to compare the systems of this one"));
    }
    RunResult old = read(baseline);
    RunResult now = candidate == null ? old : read(candidate);
    if (sut == null && old.runId().equals(now.runId())) {
      throw new BadInputException(List.of(sameRun(old, now)));
    }
    try {
      return sut == null
          ? RunComparison.between(old, now, policy)
          : RunComparison.within(old, sut, now, policy);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of("--baseline: " + e.getMessage()));
    }
  }

  /** A job whose path of the baseline is wrong would pass for ever. */
  private String sameRun(RunResult old, RunResult now) {
    return "BASELINE and CANDIDATE are the same run, "
        + now.runId()
        + " ("
        + file(old, baseline)
        + " and "
        + file(now, candidate)
        + "); allowed: two runs. Give the results file of an earlier run as BASELINE (of a folder, the"
        + " newest file is taken), or compare the systems of this run with --baseline SUT";
  }

  private static Path file(RunResult run, Path given) {
    return run.resultsFile().orElse(given);
  }

  private RunResult read(Path path) throws BadInputException {
    try {
      return RunReader.read(path);
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }
}
