package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.compare.Gate;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.LimitsReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
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
            + " of its systems were measured again, in turn with the candidates; the others"
            + " are compared across runs.";
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
          String with =
              "Compared with "
                  + run.definition()
                      .expectations()
                      .baseline()
                      .map(name -> "baseline '" + StoredForm.withoutSecrets(name) + "', ")
                      .orElse("")
                  + "run "
                  + baselineRunId().substring(0, SHORT_ID)
                  + baseline
                      .map(old -> " of " + BaselineText.TIME.format(old.startedAt()) + " UTC")
                      .orElse("")
                  + ".";
          text.append('\n');
          append(text, DisplayText.oneLine(with));
          append(text, how(one));
          text.append('\n');
          text.append(new ComparisonReport(one, symbols));
        });
    if (baseline.isPresent() && comparison.isEmpty()) {
      text.append("\nNot compared with the baseline: the run ")
          .append(run.cancelled() ? "was cancelled" : "is the baseline itself")
          .append(".\n");
    }
    if (baseline.isPresent() || comparison.isPresent() || !limits.isEmpty()) {
      text.append('\n');
      append(text, DisplayText.oneLine(gate()));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String line) {
    DisplayText.wrap(line, "  ").forEach(one -> text.append(one).append('\n'));
  }

  /** The outcome, where a screen ends. */
  private String gate() {
    int code = run.cancelled() ? ExitCode.CANCELLED : exitCode();
    return code == ExitCode.OK
        ? "Gate: passed"
        : "Gate: not passed (exit code " + code + "): " + why(code);
  }

  private String why(int code) {
    Optional<Gate> gate = comparison.map(Comparison::gate);
    return switch (code) {
      case ExitCode.CANCELLED -> "the run was cancelled";
      case ExitCode.REGRESSION -> told(gate.map(this::worse).orElse(List.of())) + " got worse";
      case ExitCode.LIMIT_MISSED -> "limit missed: " + told(limits(LimitVerdict.State.MISSED));
      case ExitCode.UNDECIDED -> undecided(gate);
      default ->
          invalid().isEmpty() ? "the baseline has no valid trials" : "not OK: " + told(invalid());
    };
  }

  private List<String> worse(Gate gate) {
    return named(gate.regressions());
  }

  private List<String> invalid() {
    return run.candidates().stream()
        .filter(config -> config.status() != TrialStatus.OK)
        .map(config -> StoredForm.label(config.runConfig()))
        .toList();
  }

  private String undecided(Optional<Gate> gate) {
    if (any(LimitVerdict.State.UNKNOWN)) {
      return "limit not told: " + told(limits(LimitVerdict.State.UNKNOWN));
    }
    List<String> names = named(gate.map(Gate::undecided).orElse(List.of()));
    List<String> missing = comparison.map(Comparison::missing).orElse(List.of());
    if (!names.isEmpty()) {
      return "undecided: " + told(names);
    }
    return missing.isEmpty()
        ? "nothing was compared with the baseline"
        : "missing in the run: " + told(missing);
  }

  /** The names of the gate, with what a reader looks for in front. */
  private List<String> named(List<String> names) {
    List<String> texts = new ArrayList<>();
    for (RunConfigComparison pair : comparison.map(Comparison::pairs).orElse(List.of())) {
      for (MetricComparison metric : pair.metrics()) {
        if (names.contains(Comparison.name(pair, metric))) {
          texts.add(metric.metric().name() + " of " + pair.label());
        }
      }
      if (names.contains(Comparison.failures(pair))) {
        texts.add("failures of " + pair.label());
      }
    }
    return texts;
  }

  private List<String> limits(LimitVerdict.State state) {
    return limits.stream()
        .filter(one -> one.state() == state)
        .map(one -> one.metric() + " " + one.limit() + " of " + one.label())
        .toList();
  }

  private static String told(List<String> names) {
    return names.size() < 3
        ? String.join(" and ", names)
        : names.get(0) + " and " + (names.size() - 1) + " more";
  }
}
