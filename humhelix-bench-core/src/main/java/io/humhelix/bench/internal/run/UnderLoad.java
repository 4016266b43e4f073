package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.Scenario;
import java.util.OptionalDouble;

/**
 * A trial of a scenario other than a plain single-stream pass.
 *
 * @param scenario with the load of the trial
 * @param peak the highest sustained load that a search found
 */
record UnderLoad(Scenario scenario, OptionalDouble peak) {}
