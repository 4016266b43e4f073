package io.humhelix.bench.estimate;

import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.PrecisionStop;
import io.humhelix.bench.stats.SteinTwoStage;
import io.humhelix.bench.stats.StoppingRule;
import java.util.Optional;

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
   * @return empty where the number of forks is fixed
   */
  public static Optional<StoppingRule> ruleOf(TrialPolicy policy) {
    return policy.precision().map(target -> rule(target, policy.forks()));
  }

  private static StoppingRule rule(PrecisionTarget target, int firstLook) {
    double halfWidth = Math.log1p(target.halfWidth());
    return firstLook < PrecisionStop.FIRST_LOOK
        ? new SteinTwoStage(halfWidth, Estimate.LEVEL, firstLook, target.maxForks())
        : new PrecisionStop(halfWidth, Estimate.LEVEL, firstLook, target.maxForks());
  }
}
