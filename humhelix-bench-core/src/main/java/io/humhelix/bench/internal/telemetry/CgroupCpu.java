package io.humhelix.bench.internal.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The processor quota of this process' control group, version 2 or 1 (kernel: cgroup-v2.rst,
 * sched-bwc.rst).
 */
public final class CgroupCpu {

  private final KernelFiles kernel;
  private final Optional<String> folder;
  private final boolean unified;

  private CgroupCpu(KernelFiles kernel, Optional<String> folder, boolean unified) {
    this.kernel = kernel;
    this.folder = folder;
    this.unified = unified;
  }

  /** Finds the group; without one, nothing is limited. */
  public static CgroupCpu find(KernelFiles kernel) {
    List<String> groups = kernel.text("proc/self/cgroup").stream().flatMap(String::lines).toList();
    Stream<String> unified = places(groups, "", List.of("sys/fs/cgroup"));
    Optional<String> two = unified.filter(f -> kernel.exists(f + "/cpu.stat")).findFirst();
    if (two.isPresent()) {
      return new CgroupCpu(kernel, two, true);
    }
    List<String> mounts = List.of("sys/fs/cgroup/cpu,cpuacct", "sys/fs/cgroup/cpu");
    Optional<String> one =
        places(groups, "cpu", mounts)
            .filter(f -> kernel.exists(f + "/cpu.cfs_quota_us"))
            .findFirst();
    return new CgroupCpu(kernel, one, false);
  }

  /** Possible mount points of a group: at its path, or, in a container, at the top. */
  private static Stream<String> places(List<String> groups, String controller, List<String> tops) {
    return groups.stream()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .filter(
            parts ->
                controller.isEmpty()
                    ? parts[0].equals("0") && parts[1].isEmpty()
                    : List.of(parts[1].split(",")).contains(controller))
        .flatMap(
            parts ->
                tops.stream().flatMap(top -> Stream.of(top + parts[2].replaceAll("/$", ""), top)));
  }

  /** Returns how many processors the group may use; empty if unlimited. */
  public OptionalDouble processors() {
    if (folder.isEmpty()) {
      return OptionalDouble.empty();
    }
    String[] words =
        unified
            ? kernel.firstLine(folder.get() + "/cpu.max").orElse("max").split("\\s+")
            : new String[] {
              kernel.firstLine(folder.get() + "/cpu.cfs_quota_us").orElse("-1"),
              kernel.firstLine(folder.get() + "/cpu.cfs_period_us").orElse("100000")
            };
    try {
      double quota = Double.parseDouble(words[0]);
      double period = words.length > 1 ? Double.parseDouble(words[1]) : 100_000;
      return quota > 0 && period > 0 ? OptionalDouble.of(quota / period) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Returns for how many seconds the group has been throttled since its creation. */
  public OptionalDouble throttledSeconds() {
    Optional<String> stat = folder.flatMap(f -> kernel.text(f + "/cpu.stat"));
    if (stat.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalLong micros = KernelFiles.numberIn(stat.get(), "throttled_usec ");
    if (micros.isPresent()) {
      return OptionalDouble.of(micros.getAsLong() / 1e6);
    }
    OptionalLong nanos = KernelFiles.numberIn(stat.get(), "throttled_time ");
    return nanos.isPresent() ? OptionalDouble.of(nanos.getAsLong() / 1e9) : OptionalDouble.empty();
  }
}
