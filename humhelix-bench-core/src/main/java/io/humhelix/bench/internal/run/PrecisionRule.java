package io.humhelix.bench.internal.run;

import io.humhelix.bench.estimate.ForkCount;
import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.StoppingRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Forks until the interval is narrow enough, by the rule of {@link ForkCount}. */
final class PrecisionRule implements StopRule {

  private final PrecisionTarget target;
  private final StoppingRule rule;
  private final Metric metric;

  private PrecisionRule(PrecisionTarget target, StoppingRule rule, Metric metric) {
    this.target = target;
    this.rule = rule;
    this.metric = metric;
  }

  static StopRule of(TrialPolicy policy, Scenario scenario) {
    if (policy.precision().isEmpty()) {
      return FIXED;
    }
    PrecisionTarget target = policy.precision().get();
    Metric metric = PrimaryMetric.of(scenario);
    StoppingRule rule = ForkCount.ruleOf(policy, metric).orElseThrow();
    return new PrecisionRule(target, rule, metric);
  }

  @Override
  public Optional<Issue> enough(List<TrialResult> trials, int forks) {
    Optional<ForkedSample> sample = ForkValues.of(trials, metric).sample();
    double[] values = sample.map(ForkedSample::logMedians).orElse(new double[0]);
    boolean narrow = values.length > 0 && rule.wanted(values) <= values.length;
    if (!narrow && forks < target.maxForks()) {
      return Optional.empty();
    }
    Optional<Estimate> estimate = sample.map(rule::estimate);
    return Optional.of(
        estimate
            .filter(level -> level.interval().isPresent())
            .map(this::reached)
            .orElseGet(
                () ->
                    Issue.warning(
                        "precision-missed",
                        values.length
                            + " of "
                            + forks
                            + " forks have valid trials: too few for an interval.",
                        "See the failures of the trials.")));
  }

  private Issue reached(Estimate level) {
    Interval interval = level.interval().orElseThrow();
    double half = Math.sqrt(interval.high() / interval.low()) - 1;
    // Where Stein's number of forks was run, rounding alone can put the interval above the target.
    boolean narrow = half <= target.halfWidth() * (1 + 1e-9);
    String text =
        String.format(
            Locale.ROOT,
            "after %d forks the 95 %% interval of %s is %.2f to +%.2f %%, or -+ %.2f %% around its"
                + " middle (%s); the target is -+ %.2f %%.",
            level.size().replicates(),
            metric.name(),
            100 * (interval.low() / level.point() - 1),
            100 * (interval.high() / level.point() - 1),
            100 * half,
            level.method().id(),
            100 * target.halfWidth());
    return narrow
        ? Issue.info("precision-reached", text)
        : Issue.warning(
            "precision-missed",
            text,
            "Raise trials.precision.max_forks and resume the run, or set a wider target.");
  }
}
