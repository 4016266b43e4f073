package io.humhelix.bench.spi;

import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of checking a run config before opening it.
 *
 * @param issues an issue of severity ERROR refuses the run config; other issues go into its results
 * @param modelFiles files of the model; the harness hashes them for the provenance
 */
public record Preflight(List<Issue> issues, List<Path> modelFiles) {

  public Preflight {
    issues = List.copyOf(issues);
    modelFiles = List.copyOf(modelFiles);
  }

  /**
   * The run config can be opened.
   *
   * @param modelFiles the files that make up the model
   * @return the outcome
   */
  public static Preflight ok(List<Path> modelFiles) {
    return new Preflight(List.of(), modelFiles);
  }

  /**
   * The run config cannot be opened.
   *
   * @param issues at least one of severity ERROR
   * @return the outcome
   */
  public static Preflight refused(List<Issue> issues) {
    return new Preflight(issues, List.of());
  }
}
