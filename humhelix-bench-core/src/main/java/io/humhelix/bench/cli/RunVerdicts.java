package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.LimitsReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * What was found of a run when it was held against something.
 *
 * @param run the run
 * @param baseline what it was compared with
 * @param comparison empty without a baseline, and of a run that was cancelled or is the baseline
 *     itself
 * @param limits those of its definition
 */
record RunVerdicts(
    RunResult run,
    Optional<RunResult> baseline,
    Optional<Comparison> comparison,
    List<LimitVerdict> limits) {

  private static final int SHORT_ID = 8;

  /** Numbers that do not count outrank what is wrong with numbers. */
  int exitCode() {
    Optional<Outcome> outcome = comparison.map(Comparison::outcome);
    if (!run.allOk()) {
      return ExitCode.NOT_ALL_OK;
    }
    if (outcome.filter(Outcome.REGRESSION::equals).isPresent()) {
      return ExitCode.REGRESSION;
    }
    if (any(LimitVerdict.State.MISSED)) {
      return ExitCode.LIMIT_MISSED;
    }
    boolean compared = baseline.isEmpty() || comparison.isPresent();
    if (any(LimitVerdict.State.UNKNOWN) || !compared) {
      return ExitCode.UNDECIDED;
    }
    return outcome.map(ExitCode::of).orElse(ExitCode.OK);
  }

  /** The run that it was compared with, or whose systems were measured again. */
  String baselineRunId() {
    return baseline
        .map(RunResult::runId)
        .orElseGet(() -> run.remeasured().get(0).runConfig().remeasured().orElseThrow().runId());
  }

  private static String how(Comparison comparison) {
    long all = comparison.pairs().size();
    long again = comparison.pairs().stream().filter(RunConfigComparison::paired).count();
    if (again == 0) {
      return "Its systems were not measured again, so this compares two runs.";
    }
    return again == all
        ? "Its systems were measured again, in turn with the candidates: this compares one run."
        : again
            + " of "
            + all
            + " of its systems were measured again, in turn with the candidates;\nthe others are"
            + " compared across runs.";
  }

  private boolean any(LimitVerdict.State state) {
    return limits.stream().anyMatch(one -> one.state() == state);
  }

  /** Returns what follows the report of the run. */
  String text(Symbols symbols) {
    StringBuilder text = new StringBuilder();
    if (!limits.isEmpty()) {
      text.append('\n').append(new LimitsReport(limits));
    }
    comparison.ifPresent(
        one -> {
          text.append("\nCompared with run ")
              .append(baselineRunId(), 0, SHORT_ID)
              .append(baseline.map(old -> " of " + old.startedAt()).orElse(""))
              .append(".\n")
              .append(how(one))
              .append("\n\n");
          text.append(new ComparisonReport(one, symbols));
        });
    if (baseline.isPresent() && comparison.isEmpty()) {
      text.append("\nNot compared with the baseline: the run ")
          .append(run.cancelled() ? "was cancelled" : "is the baseline itself")
          .append(".\n");
    }
    return text.toString();
  }
}
