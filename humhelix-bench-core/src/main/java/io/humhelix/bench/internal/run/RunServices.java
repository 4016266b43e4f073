package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;

/**
 * What all run configs of a run share.
 *
 * @param forks makes forks
 * @param coolDown waits between forks
 * @param clock the harness' clock
 * @param cancellation whether the run is to end
 * @param notifier tells listeners
 * @param sink keeps results
 */
public record RunServices(
    ForkFactory forks,
    CoolDown coolDown,
    NanoClock clock,
    Cancellation cancellation,
    Notifier notifier,
    ResultSink sink) {}
