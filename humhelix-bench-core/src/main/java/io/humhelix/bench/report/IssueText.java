package io.humhelix.bench.report;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found beside the numbers, as lines: what, then what to do about it. */
public final class IssueText {

  private static final String INDENT = "  ";

  private IssueText() {}

  /**
   * Returns one issue.
   *
   * @param issue the issue
   * @param indent what every line begins with
   * @return one line, and a second one where there is a remedy
   */
  public static List<String> lines(Issue issue, String indent) {
    return lines(
        issue.severity().name().toLowerCase(Locale.ROOT) + " [" + issue.code() + "] ",
        issue.message(),
        issue.remedy(),
        indent);
  }

  private static List<String> lines(String prefix, String message, String remedy, String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + prefix + DisplayText.oneLine(message));
    if (!remedy.isBlank()) {
      lines.add(indent + INDENT + "do: " + DisplayText.oneLine(remedy));
    }
    return lines;
  }

  private static List<String> lines(Failure failure) {
    return lines(
        failure.kind().name().toLowerCase(Locale.ROOT) + " in " + failure.phase() + ": ",
        failure.message(),
        failure.remedy(),
        INDENT);
  }

  /**
   * Returns all that was found about a run config and its trials; what several trials have in
   * common is said once, with their number.
   */
  static List<String> lines(RunConfigResult config) {
    Map<List<String>, Integer> found = new LinkedHashMap<>();
    config.failure().ifPresent(failure -> found.put(lines(failure), 0));
    config.issues().forEach(issue -> found.put(lines(issue, INDENT), 0));
    for (TrialResult trial : config.trials()) {
      trial.failure().ifPresent(failure -> count(found, lines(failure)));
      trial.issues().forEach(issue -> count(found, lines(issue, INDENT)));
    }
    List<String> all = new ArrayList<>();
    found.forEach(
        (lines, trials) -> {
          String suffix = trials > 1 ? " (" + NumberText.count(trials, "trial") + ")" : "";
          all.add(lines.get(0) + suffix);
          all.addAll(lines.subList(1, lines.size()));
        });
    return all;
  }

  private static void count(Map<List<String>, Integer> found, List<String> lines) {
    // What stands at the run config already concerns all of its trials.
    found.compute(lines, (key, n) -> n == null ? 1 : n == 0 ? 0 : n + 1);
  }
}
