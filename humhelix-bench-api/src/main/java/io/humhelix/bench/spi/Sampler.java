package io.humhelix.bench.spi;

import java.util.List;

/**
 * Samples the machine during a measurement. The harness reads once before the timed part of a trial
 * and once after it. A sampler that has a {@link SampledQuantity.Kind#GAUGE} is also read in
 * between, at an interval of the harness and from a thread of its own. Readings never overlap, and
 * never happen on a thread that makes timed calls.
 *
 * <p>A reading should take well under a millisecond, since it uses a processor that the system
 * under test may need. Results have the processor time of the readings in between. If a sampler
 * throws, it is not read again, and the results say so; the trial continues.
 */
public interface Sampler extends AutoCloseable {

  /**
   * Returns what it reads.
   *
   * @return the same for every call
   */
  List<SampledQuantity> quantities();

  /**
   * Reads everything now.
   *
   * @param values filled in the order of the quantities; {@link Double#NaN} for a quantity that
   *     cannot be read this time
   */
  void read(double[] values);

  /** Releases everything. Called once. */
  @Override
  void close();
}
