package io.humhelix.bench.compare;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.WarmUp;
import java.util.Objects;
import java.util.Optional;

/**
 * Both sides in one metric.
 *
 * @param metric what is compared
 * @param primary whether it was declared beforehand to decide the gate; others are exploratory
 * @param baseline its level; error rates as a fraction; empty without values
 * @param candidate its level
 * @param decision the verdict with what it rests on
 * @param bootstrap the change of an error rate by a bootstrap beside the jackknife that decides;
 *     empty for other metrics, and below {@link BlockBootstrap#MINIMUM_BLOCKS} blocks of clips
 * @param warmUp trials at the start of each fork that both sides left out, beside the ones that
 *     were measured as such, and whether that could be judged on both sides
 */
public record MetricComparison(
    Metric metric,
    boolean primary,
    Optional<Estimate> baseline,
    Optional<Estimate> candidate,
    Decision decision,
    Optional<BlockBootstrap> bootstrap,
    WarmUp warmUp) {

  public MetricComparison {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(candidate, "candidate");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(warmUp, "warmUp");
  }

  MetricComparison with(Decision other) {
    return new MetricComparison(metric, primary, baseline, candidate, other, bootstrap, warmUp);
  }
}
