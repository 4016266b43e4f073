package io.humhelix.bench.compare;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.util.List;

/** What a run warned of, for readers of a comparison: noise of the machine above all. */
final class Warnings {

  private Warnings() {}

  /**
   * Returns the warnings and errors.
   *
   * @param side whose they are
   * @return one sentence each, in their order
   */
  static List<String> of(String side, List<Issue> issues) {
    return issues.stream()
        .filter(issue -> issue.severity() != Severity.INFO)
        .map(issue -> side + ": [" + issue.code() + "] " + issue.message())
        .toList();
  }
}
