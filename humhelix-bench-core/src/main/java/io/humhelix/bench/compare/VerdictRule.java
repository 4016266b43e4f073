package io.humhelix.bench.compare;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Precision;
import io.humhelix.bench.stats.Replicate;
import io.humhelix.bench.stats.RequiredForks;
import io.humhelix.bench.stats.Scale;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * From the interval of a change to a verdict. With the change oriented so that more is worse, its
 * 95 % interval from {@code lo} to {@code hi} and the tolerance {@code d}:
 *
 * <ul>
 *   <li>{@code REGRESSION} if {@code lo > d};
 *   <li>{@code IMPROVEMENT} if {@code hi < -d};
 *   <li>{@code EQUIVALENT} if {@code -d <= lo} and {@code hi <= d}, which is the two one-sided
 *       tests procedure (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987), at
 *       2.5 % a side;
 *   <li>else {@code INCONCLUSIVE}.
 * </ul>
 *
 * <p>So a change that is exactly as large as the tolerance is called a regression in 2.5 % of
 * comparisons, and none at all far more rarely.
 */
public final class VerdictRule {

  private VerdictRule() {}

  /**
   * Decides.
   *
   * @param change candidate / baseline for a relative tolerance, candidate - baseline for an
   *     absolute one, with an interval of 95 % if it has one
   * @param direction which way the metric is better
   * @param tolerance largest change that counts as none
   * @return the verdict
   * @throws IllegalArgumentException if the metric has no better way, or a ratio meets an absolute
   *     tolerance or a difference a relative one
   */
  public static Decision decide(Estimate change, Direction direction, Tolerance tolerance) {
    if (direction == Direction.INFORMATION) {
      throw new IllegalArgumentException("a metric without a better way has no verdict");
    }
    change
        .precision()
        .map(Precision::scale)
        .filter(scale -> scale != tolerance.scale())
        .ifPresent(
            scale -> {
              throw new IllegalArgumentException(
                  "the change is on scale " + scale + ", the tolerance on " + tolerance.scale());
            });
    boolean lowerIsBetter = direction == Direction.LOWER_IS_BETTER;
    if (change.interval().isEmpty()) {
      return tooFew(change, tolerance);
    }
    Interval interval = onScale(change.interval().get(), tolerance.scale());
    double lo = lowerIsBetter ? interval.low() : -interval.high();
    double hi = lowerIsBetter ? interval.high() : -interval.low();
    double d = tolerance.bound();
    Reason reason = reason(lo, hi, d);
    OptionalInt needed =
        reason == Reason.INTERVAL_ACROSS_TOLERANCE
            ? RequiredForks.toSettle(change, -d, d)
            : OptionalInt.empty();
    return new Decision(
        verdict(reason),
        reason,
        explanation(change, tolerance, reason, needed),
        Optional.of(change),
        tolerance,
        OptionalDouble.of(pWorse(change, lowerIsBetter, d, reason)),
        needed);
  }

  private static Reason reason(double lo, double hi, double d) {
    if (lo > d) {
      return Reason.WORSE_THAN_TOLERANCE;
    }
    if (hi < -d) {
      return Reason.BETTER_THAN_TOLERANCE;
    }
    return -d <= lo && hi <= d ? Reason.WITHIN_TOLERANCE : Reason.INTERVAL_ACROSS_TOLERANCE;
  }

  private static Verdict verdict(Reason reason) {
    return switch (reason) {
      case WORSE_THAN_TOLERANCE -> Verdict.REGRESSION;
      case BETTER_THAN_TOLERANCE -> Verdict.IMPROVEMENT;
      case WITHIN_TOLERANCE -> Verdict.EQUIVALENT;
      default -> Verdict.INCONCLUSIVE;
    };
  }

  /** Methods without a standard error are exact here: their verdict is certain. */
  private static double pWorse(Estimate change, boolean lowerIsBetter, double d, Reason reason) {
    return change
        .precision()
        .map(p -> lowerIsBetter ? p.pOfAtMost(d) : p.pOfAtLeast(-d))
        .orElse(reason == Reason.WORSE_THAN_TOLERANCE ? 0.0 : 1.0);
  }

  private static Interval onScale(Interval interval, Scale scale) {
    return new Interval(scale.from(interval.low()), scale.from(interval.high()), interval.level());
  }

  private static Decision tooFew(Estimate change, Tolerance tolerance) {
    boolean forks = change.method().id().endsWith("log-t");
    return new Decision(
        Verdict.INCONCLUSIVE,
        Reason.TOO_FEW_REPLICATES,
        change.shortcoming().orElseThrow(),
        Optional.of(change),
        tolerance,
        OptionalDouble.empty(),
        forks ? OptionalInt.of(ForkedSample.MINIMUM_FORKS) : OptionalInt.empty());
  }

  private static String explanation(
      Estimate change, Tolerance tolerance, Reason reason, OptionalInt needed) {
    Interval interval = change.interval().orElseThrow();
    String figures =
        tolerance.scale() == Scale.LOG
            ? format(
                "change %+.1f %% (%+.1f to %+.1f %%), tolerance %.1f %%",
                100 * (change.point() - 1),
                100 * (interval.low() - 1),
                100 * (interval.high() - 1),
                100 * tolerance.amount())
            : linear(change, interval, tolerance);
    if (reason != Reason.INTERVAL_ACROSS_TOLERANCE) {
      return figures;
    }
    String unit =
        switch (change.size().replicate()) {
          case FORK, FORK_PAIR -> "forks a side";
          case CLIP_BLOCK -> "speakers or recordings";
          case CALL -> "calls";
          case RUN -> "runs";
        };
    return figures
        + "; "
        + (needed.isPresent()
            ? needed.getAsInt() + " " + unit + " would settle it"
            : "more " + unit + " than are practical would settle it");
  }

  /** Error rates are fractions, and are told in percentage points. */
  private static String linear(Estimate change, Interval interval, Tolerance tolerance) {
    return change.size().replicate() == Replicate.CLIP_BLOCK
        ? format(
            "change %+.2f points (%+.2f to %+.2f), tolerance %.2f",
            100 * change.point(),
            100 * interval.low(),
            100 * interval.high(),
            100 * tolerance.amount())
        : format(
            "change %+.4g (%+.4g to %+.4g), tolerance %.4g",
            change.point(), interval.low(), interval.high(), tolerance.amount());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
