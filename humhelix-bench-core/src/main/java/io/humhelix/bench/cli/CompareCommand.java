package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            + " worse.")
final class CompareCommand implements Callable<Integer> {

  private static final int PERCENT = 100;

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
      description =
          "Stored results to compare with: the name of a baseline, a results file, or a folder.")
  private String baseline;

  @Option(
      names = "--against",
      paramLabel = "SYSTEM",
      description =
          "Name of a system of the baseline, or of the run itself: every other system is compared"
              + " with it, on the same workload.")
  private String against;

  @Mixin private BaselineFolder folder;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description =
          "Largest change of speed that counts as none (default: ${DEFAULT-VALUE}). A real change as"
              + " large as that is never shown, by design (in 2.5 %% of comparisons).")
  private double tolerance;

  @Option(
      names = "--wer-tolerance",
      paramLabel = "POINTS",
      defaultValue = "0.5",
      description =
          "Largest change of the error rate that counts as none, in percentage points"
              + " (default: ${DEFAULT-VALUE}).")
  private double errorTolerance;

  @Option(
      names = "--floor",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "What comparisons of a system with itself have shown on this host; no tolerance of speed is"
              + " below it (default: ${DEFAULT-VALUE}, not known). Runs that differ by 3 or 5 %% by"
              + " themselves are a false regression in 7.5 or 17.5 %% without a floor, so that two"
              + " runs without one need twice the tolerance.")
  private double floor;

  @Option(
      names = "--factor",
      paramLabel = "FACT",
      description =
          "What is meant to differ: a fact such as engine_version or sut.model, or a group such as"
              + " host; may be given several times.")
  private List<String> factors = new ArrayList<>();

  @Option(
      names = "--partial",
      description =
          "The candidate may lack run configs of the baseline; else the comparison is undecided.")
  private boolean partial;

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
    ComparisonPolicy policy = policy();
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
    } else if (against == null) {
      throw new BadInputException(
          List.of(
              "found one run and nothing to compare it with; allowed: two RESULTS, --baseline"
                  + " BASELINE for stored results, or --against SYSTEM for a system of this run"));
    }
    if (against == null && old.runId().equals(now.runId())) {
      throw new BadInputException(List.of(sameRun(old, now)));
    }
    try {
      return against == null
          ? RunComparison.between(old, now, policy)
          : RunComparison.within(old, against, now, policy);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of("--against: " + e.getMessage()));
    }
  }

  /** {@code --baseline} named a system once. */
  private RunResult stored(RunResult now) throws BadInputException {
    try {
      return folder.read(baseline);
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

  private static Path file(RunResult run) {
    return run.resultsFile().orElseThrow();
  }

  private ComparisonPolicy policy() throws BadInputException {
    List<String> problems = new ArrayList<>();
    check("--tolerance", tolerance, problems);
    check("--wer-tolerance", errorTolerance, problems);
    check("--floor", floor, problems);
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return ComparisonPolicy.DEFAULT
        .withSpeed(tolerance / PERCENT)
        .withErrorPoints(errorTolerance)
        .withFloor(floor / PERCENT)
        .withFactors(Set.copyOf(factors))
        .withPartial(partial);
  }

  private static void check(String option, double value, List<String> problems) {
    if (!(value >= 0 && value <= PERCENT)) {
      problems.add(option + ": found " + value + "; allowed: 0 to 100");
    }
  }

  private RunResult read(Path path) throws BadInputException {
    try {
      return RunReader.readWithoutTexts(path);
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }
}
