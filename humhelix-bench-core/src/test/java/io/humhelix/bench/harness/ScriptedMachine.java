package io.humhelix.bench.harness;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;

/**
 * A machine on which other processes take the share of the processors that a test says, and nothing
 * else happens, whatever this machine does. It is there where {@link #arguments} are given.
 */
public final class ScriptedMachine implements SamplerProvider, Sampler {

  private static final String SHARE = "humhelix.test.machine";

  private double read;

  /** Found by its name. */
  public ScriptedMachine() {}

  /** Returns what workers on this machine are started with. */
  static String[] arguments(double share) {
    return new String[] {"-D" + SHARE + "=" + share, "-Dhumhelix.telemetry.addedAlone=true"};
  }

  @Override
  public String id() {
    return "scripted";
  }

  @Override
  public int spiVersion() {
    return SutProvider.SPI_VERSION;
  }

  @Override
  public Availability probe() {
    return System.getProperty(SHARE) == null
        ? Availability.unavailable("no test asks for it.", "Nothing is to be done.")
        : Availability.available("a test");
  }

  @Override
  public Sampler open(SutSpec spec) {
    return this;
  }

  @Override
  public List<SampledQuantity> quantities() {
    return List.of(
        SampledQuantity.counter("host_cpu", "s", "scripted"),
        SampledQuantity.counter("host_cpu_capacity", "s", "scripted"),
        SampledQuantity.counter("process_cpu", "s", "scripted"));
  }

  @Override
  public void read(double[] values) {
    read++;
    values[0] = read * Double.parseDouble(System.getProperty(SHARE));
    values[1] = read;
    values[2] = 0;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
