package io.humhelix.bench.cli;

import io.humhelix.bench.summary.TrialFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which trials a command looks at. */
final class FilterArguments {

  @Option(
      names = "--filter",
      paramLabel = "TEST",
      description =
          "Only trials that match: KEY=PATTERN, KEY!=PATTERN (* for anything, | for or),"
              + " METRIC<NUMBER. Repeatable.")
  private List<String> filters = new ArrayList<>();

  boolean isEmpty() {
    return filters.isEmpty();
  }

  /** Returns the tests that trials must pass; what is none of them is added to the problems. */
  List<TrialFilter> parse(List<String> problems) {
    List<TrialFilter> tests = new ArrayList<>();
    for (String filter : filters) {
      try {
        tests.add(TrialFilter.parse(filter));
      } catch (IllegalArgumentException e) {
        problems.add("--filter: " + e.getMessage());
      }
    }
    return tests;
  }
}
