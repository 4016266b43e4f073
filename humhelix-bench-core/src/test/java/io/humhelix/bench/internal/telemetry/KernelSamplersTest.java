package io.humhelix.bench.internal.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSamplersTest {

  private static final SutSpec SPEC = SutSpec.of("sut", "fake", "none");

  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, Double> read() {
    KernelSamplers provider = new KernelSamplers(new KernelFiles(root));
    try (Sampler sampler = provider.open(SPEC)) {
      List<SampledQuantity> quantities = sampler.quantities();
      double[] values = new double[quantities.size()];
      sampler.read(values);
      Map<String, Double> read = new HashMap<>();
      for (int i = 0; i < values.length; i++) {
        read.put(quantities.get(i).name(), values[i]);
      }
      return read;
    }
  }

  @Test
  void readsWhatTheKernelTells() throws Exception {
    file("proc/stat", "cpu  100 20 30 1000 50 5 5 60 10 0\ncpu0 1 2 3\nctxt 12345\nbtime 1\n");
    file("proc/vmstat", "pgpgin 7\npswpin 300\npswpout 50\n");
    file("proc/pressure/memory", "some avg10=0.00 avg60=0.00 avg300=0.00 total=2500000\nfull x\n");
    file("proc/self/status", "Name:\tjava\nVmHWM:\t  2048 kB\n");
    file("proc/self/cgroup", "0::/\n");
    file("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 1250000\n");

    Map<String, Double> read = read();

    assertEquals(1.6, read.get("host_cpu"), 1e-9);
    assertEquals(12.7, read.get("host_cpu_capacity"), 1e-9);
    assertEquals(0.6, read.get("host_cpu_steal"), 1e-9);
    assertEquals(350, read.get("host_swap_pages"));
    assertEquals(2.5, read.get("host_memory_pressure"), 1e-9);
    assertEquals(12345, read.get("host_context_switches"));
    assertEquals(2048 * 1024, read.get("process_rss_peak"));
    assertEquals(1.25, read.get("cgroup_throttled"), 1e-9);
  }

  @Test
  void readsControlGroupsOfVersionOne() throws Exception {
    file("proc/self/cgroup", "4:cpu,cpuacct:/box\n3:memory:/\n");
    file("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "200000\n");
    file("sys/fs/cgroup/cpu,cpuacct/box/cpu.stat", "nr_throttled 2\nthrottled_time 500000000\n");
    assertEquals(0.5, read().get("cgroup_throttled"), 1e-9);
  }

  @Test
  void whatIsNotThereOrNonsenseIsNotANumber() throws Exception {
    assertFalse(new KernelSamplers(new KernelFiles(root)).probe().available());
    file("proc/stat", "cpu what is this\n");
    file("proc/pressure/memory", "nothing\n");
    file("proc/self/status", "VmHWM: lots\n");
    Map<String, Double> read = read();
    read.forEach((name, value) -> assertTrue(value.isNaN(), name + " is " + value));
  }

  @Test
  void readsThisMachine() {
    KernelSamplers provider = new KernelSamplers();
    if (!provider.probe().available()) {
      assertFalse(Files.exists(Path.of("/proc/stat")));
      return;
    }
    try (Sampler sampler = provider.open(SPEC)) {
      double[] values = new double[sampler.quantities().size()];
      sampler.read(values);
      assertTrue(values[0] > 0 && values[1] >= values[0], values[0] + " of " + values[1]);
    }
  }

  @Test
  void concurrentWorkOfACollectorIsNoPause() {
    assertTrue(JvmSamplers.pauses("G1 Young Generation"));
    assertTrue(JvmSamplers.pauses("ZGC Pauses"));
    assertTrue(JvmSamplers.pauses("PS MarkSweep"));
    assertFalse(JvmSamplers.pauses("ZGC Cycles"));
    assertFalse(JvmSamplers.pauses("Shenandoah Cycles"));
    assertFalse(JvmSamplers.pauses("G1 Concurrent GC"));
  }
}
