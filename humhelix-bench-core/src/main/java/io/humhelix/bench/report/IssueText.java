package io.humhelix.bench.report;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found beside the numbers, as lines: what, then what to do about it. An instance
 * remembers what it has said: it is for one section of one report, and not thread-safe.
 */
public final class IssueText {

  private static final String INDENT = "  ";

  /** From so many characters on something is not said twice. */
  private static final int LONG = 120;

  IssueText() {}

  /**
   * Returns one issue.
   *
   * @param issue the issue
   * @param indent what every line begins with
   * @return one line, and a second one where there is a remedy
   */
  public static List<String> lines(Issue issue, String indent) {
    return lines(head(issue), issue.message(), issue.remedy(), indent);
  }

  private static String head(Issue issue) {
    return issue.severity().name().toLowerCase(Locale.ROOT) + " [" + issue.code() + "] ";
  }

  private static List<String> lines(String prefix, String message, String remedy, String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + prefix + DisplayText.oneLine(message));
    if (!remedy.isBlank()) {
      lines.add(indent + INDENT + "do: " + DisplayText.oneLine(remedy));
    }
    return lines;
  }

  /** Something found: what it begins with, and all of its lines. */
  private record Found(String head, List<String> lines) {

    static Found of(Issue issue) {
      return new Found(IssueText.head(issue), IssueText.lines(issue, INDENT));
    }

    static Found of(Failure failure) {
      String head =
          failure.kind().name().toLowerCase(Locale.ROOT) + " in " + failure.phase() + ": ";
      return new Found(head, IssueText.lines(head, failure.message(), failure.remedy(), INDENT));
    }

    boolean isLong() {
      return lines.stream().mapToInt(String::length).sum() > LONG;
    }
  }

  private final Map<Found, String> said = new HashMap<>();

  /**
   * Returns all that was found about a run config and its trials; what several trials have in
   * common is said once, with their number, and what is long and was said of an earlier run config
   * is not said again.
   */
  List<String> lines(RunConfigResult config) {
    Map<Found, Integer> found = new LinkedHashMap<>();
    config.failure().ifPresent(failure -> found.put(Found.of(failure), 0));
    config.issues().forEach(issue -> found.put(Found.of(issue), 0));
    for (TrialResult trial : config.trials()) {
      trial.failure().ifPresent(failure -> count(found, Found.of(failure)));
      trial.issues().forEach(issue -> count(found, Found.of(issue)));
    }
    String label = DisplayText.oneLine(config.runConfig().label());
    List<String> all = new ArrayList<>();
    found.forEach(
        (one, trials) -> {
          String suffix = trials > 1 ? " (" + NumberText.count(trials, "trial") + ")" : "";
          String before = said.putIfAbsent(one, label);
          if (before != null && one.isLong()) {
            all.add(INDENT + one.head() + "as for " + before + suffix);
          } else {
            all.add(one.lines().get(0) + suffix);
            all.addAll(one.lines().subList(1, one.lines().size()));
          }
        });
    return all;
  }

  private static void count(Map<Found, Integer> found, Found one) {
    // What stands at the run config already concerns all of its trials.
    found.compute(one, (key, n) -> n == null ? 1 : n == 0 ? 0 : n + 1);
  }
}
