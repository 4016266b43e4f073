package io.humhelix.bench.cli;

import io.humhelix.bench.harness.BenchmarkRun;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.internal.fork.SpareWorker;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
    name = "run",
    description =
        "Runs a benchmark, from a definition or from arguments alone, and stores the results.",
    footer = {
      "humhelix-bench run bench.yaml",
      "humhelix-bench run --backend whisper-jni --model tiny.en --audio 'clips/*.wav'",
      "humhelix-bench run bench.yaml --forks 10 --baseline main --report report.html"
    })
final class RunCommand implements Callable<Integer> {

  /** Used when neither the definition nor the command line names a folder. */
  private static final Path DEFAULT_OUTPUT = Path.of("results");

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final CommandContext context;

  @Mixin private DefinitionArguments definition;

  @Option(
      names = {"-o", "--output"},
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
      names = "--save-definition",
      paramLabel = "FILE",
      description =
          "Write a definition file that repeats this run: 'run FILE'. An existing file stays as it"
              + " is.")
  private Path saved;

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "auto",
      converter = ProgressMode.Converter.class,
      description =
          "Progress on standard error: auto (one live line on a terminal, else plain), plain or none"
              + " (default: ${DEFAULT-VALUE}).")
  private ProgressMode progress;

  @Mixin private GateArguments baseline;

  @Option(
      names = "--json",
      description = "Print results and verdicts as JSON; with --dry-run, the plan.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "At the end, also of a run that was cancelled or failed, write the report of it: an HTML"
              + " file, as 'report' does.")
  private Path report;

  @Mixin private ComparisonArguments policy;

  @Mixin private TableArguments table;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    // Beside reading the definition; the checks of the run take it.
    SpareWorker spare = SpareWorker.start();
    try {
      return measured();
    } finally {
      spare.close();
    }
  }

  private int measured() throws Exception {
    AskedDefinition read = definition.read();
    read.remarks().forEach(context::complain);
    BenchmarkDefinition asked = baseline.into(read.definition());
    Predicate<RunConfig> filter = RunConfigFilter.of(only, DefinitionArguments.expand(asked));
    policy.check();
    atEnd().check();
    List<String> problems = new ArrayList<>();
    table.check(RunReport.columns(asked.scenario()), problems);
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    RunGate gate = baseline.gate(asked, filter, policy.of(asked), !only.isEmpty());
    if (saved != null) {
      new SavedDefinition(context, saved).write(asked, output, read.input(), only);
    }
    Harness.Builder harness =
        gate.into(context.harness().get().only(filter)).remeasure(baseline.remeasures());
    if (dryRun) {
      return print(harness.plan(asked));
    }
    if (resume != null) {
      return run(asked, harness.resume(resume), gate);
    }
    Path results = folder(asked);
    if (definition.isHumHelixWithoutCounts() && progress != ProgressMode.NONE) {
      harness.listener(new LongRunWarning(context, definition.file(), asked, results));
    }
    return run(asked, harness.output(results), gate);
  }

  private int print(Plan planned) throws IOException {
    PlanTable plan = new PlanTable(planned, context.symbols(), table.view(context).ofItsOwn());
    if (json) {
      context.out().println(JsonText.text(PlanJson.of(planned)));
    } else {
      context.out().print(plan);
    }
    return plan.refused() == 0 ? ExitCode.OK : ExitCode.NOT_ALL_OK;
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

  private ReportAtEnd atEnd() {
    return new ReportAtEnd(Optional.ofNullable(report));
  }

  private int run(BenchmarkDefinition asked, Harness.Builder harness, RunGate gate)
      throws Exception {
    try (InterruptGuard guard =
        new InterruptGuard(context.err(), GRACE, ShutdownHooks.OF_PROCESS)) {
      RunResult result;
      try (Progress shown = progress.open(context, asked)) {
        guard.arm();
        BenchmarkRun run = harness.listener(shown).listener(guard).start(asked);
        guard.watch(run);
        result = run.await();
      } catch (HarnessException e) {
        e.partialResult()
            .ifPresent(part -> atEnd().write(context, part, gate.baseline(), ExitCode.INTERNAL));
        throw e;
      }
      RunVerdicts verdicts = gate.judge(result);
      int code = result.cancelled() ? ExitCode.CANCELLED : verdicts.exitCode();
      if (json) {
        context.out().println(JsonText.text(RunJson.of(result, verdicts, code)));
      } else {
        new RunReport(result, context.symbols(), table.view(context)).appendTo(context.out());
        context.out().print(verdicts.text(context.symbols()));
      }
      context.out().flush();
      if (result.cancelled()) {
        context.err().println("cancelled: " + guard.saved());
        context.err().flush();
      }
      return atEnd().write(context, result, gate.baseline(), code);
    }
  }
}
