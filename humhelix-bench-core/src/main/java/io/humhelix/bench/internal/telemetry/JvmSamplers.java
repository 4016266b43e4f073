package io.humhelix.bench.internal.telemetry;

import static io.humhelix.bench.spi.SampledQuantity.counter;
import static io.humhelix.bench.spi.SampledQuantity.gauge;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/** Samples the JVM of the process that runs the system under test. */
public final class JvmSamplers implements SamplerProvider {

  static final SampledQuantity GC =
      counter("jvm_gc_pause", "s", "time for which collectors stopped the JVM");
  static final SampledQuantity GC_COUNT = counter("jvm_gc_count", "", "collections that did so");
  static final SampledQuantity HEAP = gauge("jvm_heap", "bytes", "heap in use");

  private static final List<SampledQuantity> ALL = List.of(GC, GC_COUNT, HEAP);

  @Override
  public String id() {
    return "jvm";
  }

  @Override
  public int spiVersion() {
    return SutProvider.SPI_VERSION;
  }

  @Override
  public Availability probe() {
    return Availability.available("management beans");
  }

  @Override
  public Sampler open(SutSpec spec) {
    return new JvmSampler(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(bean -> pauses(bean.getName()))
            .toList(),
        ManagementFactory.getMemoryMXBean());
  }

  /** Concurrent collectors have one bean for pauses and one for everything else. */
  static boolean pauses(String collector) {
    return !collector.endsWith(" Cycles") && !collector.contains("Concurrent");
  }

  private record JvmSampler(List<GarbageCollectorMXBean> collectors, MemoryMXBean memory)
      implements Sampler {

    @Override
    public List<SampledQuantity> quantities() {
      return ALL;
    }

    @Override
    public void read(double[] values) {
      double millis = 0;
      double count = 0;
      for (GarbageCollectorMXBean collector : collectors) {
        millis += Math.max(0, collector.getCollectionTime());
        count += Math.max(0, collector.getCollectionCount());
      }
      values[0] = millis / 1e3;
      values[1] = count;
      values[2] = memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
      // Nothing to release.
    }
  }
}
