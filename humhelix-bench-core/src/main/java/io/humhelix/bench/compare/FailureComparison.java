package io.humhelix.bench.compare;

import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.ClopperPearson;
import io.humhelix.bench.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often either side failed. A kind of failure that the baseline does not have is a gate of its
 * own, however rare; so are failures that are clearly more frequent.
 *
 * @param baseline share of measured trials, and of forks that never came to one, that failed or
 *     were invalid; empty where nothing was tried
 * @param candidate the same of the candidate
 * @param newKinds kinds of failure of the candidate that the baseline lacks, such as {@code
 *     TIMEOUT} or {@code wer-gate-missed}
 */
public record FailureComparison(
    Optional<Estimate> baseline, Optional<Estimate> candidate, List<String> newKinds) {

  public FailureComparison {
    newKinds = List.copyOf(newKinds);
  }

  static FailureComparison of(RunConfigResult baseline, RunConfigResult candidate) {
    Set<String> kinds = new TreeSet<>(kinds(candidate));
    kinds.removeAll(kinds(baseline));
    return new FailureComparison(share(baseline), share(candidate), List.copyOf(kinds));
  }

  /**
   * Returns whether the candidate fails more often: its whole 95 % interval is above the
   * baseline's.
   *
   * @return false where nothing was tried on a side
   */
  public boolean moreFrequent() {
    return candidate
        .flatMap(Estimate::interval)
        .flatMap(now -> baseline.flatMap(Estimate::interval).map(old -> now.low() > old.high()))
        .orElse(false);
  }

  /**
   * Returns whether this fails the gate.
   *
   * @return whether a kind of failure is new, or failures are more frequent
   */
  public boolean isWorse() {
    return !newKinds.isEmpty() || moreFrequent();
  }

  private static List<TrialResult> measured(RunConfigResult config) {
    return config.trials().stream().filter(t -> t.kind() == TrialKind.MEASURED).toList();
  }

  /** Forks without a measured trial, which failed or were ended before one. */
  private static List<ForkResult> barren(RunConfigResult config) {
    return config.forks().stream()
        .filter(f -> isBad(f.status()))
        .filter(f -> measured(config).stream().noneMatch(t -> t.fork() == f.fork()))
        .toList();
  }

  private static boolean isBad(TrialStatus status) {
    return status != TrialStatus.OK && status != TrialStatus.CANCELLED;
  }

  private static Optional<Estimate> share(RunConfigResult config) {
    List<TrialResult> measured = measured(config);
    long barren = barren(config).size();
    long tried = measured.size() + barren;
    long bad = barren + measured.stream().filter(t -> isBad(t.status())).count();
    return tried == 0
        ? Optional.empty()
        : Optional.of(ClopperPearson.of(bad, tried, Estimate.LEVEL));
  }

  private static Set<String> kinds(RunConfigResult config) {
    Set<String> kinds = new TreeSet<>();
    for (TrialResult trial : config.trials()) {
      trial.failure().ifPresent(failure -> kinds.add(failure.kind().name()));
      if (trial.kind() == TrialKind.MEASURED && trial.status() == TrialStatus.INVALID) {
        List<String> codes = new ArrayList<>();
        for (Issue issue : trial.issues()) {
          if (issue.severity() == Severity.ERROR) {
            codes.add(issue.code());
          }
        }
        kinds.addAll(codes.isEmpty() ? List.of("INVALID") : codes);
      }
    }
    config.forks().forEach(f -> f.failure().ifPresent(x -> kinds.add(x.kind().name())));
    return kinds;
  }
}
