package io.humhelix.bench.spi;

import java.util.List;

/**
 * Reads the machine while something is measured. The harness reads once before the timed part of a
 * trial and once after it. If it has a {@link SampledQuantity.Kind#GAUGE}, it is read in between
 * too, at the harness' own interval and from a thread of its own. Readings never overlap, and never
 * happen on a thread that makes timed calls.
 *
 * <p>A reading should take well under a millisecond: it uses a processor that the system under test
 * may want. The processor time of the readings in between is in the results. A sampler that throws
 * is left out from then on, and the results say so; the trial goes on.
 */
public interface Sampler extends AutoCloseable {

  /**
   * Returns what it reads.
   *
   * @return the same at every call
   */
  List<SampledQuantity> quantities();

  /**
   * Reads everything now.
   *
   * @param values to be filled in the order of the quantities; {@link Double#NaN} where a quantity
   *     cannot be read this time
   */
  void read(double[] values);

  /** Releases everything. Called once. */
  @Override
  void close();
}
