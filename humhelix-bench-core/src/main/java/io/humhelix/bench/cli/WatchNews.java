package io.humhelix.bench.cli;

import io.humhelix.bench.html.ReportOutcome;
import io.humhelix.bench.report.DisplayText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is said of a report that is written again and again: that it is there, whether a run goes
 * on, and what is wrong; each once, until it changes.
 */
final class WatchNews {

  private final CommandContext context;
  private final Path file;
  private boolean first = true;
  private boolean running;
  private List<String> damages = List.of();
  private String failure = "";

  WatchNews(CommandContext context, Path file) {
    this.context = context;
    this.file = file;
  }

  /** Whether nothing was written yet. */
  boolean isFirst() {
    return first;
  }

  void written(ReportOutcome outcome) {
    if (first) {
      say("Report: " + file + ", written again when results change (Ctrl-C ends it)");
    } else if (!failure.isEmpty()) {
      say("Report: " + file + ", written again");
    }
    if (first ? outcome.running() : running != outcome.running()) {
      say(outcome.running() ? "a run goes on" : "the run has ended");
    }
    if (!outcome.damages().equals(damages)) {
      outcome.damages().forEach(damage -> context.complain("note: " + DisplayText.oneLine(damage)));
    }
    first = false;
    running = outcome.running();
    damages = outcome.damages();
    failure = "";
  }

  void failed(IOException e) {
    if (!String.valueOf(e.getMessage()).equals(failure)) {
      context.complain(e.getMessage() + " (the next try is in a moment)");
    }
    failure = String.valueOf(e.getMessage());
  }

  private void say(String text) {
    context.out().println(DisplayText.oneLine(text));
    context.out().flush();
  }
}
