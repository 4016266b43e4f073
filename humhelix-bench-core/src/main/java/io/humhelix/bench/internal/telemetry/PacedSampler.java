package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.spi.Sampler;

/** A sampler whose cost depends on the machine: in between it is read as often as is cheap. */
interface PacedSampler extends Sampler {

  /** Returns whether it should be read now. At both ends of a trial it is read anyway. */
  boolean isDue();
}
