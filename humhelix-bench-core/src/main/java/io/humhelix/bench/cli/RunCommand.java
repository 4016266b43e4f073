package io.humhelix.bench.cli;

import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.harness.BenchmarkRun;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.report.LimitsReport;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures. */
@Command(name = "run", description = "Runs a benchmark and stores the results.")
final class RunCommand implements Callable<Integer> {

  /** Used when neither the definition nor the command line names a folder. */
  private static final Path DEFAULT_OUTPUT = Path.of("results");

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final CommandContext context;

  @Mixin private DefinitionArguments definition;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the results file (default: the definition's, else ./results).")
  private Path output;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description =
          "Run only the run configs whose system, model or label matches; * and ? are wildcards."
              + " Repeatable.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--resume",
      paramLabel = "FILE|DIR",
      description =
          "Continue an interrupted run, or add forks to a finished one: its results file, or the"
              + " folder whose newest file it is.")
  private Path resume;

  @Option(
      names = "--dry-run",
      description = "Print the plan and the estimated time; measure nothing.")
  private boolean dryRun;

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "auto",
      converter = ProgressMode.Converter.class,
      description =
          "Progress on standard error: auto (one live line on a terminal, else plain), plain or none"
              + " (default: ${DEFAULT-VALUE}).")
  private ProgressMode progress;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    BenchmarkDefinition asked = definition.read();
    Predicate<RunConfig> filter = RunConfigFilter.of(only, DefinitionArguments.expand(asked));
    Harness.Builder harness = context.harness().get().only(filter);
    if (dryRun) {
      PlanTable plan = new PlanTable(harness.plan(asked), context.symbols());
      context.out().print(plan);
      return plan.refused() == 0 ? ExitCode.OK : ExitCode.NOT_ALL_OK;
    }
    if (resume != null) {
      return run(asked, harness.resume(resume));
    }
    return run(asked, harness.output(folder(asked)));
  }

  private Path folder(BenchmarkDefinition asked) {
    if (output != null) {
      return output;
    }
    if (asked.output().isEmpty()) {
      context
          .err()
          .println("no output folder given; results go to " + DEFAULT_OUTPUT.toAbsolutePath());
    }
    return asked.output().orElse(DEFAULT_OUTPUT);
  }

  private int run(BenchmarkDefinition asked, Harness.Builder harness) throws Exception {
    try (InterruptGuard guard =
        new InterruptGuard(context.err(), GRACE, ShutdownHooks.OF_PROCESS)) {
      RunResult result;
      try (Progress shown = progress.open(context, asked.trials())) {
        guard.arm();
        BenchmarkRun run = harness.listener(shown).listener(guard).start(asked);
        guard.watch(run);
        result = run.await();
      }
      new RunReport(result, context.symbols()).appendTo(context.out());
      context.out().flush();
      if (result.cancelled()) {
        context.err().println("cancelled: " + guard.saved());
        context.err().flush();
        return ExitCode.CANCELLED;
      }
      List<LimitVerdict> limits = LimitVerdict.of(result);
      if (!limits.isEmpty()) {
        context.out().print("\n" + new LimitsReport(limits));
        context.out().flush();
      }
      return exitCode(result, limits);
    }
  }

  /** Numbers that do not count outrank what is wrong with numbers. */
  private static int exitCode(RunResult result, List<LimitVerdict> limits) {
    if (!result.allOk()) {
      return ExitCode.NOT_ALL_OK;
    }
    if (limits.stream().anyMatch(one -> one.state() == LimitVerdict.State.MISSED)) {
      return ExitCode.LIMIT_MISSED;
    }
    return limits.stream().anyMatch(one -> one.state() == LimitVerdict.State.UNKNOWN)
        ? ExitCode.UNDECIDED
        : ExitCode.OK;
  }
}
