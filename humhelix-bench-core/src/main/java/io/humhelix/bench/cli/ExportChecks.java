package io.humhelix.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which options of {@code export} go with which formats: none is left out in silence. */
final class ExportChecks {

  private static final List<String> COMPARING = List.of("--baseline", "--against");

  private ExportChecks() {}

  /**
   * Returns what does not fit.
   *
   * @param format what is to be written
   * @param given names of the options that were given
   * @param results how many results were given
   */
  static List<String> problems(ExportFormat format, Set<String> given, int results) {
    List<String> problems = new ArrayList<>();
    List.of("--clips", "--invalid-numbers")
        .forEach(
            option ->
                notFor(
                    given.contains(option) && !format.rows(),
                    option,
                    "csv, jsonl and sql",
                    problems));
    notFor(given.contains("--exact") && format != ExportFormat.CSV, "--exact", "csv", problems);
    notFor(
        given.contains("--tool") && format != ExportFormat.GITHUB_ACTION_BENCHMARK,
        "--tool",
        "github-action-benchmark",
        problems);
    COMPARING.forEach(
        option ->
            notFor(
                given.contains(option) && !format.compares(),
                option,
                "junit and markdown",
                problems));
    boolean comparing = COMPARING.stream().anyMatch(given::contains);
    for (String option : ComparisonArguments.OPTIONS) {
      if (!comparing && given.contains(option)) {
        problems.add(option + ": found without --baseline or --against; give one, or leave it out");
      }
    }
    if ((comparing || format == ExportFormat.JUNIT) && results > 1) {
      problems.add(
          "RESULTS: found "
              + results
              + "; allowed "
              + (comparing ? "with --baseline or --against" : "for junit")
              + ": one; export each for itself");
    }
    return problems;
  }

  private static void notFor(boolean wrong, String option, String formats, List<String> problems) {
    if (wrong) {
      problems.add(
          option + ": found with another format; allowed for " + formats + "; leave it out");
    }
  }
}
