package io.humhelix.bench.spi;

import io.humhelix.bench.model.SutSpec;

/**
 * Checks whether this machine has something to sample, and makes samplers. Register it in {@code
 * META-INF/services/io.humhelix.bench.spi.SamplerProvider}, and with {@code provides} in a module
 * descriptor. Creating a provider and calling {@link #id()} must be cheap; {@link #probe()} may
 * load a native library. Runs in the process of the system under test.
 */
public interface SamplerProvider {

  /**
   * Returns its name.
   *
   * @return lower case letters, digits and dashes; unique
   */
  String id();

  /**
   * Returns the SPI version that this class was compiled against. Implement it as {@code return
   * SutProvider.SPI_VERSION;}.
   *
   * @return the version
   */
  int spiVersion();

  /**
   * Checks whether there is something to sample here.
   *
   * @return available, or the reason and the remedy
   */
  Availability probe();

  /**
   * Makes a sampler for one load of a system under test. Called only if {@link #probe()} returned
   * available.
   *
   * @param spec the system to measure; its device tells which device to sample
   * @return a sampler, which the harness closes
   */
  Sampler open(SutSpec spec);
}
