package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run config after all checks that need no measurement.
 *
 * @param runConfig the run config
 * @param provider its backend; empty if there is none that can be used
 * @param request what the backend would be asked to open
 * @param modelFiles the files of its model
 * @param issues what was found; refused if one is an error
 * @param isolation where its system runs
 */
public record CheckedRunConfig(
    RunConfig runConfig,
    Optional<SutProvider> provider,
    OpenRequest request,
    List<Path> modelFiles,
    List<Issue> issues,
    Isolation isolation) {

  public CheckedRunConfig {
    modelFiles = List.copyOf(modelFiles);
    issues = List.copyOf(issues);
  }

  public boolean refused() {
    return issues.stream().anyMatch(i -> i.severity() == Severity.ERROR);
  }

  public CheckedRunConfig withIssues(List<Issue> more) {
    List<Issue> all = new ArrayList<>(issues);
    all.addAll(more);
    return new CheckedRunConfig(runConfig, provider, request, modelFiles, all, isolation);
  }

  /** How often its system is loaded at most; in the process of the harness once. */
  public int forks(TrialPolicy policy) {
    return isolation == Isolation.PROCESS ? policy.mostForks() : 1;
  }
}
