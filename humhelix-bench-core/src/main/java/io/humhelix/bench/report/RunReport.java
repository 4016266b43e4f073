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
    section(
        text, "Decoding was not the same", DecodingDifferences.of(run.runConfigs()).lines(symbols));
    section(text, "Warnings and notes", notes());
    List<PlainMeans> means = PlainMeans.of(run);
    if (!means.isEmpty()) {
      append(text, List.of("", "Arithmetic means over valid trials, in seconds (rtf: a ratio)"));
      PlainMeans.table(means, symbols).appendTo(text);
    }
    section(text, NeededForks.title(run), NeededForks.lines(run, estimates));
    section(text, "Not known", notKnown());
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

  private static List<String> legend() {
    return List.of(
        "first call: the first clip on the freshly loaded model, in no other number.",
        "latency: per clip, over the clips of all valid trials. RTFx (audio / busy time): median over"
            + " the valid trials.",
        "RTF (time / audio): geometric mean of the forks' medians; interval by Student's t over the"
            + " forks, from 3 on; it reaches further on the slow side, since a few forks may have had"
            + " no slow one among them.",
        "WER, CER: errors / reference words (characters), both summed over the clips of all valid"
            + " trials. S/D/I: words substituted, deleted, inserted.",
        "interval of the WER: jackknife over speakers or recordings, from 5 on; it says what other"
            + " clips of this kind would give.");
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
                  ? "  the run was cancelled before this run config was through"
                  : "  the run ended before this run config was begun; the notes say why");
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
    for (RunConfigResult config : run.runConfigs()) {
      List<String> found = texts.lines(config);
      List<String> dropped = estimates.get(config).dropped();
      if (config.status() == TrialStatus.OK && !(found.isEmpty() && dropped.isEmpty())) {
        lines.add(name(config) + ":");
        lines.addAll(found);
        dropped.forEach(one -> lines.add("  " + one));
      }
    }
    return lines;
  }

  private List<String> notKnown() {
    List<String> lines = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      RunConfigFigures figures = RunConfigFigures.of(config);
      int clips = figures.scoredClips() + figures.unscoredClips();
      if (clips > 0 && figures.scoredClips() == 0) {
        lines.add(name(config) + ": no WER and CER: no reference");
      } else if (clips > 0 && !figures.words().hasRate()) {
        lines.add(name(config) + ": no WER: the references have no words");
      } else if (figures.unscoredClips() > 0) {
        lines.add(
            name(config)
                + ": WER and CER are those of "
                + figures.scoredClips()
                + " of "
                + NumberText.count(clips, "call")
                + ": the other clips have no reference");
      }
    }
    if (run.runConfigs().stream().anyMatch(config -> !config.validTrials().isEmpty())) {
      if (mostForks() < FEWEST_FORKS) {
        lines.add(
            "fewer than "
                + FEWEST_FORKS
                + " forks: no interval; a verdict takes 5 (trials.profile: quick) or more");
      }
      if (run.definition().scenario().equals(Scenario.SINGLE_STREAM)) {
        lines.add("latency p90 and above: not estimated; the slowest call is shown");
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
        valid + " of " + NumberText.count(planned, "planned measured trial") + " count",
        run.resultsFile()
            .map(file -> "Results: " + DisplayText.oneLine(file.toString()))
            .orElse("Results: not stored, since no output folder was given"));
  }

  private static String name(RunConfigResult config) {
    return DisplayText.oneLine(config.runConfig().label());
  }
}
