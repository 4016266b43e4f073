package io.humhelix.bench.selfcheck;

import io.humhelix.bench.internal.noise.NoiseLimits;
import io.humhelix.bench.internal.provenance.HostFacts;
import io.humhelix.bench.internal.telemetry.CgroupCpu;
import io.humhelix.bench.internal.telemetry.CpuTimes;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.internal.telemetry.ProcessAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the machine is, and what of it disturbs measurements. */
final class MachineCheck implements Check {

  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final String GOVERNOR = "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";

  private final KernelFiles kernel;
  private final Supplier<OptionalDouble> ownCpu;

  MachineCheck(KernelFiles kernel, Supplier<OptionalDouble> ownCpu) {
    this.kernel = kernel;
    this.ownCpu = ownCpu;
  }

  MachineCheck() {
    this(KernelFiles.HERE, ProcessAccount.ofThisProcess(KernelFiles.HERE)::ownSeconds);
  }

  @Override
  public String id() {
    return "machine";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.MACHINE;
  }

  @Override
  public List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> host = HostFacts.host();
    Map<String, String> jvm = HostFacts.jvm();
    findings.add(
        ok(
            "cpu",
            host.getOrDefault("cpu", "unknown model")
                + ", "
                + host.get("processors")
                + " CPUs for this JVM."));
    findings.add(ok("memory", host.getOrDefault("memory", "unknown size") + "."));
    findings.add(ok("os", host.get("os") + " " + host.get("arch") + "."));
    findings.add(
        ok(
            "jvm",
            jvm.get("name")
                + " "
                + jvm.get("version")
                + ", garbage collectors "
                + jvm.get("collectors")
                + "."));
    findings.add(governor());
    findings.add(quota());
    findings.add(virtual());
    findings.add(swap());
    findings.addAll(others());
    return findings;
  }

  private Finding governor() {
    Optional<String> governor = kernel.firstLine(GOVERNOR);
    if (governor.isEmpty()) {
      return Finding.notChecked(
          "cpu-governor",
          section(),
          "not reported by the kernel; a hypervisor may change clock rates.");
    }
    return governor.get().equals("performance")
        ? ok("cpu-governor", "performance.")
        : warn(
            "cpu-governor",
            "'" + governor.get() + "': the clock rate follows the load.",
            "While you measure: cpupower frequency-set -g performance.");
  }

  private Finding quota() {
    OptionalDouble quota = CgroupCpu.find(kernel).processors();
    return quota.isEmpty()
        ? ok("cpu-quota", "none.")
        : warn(
            "cpu-quota",
            String.format(
                Locale.ROOT,
                "the container may use %.2f CPUs and is stopped beyond that.",
                quota.getAsDouble()),
            "Give it whole CPUs (cpuset, --cpuset-cpus) instead of a quota.");
  }

  private Finding virtual() {
    boolean flag =
        kernel
            .text("proc/cpuinfo")
            .map(t -> t.lines().anyMatch(l -> l.startsWith("flags") && l.contains(" hypervisor")))
            .orElse(false);
    String product = kernel.firstLine("sys/class/dmi/id/product_name").orElse("");
    return flag
        ? warn(
            "virtual-machine",
            (product.isEmpty() ? "yes" : "yes (" + product + ")")
                + ": others may take CPU time; cpu-steal shows it only if the host reports it.",
            "Compare systems measured in one run, not numbers from different days.")
        : ok("virtual-machine", "not detected.");
  }

  private Finding swap() {
    OptionalLong total = kernel.number("proc/meminfo", "SwapTotal:");
    OptionalLong free = kernel.number("proc/meminfo", "SwapFree:");
    if (total.isEmpty() || free.isEmpty()) {
      return Finding.notChecked("swap", section(), "needs /proc/meminfo.");
    }
    long used = total.getAsLong() - free.getAsLong();
    return used == 0
        ? ok("swap", total.getAsLong() == 0 ? "none." : "none in use.")
        : warn(
            "swap",
            used / 1024 + " MiB are swapped out.",
            "Free memory first: reading it back from disk is timed with the model.");
  }

  private List<Finding> others() {
    Optional<CpuTimes> before = CpuTimes.now(kernel);
    OptionalDouble ownBefore = ownCpu.get();
    if (before.isEmpty() || ownBefore.isEmpty()) {
      return List.of(Finding.notChecked("other-load", section(), "needs /proc/stat."));
    }
    pause(WATCH);
    CpuTimes after = CpuTimes.now(kernel).orElseThrow();
    double own = ownCpu.get().orElse(ownBefore.getAsDouble()) - ownBefore.getAsDouble();
    double total = after.total() - before.get().total();
    if (total <= 0) {
      return List.of(Finding.notChecked("other-load", section(), "/proc/stat stands still."));
    }
    double load = Math.max(0, after.busy() - before.get().busy() - own) / total;
    double steal = (after.steal() - before.get().steal()) / total;
    return List.of(
        share(
            "other-load",
            "other processes use %.1f %% of the CPU.",
            load,
            NoiseLimits.OTHER_LOAD_SHARE,
            "Close them, or run when the machine is idle."),
        share(
            "cpu-steal",
            "the hypervisor gives %.1f %% of the CPU to other virtual machines.",
            steal,
            NoiseLimits.STEAL_SHARE,
            "Use a machine of your own, or one with dedicated CPUs."));
  }

  private Finding share(String id, String found, double share, double most, String remedy) {
    String message = String.format(Locale.ROOT, found, 100 * share);
    return (share > most ? warn(id, message, remedy) : ok(id, message))
        .with("percent", 100 * share);
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
  }

  private Finding ok(String id, String message) {
    return Finding.ok(id, section(), message);
  }

  private Finding warn(String id, String message, String remedy) {
    return Finding.warn(id, section(), message, remedy);
  }
}
