package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.PrintWriter;
import java.time.Duration;

/** A line per model load, trial and refusal: for a pipe, a file or a log of a build server. */
final class PlainProgress implements Progress {

  private static final int DIGITS = 3;

  private final PrintWriter err;
  private final TrialPolicy policy;
  private final Symbols symbols;

  PlainProgress(PrintWriter err, TrialPolicy policy, Symbols symbols) {
    this.err = err;
    this.policy = policy;
    this.symbols = symbols;
  }

  @Override
  public void runStarted(RunEvents.RunStarted event) {
    event.resultsFile().ifPresent(file -> line("results go to " + file));
  }

  @Override
  public void issueRaised(RunEvents.IssueRaised event) {
    if (Progress.isOfBaseline(event)) {
      DisplayText.wrap(DisplayText.oneLine(event.issue().message()), "  ").forEach(this::line);
    }
  }

  @Override
  public void runConfigStarted(RunEvents.RunConfigStarted event) {
    line(event.runConfig().label() + ": loading the model" + symbols.ellipsis());
  }

  @Override
  public void trialFinished(RunEvents.TrialFinished event) {
    TrialResult trial = event.result();
    String text =
        event.runConfig().label()
            + ": "
            + TrialText.of(trial.kind(), trial.trial(), policy)
            + " "
            + trial.status();
    int failed = trial.failedCalls().size();
    if (failed > 0) {
      text +=
          ", "
              + failed
              + " of "
              + NumberText.count(failed + trial.calls().size(), "call")
              + " failed";
    }
    if (trial.audioSeconds() > 0) {
      double busy = trial.totalTranscriptionSeconds();
      text +=
          ", "
              + NumberText.significant(busy, DIGITS)
              + " s, RTF "
              + NumberText.significant(busy / trial.audioSeconds(), DIGITS);
    }
    line(text);
    trial.failure().ifPresent(failure -> line("  " + failure.message()));
  }

  @Override
  public void runConfigFinished(RunEvents.RunConfigFinished event) {
    TrialStatus status = event.result().status();
    RunConfig config = event.result().runConfig();
    if (event.result().trials().isEmpty()) {
      line(config.label() + ": " + status);
      event.result().failure().ifPresent(failure -> line("  " + failure.message()));
    }
  }

  @Override
  public void progressed(RunEvents.Progressed event) {
    // Before the first pass there is nothing to tell; the last one is followed by the report.
    if (event.done() > 0 && event.done() < event.total()) {
      line(
          event.done()
              + "/"
              + event.total()
              + " passes in "
              + NumberText.time(event.elapsed())
              + event.left().map(PlainProgress::left).orElse(""));
    }
  }

  private static String left(Duration left) {
    return ", about " + NumberText.time(left) + " left";
  }

  private void line(String text) {
    String safe = DisplayText.oneLine(text);
    err.println(text.startsWith("  ") ? "  " + safe : safe);
  }
}
