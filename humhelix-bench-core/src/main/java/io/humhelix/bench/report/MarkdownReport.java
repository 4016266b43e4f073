package io.humhelix.bench.report;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Scale;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results as GitHub Markdown for the comment of a pull request: the answer, a small table, and the
 * whole report folded in. It begins with {@link #MARKER}, by which a script finds its own comment
 * again. Where it would be longer than a comment may be, the report is left out.
 */
public final class MarkdownReport {

  /** First line of every text, not shown. */
  public static final String MARKER = "<!-- humhelix-bench -->";

  /** GitHub takes 65 536 characters in a comment. */
  static final int MOST_CHARACTERS = 65_000;

  private static final int DIGITS = 4;
  private static final int PERCENT = 100;

  private MarkdownReport() {}

  /**
   * Returns runs, one section each.
   *
   * @param runs one or more
   * @return lines ended by line feeds
   */
  public static String of(List<RunResult> runs) {
    StringBuilder text = new StringBuilder(MARKER + "\n");
    List<String> details = new ArrayList<>();
    for (RunResult run : runs) {
      text.append(details.isEmpty() ? "" : "\n");
      section(text, run);
      details.add(new RunReport(run, Symbols.UNICODE, TableView.WHOLE).toString());
    }
    return withDetails(text, "Full report", String.join("\n", details));
  }

  /**
   * Returns a comparison.
   *
   * @param comparison what was found
   * @param baseline what it was compared with, for people, such as a file's name
   * @param candidate what was judged
   * @return lines ended by line feeds
   */
  public static String of(Comparison comparison, String baseline, String candidate) {
    StringBuilder text = new StringBuilder(MARKER + "\n");
    text.append("### ").append(headline(comparison)).append("\n\n");
    text.append(MarkdownText.code(StoredForm.withoutSecrets(candidate))).append(" against ");
    text.append(MarkdownText.code(StoredForm.withoutSecrets(baseline))).append(".\n");
    comparison.notes().stream()
        .filter(note -> note.contains("[" + RunReader.RECORDS_LOST + "]"))
        .forEach(note -> warning(text.append('\n'), note));
    if (!comparison.pairs().isEmpty()) {
      text.append('\n');
      row(
          text,
          List.of(
              "run config",
              "metric",
              "baseline",
              "candidate",
              "change",
              "95 % interval",
              "verdict"));
      text.append("|---|---|---:|---:|---:|---:|---|\n");
      for (RunConfigComparison pair : comparison.pairs()) {
        pair.metrics().stream()
            .filter(MetricComparison::primary)
            .forEach(metric -> row(text, row(pair, metric)));
        pair.failures().decision().ifPresent(decision -> row(text, failures(pair, decision)));
      }
    }
    comparison.missing().stream()
        .map(label -> "\nMissing in the candidate: " + MarkdownText.code(label) + "\n")
        .forEach(text::append);
    return withDetails(
        text, "Why, and how", new ComparisonReport(comparison, Symbols.UNICODE).toString());
  }

  private static void warning(StringBuilder text, String warning) {
    text.append("**Warning:** ")
        .append(MarkdownText.code(StoredForm.withoutSecrets(warning)))
        .append("\n\n");
  }

  private static String headline(Comparison comparison) {
    return switch (comparison.outcome()) {
      case NO_REGRESSION -> "No regression";
      case REGRESSION -> "Regression";
      case INVALID -> "Invalid: a side has no valid trials";
      case UNDECIDED -> "Undecided";
    };
  }

  private static List<String> row(RunConfigComparison pair, MetricComparison metric) {
    Optional<Estimate> change = metric.decision().change();
    return List.of(
        MarkdownText.code(pair.label()),
        MarkdownText.code(metric.metric().name()),
        level(metric, metric.baseline()),
        level(metric, metric.candidate()),
        change.map(c -> change(metric, c.point())).orElse(NumberText.NONE),
        change
            .flatMap(Estimate::interval)
            .map(i -> change(metric, i.low()) + " to " + change(metric, i.high()))
            .orElse(NumberText.NONE),
        verdict(metric.decision()));
  }

  private static List<String> failures(RunConfigComparison pair, Decision decision) {
    return List.of(
        MarkdownText.code(pair.label()),
        "failures",
        share(pair.failures().baseline()),
        share(pair.failures().candidate()),
        NumberText.NONE,
        NumberText.NONE,
        verdict(decision));
  }

  private static String share(Optional<Estimate> share) {
    return share
        .map(one -> NumberText.fixed(PERCENT * one.point(), 1) + " %")
        .orElse(NumberText.NONE);
  }

  /** What is not in order stands out. */
  private static String verdict(Decision decision) {
    String word = decision.verdict().name();
    return switch (decision.verdict()) {
      case EQUIVALENT, SAME_TEXTS, IMPROVEMENT, NOT_SHOWN -> '`' + word + '`';
      default -> "**`" + word + "`**";
    };
  }

  private static String level(MetricComparison metric, Optional<Estimate> level) {
    if (level.isEmpty()) {
      return NumberText.NONE;
    }
    if (ComparisonTable.isMemory(metric)) {
      return NumberText.bytes(level.get().point());
    }
    return ErrorUnit.isRate(metric.metric())
        ? NumberText.fixed(PERCENT * level.get().point(), 2) + " %"
        : NumberText.significant(level.get().point(), DIGITS);
  }

  private static String change(MetricComparison metric, double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return metric.decision().tolerance().scale() == Scale.LOG
        ? NumberText.signed(PERCENT * (value - 1), 1) + " %"
        : NumberText.signed(PERCENT * value, 2) + " points";
  }

  private static void section(StringBuilder text, RunResult run) {
    Map<RunConfigResult, EstimateText> estimates = EstimateText.of(run, Symbols.UNICODE);
    Metric deciding = PrimaryMetric.of(run.definition().scenario());
    boolean rtf = deciding.equals(Metrics.RTF);
    boolean characters = EstimateText.charactersDecide(estimates.values());
    long valid = run.candidates().stream().filter(c -> c.status() == TrialStatus.OK).count();
    int again = run.remeasured().size();
    text.append("### ")
        .append(MarkdownText.code(StoredForm.withoutSecrets(run.definition().name())))
        .append(": ")
        .append(valid)
        .append(" of ")
        .append(NumberText.count(run.candidates().size(), "run config"))
        .append(" valid")
        .append(again > 0 ? "; of the baseline " + again + " measured again" : "")
        .append(run.cancelled() ? ", **cancelled before the end**" : "")
        .append("\n\n");
    run.issues().stream()
        .filter(issue -> issue.code().equals(RunReader.RECORDS_LOST))
        .forEach(issue -> warning(text, issue.text()));
    List<String> head = new ArrayList<>(List.of("run config", "status", deciding.name()));
    head.add("95 % interval");
    if (rtf) {
      head.add("RTFx");
    }
    head.addAll(List.of("latency p50 s", "load s", "WER %", "95 % interval"));
    if (characters) {
      head.addAll(List.of("CER %", "95 % interval"));
    }
    head.add("valid trials");
    row(text, head);
    text.append("|---|---|").append("---:|".repeat(head.size() - 2)).append('\n');
    for (RunConfigResult config : run.runConfigs()) {
      EstimateText estimate = estimates.get(config);
      List<String> row = new ArrayList<>();
      row.add(MarkdownText.code(StoredForm.label(config.runConfig())));
      row.add(config.status() == TrialStatus.OK ? "OK" : "**" + config.status() + "**");
      row.add(estimate.point(deciding));
      row.add(estimate.interval(deciding));
      if (rtf) {
        row.add(estimate.inverse(deciding));
      }
      row.add(estimate.point(Metrics.LATENCY_P50_S));
      row.add(estimate.point(Metrics.LOAD_S));
      row.add(estimate.point(Metrics.WER_PERCENT));
      row.add(estimate.interval(Metrics.WER_PERCENT));
      if (characters) {
        row.add(estimate.point(Metrics.CER_PERCENT));
        row.add(estimate.interval(Metrics.CER_PERCENT));
      }
      row.add(config.validTrials().size() + "/" + PlannedTrials.of(run.definition(), config));
      row(text, row);
    }
    text.append("\nRun ")
        .append(MarkdownText.code(run.runId()))
        .append(", ")
        .append(run.startedAt())
        .append(", host ")
        .append(
            MarkdownText.code(
                StoredForm.withoutSecrets(run.provenance().host().getOrDefault("name", "unknown"))))
        .append(", humhelix-bench ")
        .append(MarkdownText.code(run.provenance().harnessVersion()))
        .append(".\n");
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String withDetails(StringBuilder text, String title, String details) {
    String folded =
        "\n<details><summary>"
            + title
            + "</summary>\n\n"
            + MarkdownText.block(StoredForm.withoutSecrets(details))
            + "\n</details>\n";
    return text.length() + folded.length() <= MOST_CHARACTERS
        ? text + folded
        : text + "\n" + title + ": too long for a comment; see the results file.\n";
  }
}
