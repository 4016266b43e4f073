package io.humhelix.bench.spi;

import io.humhelix.bench.model.SutSpec;

/**
 * Finds out whether this machine has something to sample, and makes samplers. Register it in {@code
 * META-INF/services/io.humhelix.bench.spi.SamplerProvider}, and by {@code provides} in a module
 * descriptor. Creating a provider and asking for its id must be light; {@link #probe()} may load a
 * native library. It is used in the process in which the system under test lives.
 */
public interface SamplerProvider {

  /**
   * Returns its name.
   *
   * @return lower case letters, digits and dashes; unique
   */
  String id();

  /**
   * Returns the version of the SPI that this was compiled against. Implement it as {@code return
   * SutProvider.SPI_VERSION;}.
   *
   * @return the version
   */
  int spiVersion();

  /**
   * Returns whether there is something to sample here.
   *
   * @return available, or the reason and the remedy
   */
  Availability probe();

  /**
   * Makes a sampler for one load of a system under test. Called if {@link #probe()} said available.
   *
   * @param spec what will be measured; its device tells which one to watch
   * @return a sampler, which the harness closes
   */
  Sampler open(SutSpec spec);
}
