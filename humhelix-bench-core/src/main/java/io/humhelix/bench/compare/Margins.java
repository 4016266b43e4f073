package io.humhelix.bench.compare;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Precision;
import io.humhelix.bench.stats.Scale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How far beyond the tolerance a change of speed must be where something else than the system can
 * have made it. With the change oriented so that more is worse, its 95 % interval from {@code lo}
 * to {@code hi} and the tolerance {@code d}, all on the log scale: {@code REGRESSION} stands if
 * {@code lo > d + worse}, {@code IMPROVEMENT} if {@code hi < -d - better}.
 *
 * @param worse 0 or more; infinite where no change is large enough
 * @param better 0 or more; infinite where no change is large enough
 * @param equality whether {@code EQUIVALENT} stands, and more forks can settle what is open
 * @param reason of a verdict that does not stand, which is {@code INCONCLUSIVE}
 * @param why what else can have made the change and what to do about it
 */
record Margins(double worse, double better, boolean equality, Reason reason, String why) {

  /** Returns the decision if it stands, tested against the wider bound, or why it does not. */
  Decision apply(Decision decision, Direction direction) {
    if (decision.change().flatMap(Estimate::interval).isEmpty()
        || decision.reason() == Reason.NOT_STEADY) {
      return decision;
    }
    Decision tested = decision.withPWorse(widest(decision.pWorse(), pWorse(decision, direction)));
    return stands(decision, direction)
        ? tested
        : tested
            .withForksToSettle(OptionalInt.empty())
            .become(Verdict.INCONCLUSIVE, reason, why + " " + withoutForks(decision));
  }

  private boolean stands(Decision decision, Direction direction) {
    boolean lowerIsBetter = direction == Direction.LOWER_IS_BETTER;
    Scale scale = decision.tolerance().scale();
    Interval change = decision.change().orElseThrow().interval().orElseThrow();
    double low = scale.from(change.low());
    double high = scale.from(change.high());
    double bound = decision.tolerance().bound();
    return switch (decision.verdict()) {
      case REGRESSION -> (lowerIsBetter ? low : -high) > bound + worse;
      case IMPROVEMENT -> (lowerIsBetter ? high : -low) < -bound - better;
      default -> equality;
    };
  }

  /** A verdict that other margins held back already has to pass those as well. */
  private static OptionalDouble widest(OptionalDouble before, OptionalDouble now) {
    return before.isPresent() && now.isPresent()
        ? OptionalDouble.of(Math.max(before.getAsDouble(), now.getAsDouble()))
        : now;
  }

  private OptionalDouble pWorse(Decision decision, Direction direction) {
    if (decision.pWorse().isEmpty()) {
      return OptionalDouble.empty();
    }
    double bound = decision.tolerance().bound() + worse;
    Precision precision = decision.change().flatMap(Estimate::precision).orElseThrow();
    return OptionalDouble.of(
        Double.isInfinite(bound)
            ? 1
            : direction == Direction.LOWER_IS_BETTER
                ? precision.pOfAtMost(bound)
                : precision.pOfAtLeast(-bound));
  }

  /** More forks of the same kind would not settle it. */
  private static String withoutForks(Decision decision) {
    String text = decision.explanation();
    int end = text.indexOf(';');
    return decision.reason() == Reason.INTERVAL_ACROSS_TOLERANCE && end > 0
        ? text.substring(0, end)
        : text;
  }
}
