package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.model.TrialPolicy;

/**
 * What all workers of a run share.
 *
 * @param policy the definition's limits of time
 * @param limits those that no definition sets
 * @param command starts a worker
 * @param clock the harness' clock
 * @param cancellation whether the run is to end
 * @param keeper keeps what a worker left
 * @param folder where each has a folder
 * @param discoverSamplers whether workers search for samplers beside the built-in ones
 */
record WorkerServices(
    TrialPolicy policy,
    WorkerLimits limits,
    WorkerCommand command,
    NanoClock clock,
    Cancellation cancellation,
    ArtifactKeeper keeper,
    RunFolder folder,
    boolean discoverSamplers) {}
