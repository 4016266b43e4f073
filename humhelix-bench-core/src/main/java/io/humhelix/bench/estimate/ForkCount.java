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
 * The rule by which a policy sets its number of forks. Few forks before the first look are a pilot,
 * which fixes their number (Stein). From {@link PrecisionStop#FIRST_LOOK} on, the rule looks after
 * every fork; with fewer, that would favour moments at which the spread looks small.
 */
public final class ForkCount {

  private ForkCount() {}

  /**
   * Returns the rule.
   *
   * @param policy of the run config
   * @param metric whose interval is to be narrow
   * @return empty if the number of forks is fixed in advance
   */
  public static Optional<StoppingRule> ruleOf(TrialPolicy policy, Metric metric) {
    return policy.precision().map(target -> rule(target, policy.forks(), ForkLevel.tails(metric)));
  }

  /**
   * Returns the forks of the pilot.
   *
   * @param firstLook forks before the first look
   * @return empty if the rule looks after every fork instead
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
