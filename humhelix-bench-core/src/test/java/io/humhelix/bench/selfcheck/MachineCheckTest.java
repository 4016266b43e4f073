package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.selfcheck.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {

  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Changes the kernel's files when the check asks for its own load the second time. */
  private Supplier<OptionalDouble> meanwhile(String stat) {
    int[] asked = {0};
    return () -> {
      if (++asked[0] == 1) {
        try {
          file("proc/stat", stat);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return OptionalDouble.of(0);
    };
  }

  private Finding finding(String id, Supplier<OptionalDouble> own) {
    List<Finding> findings = new MachineCheck(new KernelFiles(root), own).find();
    return findings.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private Finding finding(String id) {
    return finding(id, OptionalDouble::empty);
  }

  private static void warns(String says, Finding finding) {
    assertEquals(State.WARN, finding.state(), finding::toString);
    assertTrue(finding.message().contains(says), finding::toString);
    assertTrue(!finding.remedy().isEmpty(), finding::toString);
  }

  @Test
  void saysWhatCannotBeKnown() {
    for (String id : List.of("cpu-governor", "swap", "other-load")) {
      assertEquals(State.NOT_CHECKED, finding(id).state());
    }
    assertEquals(State.OK, finding("virtual-machine").state());
    assertEquals(State.OK, finding("cpu-quota").state());
  }

  @Test
  void warnsOfAClockThatFollowsTheLoad() throws Exception {
    String path = "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    file(path, "powersave\n");
    warns("'powersave'", finding("cpu-governor"));
    file(path, "performance\n");
    assertEquals(State.OK, finding("cpu-governor").state());
  }

  @Test
  void warnsOfAQuotaOfEitherVersion() throws Exception {
    file("proc/self/cgroup", "0::/box\n");
    file("sys/fs/cgroup/box/cpu.stat", "usage_usec 5\n");
    file("sys/fs/cgroup/box/cpu.max", "150000 100000\n");
    warns("may use 1.50 CPUs", finding("cpu-quota"));
    file("sys/fs/cgroup/box/cpu.max", "max 100000\n");
    assertEquals(State.OK, finding("cpu-quota").state());
    file("proc/self/cgroup", "3:cpuset:/\n2:cpu,cpuacct:/docker/1\n");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    warns("may use 0.50 CPUs", finding("cpu-quota"));
  }

  @Test
  void warnsOfAVirtualMachineAndOfSwap() throws Exception {
    file("proc/cpuinfo", "model name : x\nflags : fpu hypervisor lahf_lm\n");
    file("sys/class/dmi/id/product_name", "Some VM\n");
    warns("yes (Some VM)", finding("virtual-machine"));
    file("proc/meminfo", "SwapTotal: 4096 kB\nSwapFree: 2048 kB\n");
    warns("2 MiB are swapped out", finding("swap"));
    file("proc/meminfo", "SwapTotal: 4096 kB\nSwapFree: 4096 kB\n");
    assertEquals("none in use.", finding("swap").message());
  }

  @Test
  @Tag("slow")
  void warnsOfOthersAndOfTheHypervisor() throws Exception {
    file("proc/stat", "cpu 100 0 100 1000 0 0 0 10 0 0\n");
    Supplier<OptionalDouble> later = meanwhile("cpu 130 0 100 1060 0 0 0 20 0 0\n");
    warns("other processes use 30.0 %", finding("other-load", later));
    file("proc/stat", "cpu 100 0 100 1000 0 0 0 10 0 0\n");
    later = meanwhile("cpu 130 0 100 1060 0 0 0 20 0 0\n");
    warns("the hypervisor gives 10.0 %", finding("cpu-steal", later));
    file("proc/stat", "cpu 100 0 100 1000 0 0 0 10 0 0\n");
    later = meanwhile("cpu 101 0 100 1099 0 0 0 10 0 0\n");
    assertEquals(State.OK, finding("other-load", later).state());
  }

  @Test
  void looksAtThisMachine() {
    List<Finding> findings = new MachineCheck().find();
    assertTrue(findings.stream().anyMatch(f -> f.id().equals("jvm")));
    assertTrue(findings.stream().noneMatch(f -> f.state() == State.FAIL));
  }
}
