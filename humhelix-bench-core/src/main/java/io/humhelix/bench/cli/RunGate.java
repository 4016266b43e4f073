package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Baseline;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is held against after it.
 *
 * @param baseline stored results to compare with, if any
 * @param policy of that comparison
 */
record RunGate(Optional<RunResult> baseline, ComparisonPolicy policy) {

  /** Refuses a baseline with which nothing could be compared, before hours of measuring. */
  static void requireCounterpart(String given, RunResult baseline, List<RunConfig> planned)
      throws BadInputException {
    Set<String> known = new HashSet<>();
    baseline
        .runConfigs()
        .forEach(
            config -> {
              known.add(config.runConfig().id());
              known.add(StoredForm.label(config.runConfig()));
            });
    boolean any =
        planned.stream()
            .anyMatch(one -> known.contains(one.id()) || known.contains(StoredForm.label(one)));
    if (!any) {
      throw new BadInputException(
          List.of(
              "--baseline: '"
                  + given
                  + "' has no run config of this definition; it has "
                  + quoted(baseline.runConfigs().stream().map(c -> c.runConfig()).toList())
                  + ", the definition "
                  + quoted(planned)
                  + "; name another baseline, or set one from a run of this definition"));
    }
  }

  private static String quoted(List<RunConfig> configs) {
    List<String> some =
        configs.stream().limit(3).map(one -> "'" + StoredForm.label(one) + "'").toList();
    return String.join(", ", some)
        + (configs.size() > some.size() ? " and " + (configs.size() - some.size()) + " more" : "");
  }

  /** Judges a run; one that was cancelled is not compared, since it is not all there. */
  RunVerdicts judge(RunResult run) {
    Optional<Comparison> comparison =
        baseline
            .filter(old -> !run.cancelled() && !old.runId().equals(run.runId()))
            .map(old -> run.compareWith(Baseline.of(old).withPolicy(policy)));
    return new RunVerdicts(run, baseline, comparison, LimitVerdict.of(run));
  }
}
