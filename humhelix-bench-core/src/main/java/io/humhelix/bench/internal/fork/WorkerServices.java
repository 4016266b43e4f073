package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.model.TrialPolicy;

/**
 * What all workers of a run share.
 *
 * @param policy time limits of the definition
 * @param limits limits that no definition sets
 * @param command starts a worker
 * @param clock the harness' clock
 * @param cancellation whether the run is to end
 * @param keeper stores the files that a worker left
 * @param folder contains a folder for each worker
 * @param discoverSamplers whether workers look for samplers besides the built-in ones
 * @param mostErrorPercent largest share of failed calls in a valid trial
 */
record WorkerServices(
    TrialPolicy policy,
    WorkerLimits limits,
    WorkerCommand command,
    NanoClock clock,
    Cancellation cancellation,
    ArtifactKeeper keeper,
    RunFolder folder,
    boolean discoverSamplers,
    double mostErrorPercent) {}
