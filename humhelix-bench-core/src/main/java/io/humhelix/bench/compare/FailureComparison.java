package io.humhelix.bench.compare;

import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.FisherExact;
import io.humhelix.bench.stats.RequiredTrials;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often either side failed, and whether the candidate fails more often: Fisher's exact test
 * ({@link FisherExact#midP}) of failed of tried. A fork that fails as a whole is one event, however
 * many trials it takes along.
 *
 * <ul>
 *   <li>{@code REGRESSION} if chance gives so many more failures in at most 2.5 %;
 *   <li>{@code INCONCLUSIVE} if a kind of failure is new in the candidate and that is not shown;
 *   <li>else {@code NOT_SHOWN}, which passes: fewer failures are no improvement of speed, and rare
 *       ones cannot be shown to be equally rare.
 * </ul>
 *
 * @param baseline share of measured trials, and of forks that failed as a whole, that failed or
 *     were invalid; empty where nothing was tried
 * @param candidate the same of the candidate
 * @param newKinds kinds of failure of the candidate that the baseline lacks, such as {@code
 *     TIMEOUT} or {@code wer-gate-missed}
 * @param decision the verdict; empty where nothing failed on either side, or a side tried nothing
 */
public record FailureComparison(
    Optional<Estimate> baseline,
    Optional<Estimate> candidate,
    List<String> newKinds,
    Optional<Decision> decision) {

  /** One-sided, as much as an interval of 95 % leaves at either end. */
  static final double ALPHA = Gate.ALPHA / 2;

  /** Plans for a gate of one run config: speed, errors and failures. */
  private static final double PLANNED_ALPHA = Gate.ALPHA / 3;

  /** Nothing counts as none. */
  static final Tolerance NONE = Tolerance.absolute(0);

  public FailureComparison {
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(candidate, "candidate");
    newKinds = List.copyOf(newKinds);
    Objects.requireNonNull(decision, "decision");
  }

  /**
   * Compares failures.
   *
   * @param sameGates whether both sides had the same gates for errors and failed calls
   */
  static FailureComparison of(
      RunConfigResult baseline, RunConfigResult candidate, boolean sameGates) {
    return sameGates
        ? of(FailureCount.of(baseline), FailureCount.of(candidate))
        : of(FailureCount.withoutGates(baseline), FailureCount.withoutGates(candidate));
  }

  static FailureComparison of(FailureCount old, FailureCount now) {
    Set<String> kinds = new TreeSet<>(now.kinds());
    kinds.removeAll(old.kinds());
    boolean tested = old.tried() > 0 && now.tried() > 0 && old.failed() + now.failed() > 0;
    return new FailureComparison(
        old.share(),
        now.share(),
        List.copyOf(kinds),
        tested ? Optional.of(decide(old, now, kinds)) : Optional.empty());
  }

  /** A new kind without an event, as where the record of its fork is lost, holds nothing up. */
  private static Decision decide(FailureCount old, FailureCount now, Set<String> newKinds) {
    double p = FisherExact.of(now.failed(), now.tried(), old.failed(), old.tried()).midP();
    boolean shown = p <= ALPHA;
    boolean open = !shown && !newKinds.isEmpty() && now.failed() > 0;
    String found =
        String.format(
            Locale.ROOT,
            "%d of %d %s failed, %d of %d in the baseline: by chance in p = %.2g",
            now.failed(),
            now.tried(),
            old.forks() + now.forks() > 0 ? "trials or whole forks" : "trials",
            old.failed(),
            old.tried(),
            p);
    if (shown) {
      return decision(Verdict.REGRESSION, Reason.MORE_FAILURES, found, p);
    }
    return open
        ? decision(Verdict.INCONCLUSIVE, Reason.NEW_FAILURE, found + "; " + toSettle(old, now), p)
        : decision(Verdict.NOT_SHOWN, Reason.FAILURES_NOT_SHOWN, found, p);
  }

  static Decision decision(Verdict verdict, Reason reason, String explanation, double p) {
    return Decision.without(verdict, reason, explanation, NONE).withPWorse(OptionalDouble.of(p));
  }

  private static String toSettle(FailureCount old, FailureCount now) {
    OptionalInt needed =
        RequiredTrials.toShowMore(
            now.failed(), now.tried(), old.failed(), old.tried(), PLANNED_ALPHA);
    if (needed.isPresent()) {
      return needed.getAsInt() + " trials a side would settle it";
    }
    return now.moreThan(old)
        ? "they are hardly more than before, but of a new kind: look at what failed"
        : "they are no more than before, but of a new kind: look at what failed";
  }
}
