package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Baseline;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.harness.Harness;
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
 * @param compares whether it is compared at all; a run that goes on may have its baseline in it
 */
record RunGate(Optional<RunResult> baseline, ComparisonPolicy policy, boolean compares) {

  /** Has the harness measure again what is to be had of the baseline. */
  Harness.Builder into(Harness.Builder harness) {
    return baseline.map(old -> harness.baseline(Baseline.of(old))).orElse(harness);
  }

  /** Refuses a baseline with which nothing could be compared, before hours of measuring. */
  static void requireCounterpart(String given, RunResult baseline, List<RunConfig> planned)
      throws BadInputException {
    Set<String> known = new HashSet<>();
    baseline
        .candidates()
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
                  + quoted(baseline.candidates().stream().map(c -> c.runConfig()).toList())
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
    if (baseline.isEmpty() && compares && !run.cancelled() && !run.remeasured().isEmpty()) {
      comparison = Optional.of(RunComparison.remeasured(run, policy));
    }
    return new RunVerdicts(run, baseline, comparison, LimitVerdict.of(run));
  }
}
