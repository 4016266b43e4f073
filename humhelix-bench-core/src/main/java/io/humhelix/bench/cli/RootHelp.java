package io.humhelix.bench.cli;

import io.humhelix.bench.report.DisplayText;
import java.util.ArrayList;
import java.util.List;

/** The help of the program: all commands in groups. Made without describing any of them. */
final class RootHelp {

  private static final int LABEL = 15;

  private RootHelp() {}

  static String text(int width) {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: humhelix-bench COMMAND [OPTIONS]");
    lines.add("");
    wrap(lines, "Measures the speed and word error rate of speech-to-text engines.", "", width);
    Verb.Group group = null;
    for (Verb verb : Verb.values()) {
      if (verb.group() != group) {
        group = verb.group();
        lines.add("");
        lines.add(group.title() + ":");
      }
      row(lines, verb.word(), verb.summary(), width);
    }
    lines.add("");
    lines.add("Options of every command:");
    row(lines, "-h, --help", "Explain the command.", width);
    row(lines, "-V, --version", "Print the version.", width);
    row(lines, "-v, --verbose", "Show where an internal error is (like HUMHELIX_DEBUG=1).", width);
    row(
        lines,
        "--color=WHEN",
        "Colours: auto (on a terminal, unless NO_COLOR is set), always, never.",
        width);
    lines.add("");
    lines.add("Examples:");
    lines.add("  humhelix-bench run bench.yaml");
    lines.add("  humhelix-bench show results");
    lines.add("  humhelix-bench help run");
    lines.add("");
    wrap(
        lines,
        "Columns and metrics: humhelix-bench help metrics. Exit codes: humhelix-bench help"
            + " exit-codes.",
        "  ",
        width);
    return String.join("\n", lines) + "\n";
  }

  private static void row(List<String> lines, String label, String text, int width) {
    String begin = "  " + label + " ".repeat(Math.max(1, LABEL - label.length()));
    wrap(lines, begin + text, " ".repeat(LABEL + 2), width);
  }

  private static void wrap(List<String> lines, String text, String indent, int width) {
    lines.addAll(DisplayText.wrap(text, indent, width));
  }
}
