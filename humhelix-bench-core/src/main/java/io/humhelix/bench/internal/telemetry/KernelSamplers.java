package io.humhelix.bench.internal.telemetry;

import static io.humhelix.bench.spi.SampledQuantity.counter;
import static io.humhelix.bench.spi.SampledQuantity.peak;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Samples the Linux kernel: load of all, steal, swap, throttling, memory pressure. */
public final class KernelSamplers implements SamplerProvider {

  static final SampledQuantity BUSY =
      counter("host_cpu", "s", "processor time of all processes of the machine");
  static final SampledQuantity TOTAL =
      counter("host_cpu_capacity", "s", "processor time that there was, idle included");
  static final SampledQuantity STEAL =
      counter("host_cpu_steal", "s", "processor time that the hypervisor took for others");
  static final SampledQuantity SWAP =
      counter("host_swap_pages", "", "pages that went out to swap or came back, of all processes");
  static final SampledQuantity THROTTLED =
      counter("cgroup_throttled", "s", "time for which the control group was held back");
  static final SampledQuantity MEMORY_PRESSURE =
      counter("host_memory_pressure", "s", "time for which some task waited for memory");
  static final SampledQuantity SWITCHES =
      counter("host_context_switches", "", "changes from one task to another, of all processes");
  static final SampledQuantity PEAK_RSS =
      peak("process_rss_peak", "bytes", "largest resident memory of this process since its start");

  private static final List<SampledQuantity> ALL =
      List.of(BUSY, TOTAL, STEAL, SWAP, THROTTLED, MEMORY_PRESSURE, SWITCHES, PEAK_RSS);

  private final KernelFiles kernel;

  KernelSamplers(KernelFiles kernel) {
    this.kernel = kernel;
  }

  /** Creates samplers of this machine. */
  public KernelSamplers() {
    this(KernelFiles.HERE);
  }

  @Override
  public String id() {
    return "linux";
  }

  @Override
  public int spiVersion() {
    return SutProvider.SPI_VERSION;
  }

  @Override
  public Availability probe() {
    return kernel.exists("proc/stat")
        ? Availability.available("/proc and /sys")
        : Availability.unavailable(
            "there is no /proc/stat on this system.",
            "Load of others, steal, swap and throttling are looked for on Linux alone.");
  }

  @Override
  public Sampler open(SutSpec spec) {
    return new KernelSampler(kernel, CgroupCpu.find(kernel));
  }

  private record KernelSampler(KernelFiles kernel, CgroupCpu group) implements Sampler {

    @Override
    public List<SampledQuantity> quantities() {
      return ALL;
    }

    @Override
    public void read(double[] values) {
      Optional<String> stat = kernel.text("proc/stat");
      Optional<CpuTimes> cpu =
          stat.flatMap(text -> text.lines().findFirst()).flatMap(CpuTimes::parse);
      int i = 0;
      values[i++] = cpu.map(CpuTimes::busy).orElse(Double.NaN);
      values[i++] = cpu.map(CpuTimes::total).orElse(Double.NaN);
      values[i++] = cpu.map(CpuTimes::steal).orElse(Double.NaN);
      values[i++] = swappedPages();
      values[i++] = group.throttledSeconds().orElse(Double.NaN);
      values[i++] = memoryPressure();
      values[i++] = number(stat.map(t -> KernelFiles.numberIn(t, "ctxt ")), 1);
      values[i] = number(Optional.of(kernel.number("proc/self/status", "VmHWM:")), 1024);
    }

    private double swappedPages() {
      Optional<String> vmstat = kernel.text("proc/vmstat");
      return number(vmstat.map(t -> KernelFiles.numberIn(t, "pswpin ")), 1)
          + number(vmstat.map(t -> KernelFiles.numberIn(t, "pswpout ")), 1);
    }

    /** {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=microseconds} (kernel: psi.rst). */
    private double memoryPressure() {
      String line = kernel.firstLine("proc/pressure/memory").orElse("");
      int at = line.indexOf("total=");
      if (!line.startsWith("some ") || at < 0) {
        return Double.NaN;
      }
      return number(Optional.of(KernelFiles.numberIn(line.substring(at), "total=")), 1) / 1e6;
    }

    private static double number(Optional<OptionalLong> value, double factor) {
      OptionalLong number = value.orElse(OptionalLong.empty());
      return number.isPresent() ? factor * number.getAsLong() : Double.NaN;
    }

    @Override
    public void close() {
      // Nothing to release.
    }
  }
}
