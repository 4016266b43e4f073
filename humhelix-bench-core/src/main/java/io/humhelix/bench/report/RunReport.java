package io.humhelix.bench.report;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run as text for people: the table of what was measured, why something was not, and what these
 * numbers do not tell. What was found of many run configs is told once. The text depends on the
 * result alone, not on locale, time zone or terminal. Immutable and thread-safe.
 */
public final class RunReport {

  /** Below this many replicates an interval would say nothing. */
  private static final int FEWEST_FORKS = 3;

  /** The note that says of run configs that they have no more forks. */
  private static final String SMALL_N = "small-n";

  private final RunResult run;
  private final Symbols symbols;
  private final boolean complete;
  private final Map<RunConfigResult, EstimateText> estimates;

  /**
   * Makes the report of a run.
   *
   * @param run what was measured
   * @param symbols signs that the output can carry
   */
  public RunReport(RunResult run, Symbols symbols) {
    this(run, symbols, false);
  }

  private RunReport(RunResult run, Symbols symbols, boolean complete) {
    this.complete = complete;
    this.run = Objects.requireNonNull(run, "run");
    this.symbols = Objects.requireNonNull(symbols, "symbols");
    estimates = EstimateText.of(run, symbols);
  }

  /**
   * Returns this report with the arithmetic means that hum-helix's dashboard shows, which otherwise
   * a line says how to see.
   *
   * @return with a table of 150 columns and more
   */
  public RunReport withMeans() {
    return new RunReport(run, symbols, true);
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
    section(text, "Why not OK", NotOkText.lines(run, RunConfigNames.of(run), symbols));
    section(text, FailedCallsTable.TITLE, FailedCallsTable.lines(run, symbols));
    section(
        text,
        "Different decoding settings",
        DecodingDifferences.of(run.runConfigs()).lines(symbols));
    section(text, "Warnings and notes", notes());
    section(text, "Arithmetic means of the valid trials (seconds; rtf: ratio)", means());
    section(text, NeededForks.title(), NeededForks.lines(run, estimates));
    section(text, "Not available", notAvailable());
    append(text, foot());
    return text.toString();
  }

  /** What is stored, one command shows; a table of it takes 150 columns. */
  private boolean showsMeans() {
    return complete || run.resultsFile().isEmpty();
  }

  private List<String> means() {
    List<PlainMeans> means = PlainMeans.of(run);
    return means.isEmpty() || !showsMeans()
        ? List.of()
        : PlainMeans.table(means, symbols).toString().lines().toList();
  }

  private static void append(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      append(text, List.of("", symbols.paint(Ink.TITLE, title)));
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

  private List<String> notes() {
    Findings findings = new Findings();
    run.issues().forEach(issue -> findings.add(Finding.of(issue)));
    for (RunConfigResult config : run.runConfigs()) {
      // Why something is not OK has been told.
      Set<Finding> told =
          config.status() == TrialStatus.OK ? Set.of() : NotOkText.reasons(config).keySet();
      Findings.of(config)
          .forEach(
              (finding, trials) -> {
                if (!told.contains(finding)) {
                  findings.add(finding, config.runConfig(), trials);
                }
              });
      if (config.status() == TrialStatus.OK) {
        Stream.of(estimates.get(config).dropped(), estimates.get(config).ofErrors())
            .flatMap(List::stream)
            .forEach(text -> findings.add(Finding.note(text), config.runConfig()));
      }
    }
    List<String> lines = new ArrayList<>(NormalizerText.lines(run.runConfigs()));
    WarmUpText.unjudged(
            run.runConfigs().stream()
                .filter(config -> config.status() == TrialStatus.OK)
                .flatMapToInt(config -> estimates.get(config).forksUnjudged().stream()))
        .ifPresent(text -> lines.addAll(DisplayText.wrap(text, "  ")));
    lines.addAll(0, findings.lines(RunConfigNames.of(run), "", true, symbols));
    return lines;
  }

  private List<String> notAvailable() {
    Map<String, List<RunConfig>> missing = new LinkedHashMap<>();
    for (RunConfigResult config : run.runConfigs()) {
      missingErrors(config)
          .ifPresent(
              text ->
                  missing.computeIfAbsent(text, any -> new ArrayList<>()).add(config.runConfig()));
    }
    RunConfigNames names = RunConfigNames.of(run);
    List<String> lines = new ArrayList<>();
    missing.forEach(
        (text, configs) ->
            lines.addAll(RunConfigNames.wrap(names.text(configs) + ": " + text, "  ")));
    boolean said =
        run.runConfigs().stream()
            .flatMap(config -> config.issues().stream())
            .anyMatch(issue -> issue.code().equals(SMALL_N));
    if (!said && mostForks() > 0 && mostForks() < FEWEST_FORKS) {
      lines.add(
          "95 % interval: needs "
              + FEWEST_FORKS
              + " forks; to compare, run 5 or more (trials.profile: quick)");
    }
    return lines;
  }

  /** Why a run config has no error rate, or not one of all clips. */
  private static Optional<String> missingErrors(RunConfigResult config) {
    RunConfigFigures figures = RunConfigFigures.of(config);
    int clips = figures.scoredClips() + figures.unscoredClips();
    if (clips > 0 && figures.scoredClips() == 0) {
      return Optional.of("no WER or CER: no clip has a reference");
    }
    if (clips > 0 && !figures.words().hasRate()) {
      long madeUp = figures.words().insertions();
      return Optional.of(
          "no WER: the references have no words"
              + (madeUp == 0 ? "" : ", but the texts have " + madeUp));
    }
    return figures.unscoredClips() == 0
        ? Optional.empty()
        : Optional.of(
            "WER and CER are of "
                + figures.scoredClips()
                + " of "
                + NumberText.count(clips, "call")
                + "; the other clips have no reference");
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
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(valid + " of " + NumberText.count(planned, "planned trial") + " valid");
    lines.add(
        run.resultsFile()
            .map(file -> "Results: " + DisplayText.oneLine(file.toString()))
            .orElse("Results: not stored (no output folder)"));
    if (valid > 0 && !showsMeans()) {
      lines.add("Arithmetic means: show --by model,device,beam_size,audio_file,system RESULTS");
    }
    return lines;
  }
}
