package io.humhelix.bench.report;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An issue, a failure or a remark in the words of a report. All texts are on one line and harmless.
 *
 * @param rank what stands first, from 0
 * @param kind what a reader looks for, such as {@code warning [other-load]}; empty of a remark
 * @param text what was found
 * @param remedy what to do; blank if nothing
 */
record RunFinding(int rank, String kind, String text, String remedy) {

  private static final int OF_FAILURES = 0;
  private static final int OF_ERRORS = 1;
  private static final int OF_WARNINGS = 2;
  private static final int OF_NOTES = 3;

  private static final String INDENT = "  ";

  static RunFinding of(Issue issue) {
    return new RunFinding(
        switch (issue.severity()) {
          case ERROR -> OF_ERRORS;
          case WARNING -> OF_WARNINGS;
          case INFO -> OF_NOTES;
        },
        issue.severity().name().toLowerCase(Locale.ROOT) + " [" + issue.code() + "]",
        DisplayText.oneLine(issue.message()),
        DisplayText.oneLine(issue.remedy()));
  }

  static RunFinding of(Failure failure) {
    return new RunFinding(
        OF_FAILURES,
        "failure ["
            + failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
            + "] in "
            + DisplayText.oneLine(failure.phase())
            + ":",
        DisplayText.oneLine(failure.message()),
        DisplayText.oneLine(failure.remedy()));
  }

  /** A remark without a code. */
  static RunFinding note(String text) {
    return new RunFinding(OF_NOTES, "", DisplayText.oneLine(text), "");
  }

  /** Whether it is why something has no valid numbers. */
  boolean isReason() {
    return rank <= OF_ERRORS;
  }

  /** Whether it makes numbers doubtful. */
  boolean isWarning() {
    return rank == OF_WARNINGS;
  }

  RunFinding withText(String other) {
    return new RunFinding(rank, kind, other, remedy);
  }

  /** The message, wrapped for a terminal. */
  List<String> lines(String indent, String suffix, Symbols symbols) {
    String head = kind.isEmpty() ? "" : kind + " ";
    List<String> lines =
        new ArrayList<>(DisplayText.wrap(indent + head + text + suffix, indent + INDENT + INDENT));
    String first = lines.get(0);
    if (!kind.isEmpty() && first.startsWith(indent + kind)) {
      lines.set(0, indent + kind(symbols) + first.substring(indent.length() + kind.length()));
    }
    return lines;
  }

  /** The kind in its colour. */
  String kind(Symbols symbols) {
    return switch (rank) {
      case OF_FAILURES, OF_ERRORS -> symbols.paint(Ink.BAD, kind);
      case OF_WARNINGS -> symbols.paint(Ink.DOUBTFUL, kind);
      default -> symbols.paint(Ink.FAINT, kind);
    };
  }

  /** What to do, wrapped for a terminal; nothing where there is nothing to do. */
  List<String> help(String indent) {
    return remedy.isBlank()
        ? List.of()
        : DisplayText.wrap(indent + INDENT + "help: " + remedy, indent + INDENT + INDENT);
  }
}
