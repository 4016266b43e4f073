package io.humhelix.bench.report;

import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;

/** One issue, as lines: what was found, then what to do about it. */
public final class IssueText {

  private IssueText() {}

  /**
   * Returns one issue.
   *
   * @param issue the issue
   * @param indent what every line begins with
   * @return the message, and the remedy where there is one, wrapped for a terminal
   */
  public static List<String> lines(Issue issue, String indent) {
    return lines(issue, indent, Symbols.ASCII);
  }

  /**
   * Returns one issue.
   *
   * @param issue the issue
   * @param indent what every line begins with
   * @param symbols what the output can carry
   * @return the message, and the remedy where there is one, wrapped for a terminal
   */
  public static List<String> lines(Issue issue, String indent, Symbols symbols) {
    RunFinding finding = RunFinding.of(issue);
    List<String> lines = new ArrayList<>(finding.lines(indent, "", symbols));
    lines.addAll(finding.help(indent));
    return lines;
  }
}
