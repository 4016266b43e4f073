package io.humhelix.bench.report;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run as text for people: the table of what was measured, why something was not, the plain means
 * that hum-helix's dashboard shows, and what these numbers do not tell. The text depends on the
 * result alone, not on locale, time zone or terminal. Immutable and thread-safe.
 */
public final class RunReport {

  /** Below this many replicates an interval would say nothing. */
  private static final int FEWEST_FORKS = 3;

  private final RunResult run;
  private final Symbols symbols;
  private final Map<RunConfigResult, EstimateText> estimates;

  /**
   * Makes the report of a run.
   *
   * @param run what was measured
   * @param symbols signs that the output can carry
   */
  public RunReport(RunResult run, Symbols symbols) {
    this.run = Objects.requireNonNull(run, "run");
    this.symbols = Objects.requireNonNull(symbols, "symbols");
    estimates = EstimateText.of(run, symbols);
  }

  /**
   * Writes the report, its lines ended by line feeds.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public void appendTo(Appendable out) throws IOException {
    out.append(toString());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, head());
    append(text, List.of(""));
    boolean plain = run.definition().scenario().equals(Scenario.SINGLE_STREAM);
    if (plain) {
      MeasuredTable.of(run, estimates, symbols).appendTo(text);
      append(text, List.of(""));
      append(text, legend());
    } else {
      LoadTable load = new LoadTable(run, estimates, symbols);
      load.table().appendTo(text);
      append(text, List.of(""));
      append(text, load.legend());
    }
    section(text, "Why not OK", reasons());
    section(text, FailedCallsTable.TITLE, FailedCallsTable.lines(run, symbols));
    section(
        text,
        "Different decoding settings",
        DecodingDifferences.of(run.runConfigs()).lines(symbols));
    section(text, "Warnings and notes", notes());
    List<PlainMeans> means = PlainMeans.of(run);
    if (!means.isEmpty()) {
      append(text, List.of("", "Arithmetic means of the valid trials (seconds; rtf: ratio)"));
      PlainMeans.table(means, symbols).appendTo(text);
    }
    section(text, NeededForks.title(), NeededForks.lines(run, estimates));
    section(text, "Not available", notAvailable());
    append(text, foot());
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      append(text, List.of("", title));
      append(text, lines);
    }
  }

  private List<String> head() {
    return List.of(
        DisplayText.oneLine(run.definition().name())
            + ": "
            + NumberText.count(run.runConfigs().size(), "run config")
            + ", "
            + NumberText.time(run.duration())
            + (run.cancelled() ? ", CANCELLED before the end" : ""),
        "run " + run.runId() + ", started " + run.startedAt());
  }

  private List<String> legend() {
    return new Legend()
        .add("first call: first clip after the model load; in no other number.")
        .add("latency: time per clip. max: slowest clip of all valid trials.")
        .add("RTF: processing time / audio time. RTFx: audio time / processing time.")
        .add(
            "WER, CER: errors / words (characters) of the references. S/D/I: substituted, deleted"
                + " and inserted words, summed over the valid trials.")
        .errorRates(run, estimates)
        .estimates("load, first call, latency p50, RTF, RTFx", "RTF")
        .lines();
  }

  private List<String> reasons() {
    IssueText texts = new IssueText();
    List<String> lines = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      if (config.status() != TrialStatus.OK) {
        lines.add(name(config) + ": " + config.status());
        if (config.status() == TrialStatus.CANCELLED) {
          lines.add(
              run.cancelled()
                  ? "  cancelled before it finished"
                  : "  the run ended before it started; see the notes");
        }
        List<String> found = texts.lines(config);
        lines.addAll(found);
        if (found.isEmpty() && config.status() != TrialStatus.CANCELLED) {
          lines.add("  no reason was recorded");
        }
      }
    }
    return lines;
  }

  private List<String> notes() {
    IssueText texts = new IssueText();
    List<String> lines = new ArrayList<>();
    run.issues().forEach(issue -> lines.addAll(IssueText.lines(issue, "")));
    lines.addAll(NormalizerText.lines(run.runConfigs()));
    WarmUpText.unjudged(
            run.runConfigs().stream()
                .filter(config -> config.status() == TrialStatus.OK)
                .flatMapToInt(config -> estimates.get(config).forksUnjudged().stream()))
        .ifPresent(text -> lines.addAll(DisplayText.wrap(text, "  ")));
    for (RunConfigResult config : run.runConfigs()) {
      List<String> found = texts.lines(config);
      List<String> dropped =
          Stream.of(estimates.get(config).dropped(), estimates.get(config).ofErrors())
              .flatMap(List::stream)
              .toList();
      if (config.status() == TrialStatus.OK && !(found.isEmpty() && dropped.isEmpty())) {
        lines.add(name(config) + ":");
        lines.addAll(found);
        dropped.forEach(one -> lines.addAll(DisplayText.wrap("  " + one, "    ")));
      }
    }
    return lines;
  }

  private List<String> notAvailable() {
    List<String> lines = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      RunConfigFigures figures = RunConfigFigures.of(config);
      int clips = figures.scoredClips() + figures.unscoredClips();
      if (clips > 0 && figures.scoredClips() == 0) {
        lines.add(name(config) + ": no WER or CER: no clip has a reference");
      } else if (clips > 0 && !figures.words().hasRate()) {
        long madeUp = figures.words().insertions();
        lines.add(
            name(config)
                + ": no WER: the references have no words"
                + (madeUp == 0 ? "" : ", but the texts have " + madeUp));
      } else if (figures.unscoredClips() > 0) {
        lines.add(
            name(config)
                + ": WER and CER are of "
                + figures.scoredClips()
                + " of "
                + NumberText.count(clips, "call")
                + "; the other clips have no reference");
      }
    }
    if (run.runConfigs().stream().anyMatch(config -> !config.validTrials().isEmpty())) {
      if (mostForks() < FEWEST_FORKS) {
        lines.add(
            "95 % interval: needs "
                + FEWEST_FORKS
                + " forks; to compare, run 5 or more (trials.profile: quick)");
      }
      if (run.definition().scenario().equals(Scenario.SINGLE_STREAM)) {
        lines.add("latency p90 and above: not estimated in this scenario; see latency max");
      }
    }
    return lines;
  }

  private long mostForks() {
    return run.runConfigs().stream()
        .mapToLong(
            config -> config.validTrials().stream().mapToInt(t -> t.fork()).distinct().count())
        .max()
        .orElse(0);
  }

  private List<String> foot() {
    int planned = PlannedTrials.of(run);
    long valid = run.runConfigs().stream().mapToLong(config -> config.validTrials().size()).sum();
    return List.of(
        "",
        valid + " of " + NumberText.count(planned, "planned trial") + " valid",
        run.resultsFile()
            .map(file -> "Results: " + DisplayText.oneLine(file.toString()))
            .orElse("Results: not stored (no output folder)"));
  }

  private static String name(RunConfigResult config) {
    return DisplayText.oneLine(config.runConfig().label());
  }
}
