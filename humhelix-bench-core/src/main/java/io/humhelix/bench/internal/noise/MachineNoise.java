package io.humhelix.bench.internal.noise;

import io.humhelix.bench.internal.telemetry.SampledMetrics;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the machine did during the measured trials of a fork. */
final class MachineNoise {

  private final int fork;
  private final SampledMetrics sampled;
  private final boolean told;
  private final List<ForkFlag> found = new ArrayList<>();

  private MachineNoise(int fork, SampledMetrics sampled, boolean told) {
    this.fork = fork;
    this.sampled = sampled;
    this.told = told;
  }

  static List<ForkFlag> of(int fork, List<TrialResult> measured) {
    return look(new MachineNoise(fork, SampledMetrics.of(measured), true));
  }

  /** The same without messages: nobody reads those of a hundred thousand forks. */
  static List<ForkFlag> untold(int fork, List<TrialResult> measured) {
    return look(new MachineNoise(fork, SampledMetrics.of(measured), false));
  }

  private static List<ForkFlag> look(MachineNoise noise) {
    noise.look();
    return noise.found;
  }

  private void look() {
    double pages = sampled.swappedPages();
    if (pages >= NoiseLimits.SWAPPED_PAGES) {
      add(NoiseFlag.SWAP, pages, "%.0f memory pages were swapped in or out.", pages);
    }
    double wall = sampled.wallSeconds();
    if (wall < NoiseLimits.SHORTEST_SECONDS) {
      return;
    }
    share(
        NoiseFlag.OTHER_LOAD,
        sampled.otherLoad(),
        NoiseLimits.OTHER_LOAD_SHARE,
        "other processes used %.1f %% of the CPU during the measured trials.");
    share(
        NoiseFlag.CPU_STEAL,
        sampled.steal(),
        NoiseLimits.STEAL_SHARE,
        "the hypervisor gave %.1f %% of the CPU to other virtual machines.");
    share(
        NoiseFlag.CPU_THROTTLED,
        sampled.throttledSeconds() / wall,
        NoiseLimits.THROTTLED_SHARE,
        "the CPU quota of the container stopped it for %.1f %% of the measured time.");
    share(
        NoiseFlag.MEMORY_PRESSURE,
        sampled.memoryPressureSeconds() / wall,
        NoiseLimits.MEMORY_PRESSURE_SHARE,
        "processes waited for memory for %.1f %% of the measured time.");
    share(
        NoiseFlag.GC,
        sampled.gcSeconds() / wall,
        NoiseLimits.GC_SHARE,
        "garbage collection paused the JVM for %.1f %% of the measured time.");
    share(
        NoiseFlag.SAMPLING_SLOW,
        sampled.readingSeconds() / wall,
        NoiseLimits.SAMPLING_SHARE,
        "sampling the machine took %.1f %% of the measured time.");
  }

  /** Quantities that were not sampled are NaN and exceed no limit. */
  private void share(NoiseFlag flag, double share, double most, String message) {
    if (share > most) {
      add(flag, share, message, 100 * share);
    }
  }

  private void add(NoiseFlag flag, double size, String message, double figure) {
    String text = told ? String.format(Locale.ROOT, message, figure) : "";
    found.add(new ForkFlag(flag, fork, size, text));
  }
}
