package io.humhelix.bench.cli;

import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How run configs ended, a line for each: the first numbers of one that is OK, and the reason at
 * once of one that is not. A reason that was told before is not told again; those that share it are
 * counted. Not thread-safe.
 */
final class OutcomeLines {

  private static final int DIGITS = 3;
  private static final int MOST_NAMED = 4;

  private final BenchmarkDefinition definition;

  /** Reasons that were told, with the run configs that have the same and were not told yet. */
  private final Map<String, List<String>> others = new LinkedHashMap<>();

  /** Ids of run configs whose reason was told, or is among those that wait. */
  private final Set<String> told = new HashSet<>();

  OutcomeLines(BenchmarkDefinition definition) {
    this.definition = definition;
  }

  /** Takes a run config that ended, and returns what is to be told now; nothing if it can wait. */
  List<String> of(RunConfigResult result) {
    String label = DisplayText.oneLine(result.label());
    if (result.status() == TrialStatus.OK) {
      return behindWaiting(label + ": " + String.join(", ", numbers(result)));
    }
    if (told.contains(result.runConfig().id())) {
      return behindWaiting(label + ": " + result.status());
    }
    return problem(result.runConfig(), result.status().name(), result.firstProblem().orElse(""));
  }

  /**
   * Takes a trial, and returns why it is not OK, if it is the first such of its run config: that
   * may have hours to go. The steps of a search are there to fail.
   */
  List<String> of(RunConfig runConfig, TrialResult trial) {
    String where = "fork " + trial.fork() + " " + trial.status();
    return trial.kind() == TrialKind.SEARCH
        ? List.of()
        : early(runConfig, trial.status(), where, trial.issues(), trial.failure());
  }

  /** Takes a fork likewise. */
  List<String> of(RunConfig runConfig, ForkResult fork) {
    String where = "fork " + fork.fork() + " " + fork.status();
    return early(runConfig, fork.status(), where, fork.issues(), fork.failure());
  }

  private List<String> early(
      RunConfig runConfig,
      TrialStatus status,
      String where,
      List<Issue> issues,
      Optional<Failure> failure) {
    if (status == TrialStatus.OK
        || status == TrialStatus.CANCELLED
        || told.contains(runConfig.id())) {
      return List.of();
    }
    Optional<String> error =
        issues.stream()
            .filter(issue -> issue.severity() == Severity.ERROR)
            .map(issue -> "[" + issue.code() + "] " + issue.message())
            .findFirst();
    return error
        .or(() -> failure.map(one -> one.kind() + ": " + one.message()))
        .map(reason -> problem(runConfig, where, reason))
        .orElse(List.of());
  }

  private List<String> problem(RunConfig runConfig, String what, String problem) {
    told.add(runConfig.id());
    String label = DisplayText.oneLine(runConfig.label());
    String reason = DisplayText.oneLine(problem);
    // What other run configs share has their names in it at most.
    String alike =
        what
            + reason.replace(runConfig.label(), "").replace("'" + runConfig.sut().name() + "'", "");
    if (others.containsKey(alike)) {
      others.get(alike).add(label);
      return List.of();
    }
    List<String> lines =
        behindWaiting(label + ": " + what + (reason.isEmpty() ? "" : ": " + reason));
    others.put(alike, new ArrayList<>());
    return lines;
  }

  private List<String> behindWaiting(String line) {
    List<String> lines = waiting();
    lines.add(line);
    return lines;
  }

  /** Returns what was held back until something else is told. */
  List<String> waiting() {
    List<String> lines = new ArrayList<>();
    others.forEach(
        (alike, labels) -> {
          if (!labels.isEmpty()) {
            lines.add("same reason: " + labels.size() + " more: " + named(labels));
            labels.clear();
          }
        });
    return lines;
  }

  private static String named(List<String> labels) {
    int some = Math.min(labels.size(), MOST_NAMED);
    String names = String.join("; ", labels.subList(0, some));
    return some == labels.size() ? names : names + "; and " + (labels.size() - some) + " others";
  }

  private List<String> numbers(RunConfigResult result) {
    List<String> numbers = new ArrayList<>(List.of("OK"));
    Scenario scenario = definition.scenario();
    Metric deciding = PrimaryMetric.of(scenario);
    level(result, deciding).ifPresent(level -> numbers.add(text(deciding, level, scenario)));
    Stream.of(ErrorUnit.values())
        .flatMap(unit -> errors(result, unit).stream().boxed().map(rate -> text(unit, rate)))
        .findFirst()
        .ifPresent(numbers::add);
    return numbers;
  }

  private OptionalDouble level(RunConfigResult result, Metric metric) {
    return RunConfigEstimates.ofForks(definition, result, metric)
        .map(estimate -> OptionalDouble.of(estimate.estimate().point()))
        .orElse(OptionalDouble.empty());
  }

  private static String text(Metric metric, double level, Scenario scenario) {
    if (metric.equals(Metrics.RTF)) {
      return "RTFx " + NumberText.significant(1 / level, DIGITS);
    }
    if (metric.equals(Metrics.RTFX_WALL)) {
      return "RTFx " + NumberText.significant(level, DIGITS);
    }
    if (metric.equals(Metrics.PEAK_LOAD)) {
      String unit = scenario instanceof Scenario.Streams ? " streams" : " clips/s";
      return "peak " + NumberText.significant(level, DIGITS) + unit;
    }
    return "latency p50 " + NumberText.significant(level, DIGITS) + " s";
  }

  /** Every trial has the same clips: the mean over trials is that of all calls. */
  private static OptionalDouble errors(RunConfigResult result, ErrorUnit unit) {
    return result.validTrials().stream()
        .map((TrialResult trial) -> trial.metric(unit.rate()))
        .flatMap(rate -> rate.stream())
        .mapToDouble(Double::doubleValue)
        .average();
  }

  private static String text(ErrorUnit unit, double rate) {
    return (unit == ErrorUnit.WORD ? "WER " : "CER ") + NumberText.fixed(rate, 2) + " %";
  }
}
