package io.humhelix.bench.compare;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.ClopperPearson;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.TwoSamplePermutation;
import io.humhelix.bench.stats.WarmUp;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls that failed in valid trials, compared fork by fork: calls of one fork are not independent,
 * as a server that is down for a while fails many of them. Trials that are not valid are compared
 * in {@link FailureComparison}.
 *
 * <ul>
 *   <li>{@code REGRESSION} if regrouping the forks gives so much larger a share in at most 2.5 %;
 *   <li>{@code INCONCLUSIVE} if a kind of failure is new in the candidate and that is not shown;
 *   <li>else {@code NOT_SHOWN}, which passes: rare failures cannot be shown to be equally rare.
 * </ul>
 */
final class CallFailures {

  private static final double PERCENT = 100;

  /** Calls of one side, by fork: failed ones, then all. */
  private record Calls(Map<Integer, long[]> forks, Set<FailureKind> kinds) {

    static Calls of(RunConfigResult config) {
      ByFork<long[]> calls = new ByFork<>(() -> new long[2]);
      Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
      for (TrialResult trial : config.validTrials()) {
        int failed = trial.failedCalls().size();
        long[] counts = calls.of(trial.fork());
        counts[0] += failed;
        counts[1] += failed + trial.calls().size();
        if (failed > 0) {
          kinds.addAll(trial.failedCalls().kinds());
        }
      }
      Map<Integer, long[]> forks = calls.all();
      forks.values().removeIf(counts -> counts[1] == 0);
      return new Calls(forks, kinds);
    }

    long sum(int which) {
      return forks.values().stream().mapToLong(counts -> counts[which]).sum();
    }

    double[] shares() {
      return forks.values().stream().mapToDouble(c -> (double) c[0] / c[1]).toArray();
    }

    /** In percent; its interval, by counts of calls, is in no table. */
    Estimate level() {
      Estimate share = ClopperPearson.of(sum(0), sum(1), Estimate.LEVEL);
      return new Estimate(
          PERCENT * share.point(),
          Optional.empty(),
          Optional.empty(),
          share.size(),
          share.method(),
          Optional.of("calls of a fork are not independent"));
    }
  }

  private CallFailures() {}

  /** Returns the comparison; empty if no call of a valid trial failed, or a side has none. */
  static Optional<MetricComparison> of(RunConfigResult baseline, RunConfigResult candidate) {
    Calls old = Calls.of(baseline);
    Calls now = Calls.of(candidate);
    if (old.forks().isEmpty() || now.forks().isEmpty() || old.sum(0) + now.sum(0) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new MetricComparison(
            Metrics.ERROR_PERCENT,
            true,
            Optional.of(old.level()),
            Optional.of(now.level()),
            decide(old, now),
            Optional.empty(),
            WarmUp.NONE));
  }

  private static Decision decide(Calls old, Calls now) {
    double p = TwoSamplePermutation.pLarger(now.shares(), old.shares());
    Set<FailureKind> newKinds = EnumSet.noneOf(FailureKind.class);
    newKinds.addAll(now.kinds());
    newKinds.removeAll(old.kinds());
    String found =
        String.format(
            Locale.ROOT,
            "%d of %d calls failed, %d of %d in the baseline; forks grouped at random give that in"
                + " p = %.2g",
            now.sum(0),
            now.sum(1),
            old.sum(0),
            old.sum(1),
            p);
    if (p <= FailureComparison.ALPHA) {
      return FailureComparison.decision(Verdict.REGRESSION, Reason.MORE_FAILURES, found, p);
    }
    return newKinds.isEmpty()
        ? FailureComparison.decision(Verdict.NOT_SHOWN, Reason.FAILURES_NOT_SHOWN, found, p)
        : FailureComparison.decision(
            Verdict.INCONCLUSIVE,
            Reason.NEW_FAILURE,
            found + "; new in the candidate: " + newKinds + "; look at what failed",
            p);
  }
}
