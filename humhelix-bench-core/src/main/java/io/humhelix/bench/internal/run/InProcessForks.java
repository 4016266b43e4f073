package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.ForkInput;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;

/** Loads systems in the process of the harness. */
public final class InProcessForks implements ForkFactory {

  private final BenchmarkDefinition definition;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private final SamplerRegistry samplers;
  private final AbandonedCalls abandoned = new AbandonedCalls();

  public InProcessForks(
      BenchmarkDefinition definition,
      SamplerRegistry samplers,
      NanoClock clock,
      Cancellation cancellation) {
    this.definition = definition;
    this.samplers = samplers;
    this.clock = clock;
    this.cancellation = cancellation;
  }

  @Override
  public Fork fork(
      CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule) {
    TrialPolicy policy = definition.trials();
    ForkInput input =
        new ForkInput(
            workload.clips(),
            workload.timeoutNanos(policy),
            schedule,
            number,
            cancellation,
            definition.accuracy().maxErrorPercent());
    return new InProcessFork(config, policy, input, samplers, clock, abandoned);
  }

  @Override
  public void close() {
    // Each fork closes its own system.
  }
}
