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
 * A run as text for people: the table of what was measured, why something was not, what these
 * numbers do not tell, and what a colleague would say of them. What was found of many run configs
 * is told once. The text depends on the result and the width alone, not on locale or time zone. No
 * line is wider than that, but for a path that is. Immutable and thread-safe.
 */
public final class RunReport {

  /** Below this many replicates an interval would say nothing. */
  private static final int FEWEST_FORKS = 3;

  /** The note that says of run configs that they have no more forks. */
  private static final String SMALL_N = "small-n";

  private final RunResult run;
  private final Symbols symbols;
  private final TableView view;
  private final Map<RunConfigResult, EstimateText> estimates;

  /**
   * Makes the report of a run, for 80 columns.
   *
   * @param run what was measured
   * @param symbols signs that the output can carry
   */
  public RunReport(RunResult run, Symbols symbols) {
    this(run, symbols, TableView.DEFAULT);
  }

  /**
   * Makes the report of a run.
   *
   * @param run what was measured
   * @param symbols signs that the output can carry
   * @param view how much of its tables is shown; names of columns that the run's table does not
   *     have are passed over
   */
  public RunReport(RunResult run, Symbols symbols, TableView view) {
    this.run = Objects.requireNonNull(run, "run");
    this.symbols = Objects.requireNonNull(symbols, "symbols");
    this.view = Objects.requireNonNull(view, "view");
    estimates = EstimateText.of(run, symbols);
  }

  /**
   * Returns the names of the columns that the main table of a run has.
   *
   * @param scenario of the run
   * @return names for {@link TableView}, in the order of the table
   */
  public static List<String> columns(Scenario scenario) {
    return TableColumn.of(scenario).stream().map(TableColumn::key).toList();
  }

  /**
   * Returns what a colleague would say of the run, which is the end of the report.
   *
   * @return one to three sentences, as long as they are
   */
  public List<String> sentences() {
    return new RunHeadline(run, estimates, symbols).sentences();
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
    mainTable(text);
    section(text, "Why not OK", NotOkText.lines(run, RunConfigNames.of(run), symbols));
    section(text, FailedCallsTable.TITLE, FailedCallsTable.lines(run, symbols, view.ofItsOwn()));
    section(
        text,
        "Different decoding settings",
        DecodingDifferences.of(run.runConfigs()).lines(symbols, view.ofItsOwn()));
    section(text, "Warnings and notes", notes());
    section(text, "Arithmetic means of the valid trials (seconds; rtf: ratio)", means());
    section(text, NeededForks.title(), NeededForks.lines(run, estimates));
    section(text, "Not available", notAvailable());
    foot(text);
    return text.toString();
  }

  /**
   * Returns the main table alone: the level of each run config with its interval.
   *
   * @return lines of a terminal
   */
  public String table() {
    StringBuilder text = new StringBuilder();
    mainTable(text);
    return text.toString();
  }

  private void mainTable(StringBuilder text) {
    if (run.definition().scenario().equals(Scenario.SINGLE_STREAM)) {
      table(text, new MeasuredTable(run, estimates).table(symbols));
      append(text, new Legend().errorRates(run, estimates).lines());
    } else {
      LoadTable load = new LoadTable(run, estimates);
      table(text, load.table(symbols));
      append(text, load.notes());
    }
  }

  private void table(StringBuilder text, FittedTable table) {
    FittedTable.Fitted fitted = table.fit(view);
    whole(text, fitted.lines());
    append(text, List.of(""));
    append(text, same(fitted));
    int more = fitted.leftOut().size();
    append(
        text,
        List.of(
            "What the columns mean: humhelix-bench help metrics."
                + (more == 0 ? "" : " " + NumberText.count(more, "more column") + ": --wide.")));
  }

  private static List<String> same(FittedTable.Fitted fitted) {
    return fitted.same().isEmpty()
        ? List.of()
        : List.of("same for all: " + String.join("; ", fitted.same()));
  }

  private static void whole(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private void append(StringBuilder text, List<String> lines) {
    int width = view.whole() ? Integer.MAX_VALUE : view.width();
    for (String line : lines) {
      String indent = line.substring(0, line.length() - line.stripLeading().length());
      whole(text, TextFold.wrapped(line, indent + "  ", width));
    }
  }

  /** What is stored, one command shows. */
  private boolean showsMeans() {
    return view.whole() || run.resultsFile().isEmpty();
  }

  private List<String> means() {
    List<PlainMeans> means = PlainMeans.of(run);
    if (means.isEmpty() || !showsMeans()) {
      return List.of();
    }
    FittedTable.Fitted fitted = PlainMeans.table(means, symbols).fit(view.ofItsOwn());
    List<String> lines = new ArrayList<>(fitted.lines());
    lines.addAll(same(fitted));
    return lines;
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

  private List<String> notes() {
    Findings findings = new Findings();
    run.issues().forEach(issue -> findings.add(RunFinding.of(issue)));
    for (RunConfigResult config : run.runConfigs()) {
      // Why something is not OK has been told.
      Set<RunFinding> told =
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
            .forEach(text -> findings.add(RunFinding.note(text), config.runConfig()));
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

  private void foot(StringBuilder text) {
    int planned = PlannedTrials.of(run);
    long valid = run.runConfigs().stream().mapToLong(config -> config.validTrials().size()).sum();
    append(
        text, List.of("", valid + " of " + NumberText.count(planned, "planned trial") + " valid"));
    // Who copies the path needs all of it.
    whole(
        text,
        List.of(
            run.resultsFile()
                .map(file -> "Results: " + DisplayText.oneLine(file.toString()))
                .orElse("Results: not stored (no output folder)")));
    if (valid > 0 && !showsMeans()) {
      append(
          text,
          List.of("Arithmetic means: show --by model,device,beam_size,audio_file,system RESULTS"));
    }
    append(text, List.of(""));
    append(text, sentences());
  }
}
