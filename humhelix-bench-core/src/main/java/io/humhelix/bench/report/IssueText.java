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
   * @return the message, and the remedy where there is one, wrapped for a terminal
   */
  public static List<String> lines(Issue issue, String indent) {
    return Message.of(issue).lines(indent, "");
  }

  /**
   * An issue or a failure.
   *
   * @param head what its first line begins with
   * @param text what was found
   * @param remedy what to do; blank if nothing
   */
  private record Message(String head, String text, String remedy) {

    static Message of(Issue issue) {
      return new Message(
          issue.severity().name().toLowerCase(Locale.ROOT) + " [" + issue.code() + "] ",
          DisplayText.oneLine(issue.message()),
          DisplayText.oneLine(issue.remedy()));
    }

    static Message of(Failure failure) {
      return new Message(
          "failure ["
              + failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
              + "] in "
              + failure.phase()
              + ": ",
          DisplayText.oneLine(failure.message()),
          DisplayText.oneLine(failure.remedy()));
    }

    boolean isLong() {
      return head.length() + text.length() + remedy.length() > LONG;
    }

    List<String> lines(String indent, String suffix) {
      String hanging = indent + INDENT + INDENT;
      List<String> lines = new ArrayList<>();
      lines.addAll(DisplayText.wrap(indent + head + text + suffix, hanging));
      if (!remedy.isBlank()) {
        lines.addAll(DisplayText.wrap(indent + INDENT + "help: " + remedy, hanging));
      }
      return lines;
    }
  }

  private final Map<Message, String> said = new HashMap<>();

  /**
   * Returns all that was found about a run config and its trials; what several trials have in
   * common is said once, with their number, and what is long and was said of an earlier run config
   * is not said again.
   */
  List<String> lines(RunConfigResult config) {
    Map<Message, Integer> messages = new LinkedHashMap<>();
    config.failure().ifPresent(failure -> messages.put(Message.of(failure), 0));
    config.issues().forEach(issue -> messages.put(Message.of(issue), 0));
    for (TrialResult trial : config.trials()) {
      trial.failure().ifPresent(failure -> count(messages, Message.of(failure)));
      trial.issues().forEach(issue -> count(messages, Message.of(issue)));
    }
    String label = DisplayText.oneLine(config.runConfig().label());
    List<String> all = new ArrayList<>();
    messages.forEach(
        (message, trials) -> {
          String suffix = trials > 1 ? " (" + NumberText.count(trials, "trial") + ")" : "";
          String before = said.putIfAbsent(message, label);
          if (before != null && message.isLong()) {
            all.add(INDENT + message.head() + "same as " + before + suffix);
          } else {
            all.addAll(message.lines(INDENT, suffix));
          }
        });
    return all;
  }

  private static void count(Map<Message, Integer> messages, Message one) {
    // What stands at the run config already concerns all of its trials.
    messages.compute(one, (key, n) -> n == null ? 1 : n == 0 ? 0 : n + 1);
  }
}
