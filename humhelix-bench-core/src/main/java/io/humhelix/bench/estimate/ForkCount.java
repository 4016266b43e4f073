package io.humhelix.bench.estimate;

import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.PrecisionStop;
import io.humhelix.bench.stats.SteinTwoStage;
import io.humhelix.bench.stats.StoppingRule;
import io.humhelix.bench.stats.Tails;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * By which rule a policy counts its forks. Few forks before the first look make a pilot, after
 * which their number is fixed (Stein); from {@link PrecisionStop#FIRST_LOOK} on it is looked at
 * after every fork, which with fewer would favour moments at which the spread looks small.
 */
public final class ForkCount {

  private ForkCount() {}

  /**
   * Returns the rule.
   *
   * @param policy what was asked for
   * @param metric whose interval is to be narrow
   * @return empty where the number of forks is fixed
   */
  public static Optional<StoppingRule> ruleOf(TrialPolicy policy, Metric metric) {
    return policy.precision().map(target -> rule(target, policy.forks(), ForkLevel.tails(metric)));
  }

  /**
   * Returns the forks of the pilot where forks are counted.
   *
   * @param firstLook forks before the first look
   * @return empty where it is looked at after every fork from there on
   */
  public static OptionalInt pilot(int firstLook) {
    return firstLook < PrecisionStop.FIRST_LOOK ? OptionalInt.of(firstLook) : OptionalInt.empty();
  }

  private static StoppingRule rule(PrecisionTarget target, int firstLook, Tails tails) {
    double halfWidth = Math.log1p(target.halfWidth());
    return pilot(firstLook).isPresent()
        ? new SteinTwoStage(halfWidth, tails, firstLook, target.maxForks())
        : new PrecisionStop(halfWidth, tails, firstLook, target.maxForks());
  }
}
