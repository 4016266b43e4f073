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
  private final List<NoiseFinding> found = new ArrayList<>();

  private MachineNoise(int fork, SampledMetrics sampled) {
    this.fork = fork;
    this.sampled = sampled;
  }

  static List<NoiseFinding> of(int fork, List<TrialResult> measured) {
    MachineNoise noise = new MachineNoise(fork, SampledMetrics.of(measured));
    noise.look();
    return noise.found;
  }

  private void look() {
    double pages = sampled.swappedPages();
    if (pages >= NoiseLimits.SWAPPED_PAGES) {
      add(NoiseFlag.SWAP, pages, "%.0f pages went out to swap or came back.", pages);
    }
    double wall = sampled.wallSeconds();
    if (wall < NoiseLimits.SHORTEST_SECONDS) {
      return;
    }
    share(
        NoiseFlag.OTHER_LOAD,
        sampled.otherLoad(),
        NoiseLimits.OTHER_LOAD_SHARE,
        "other processes took %.1f %% of the processors during the measured trials.");
    share(
        NoiseFlag.CPU_STEAL,
        sampled.steal(),
        NoiseLimits.STEAL_SHARE,
        "the hypervisor took %.1f %% of the processors for others during the measured trials.");
    share(
        NoiseFlag.CPU_THROTTLED,
        sampled.throttledSeconds() / wall,
        NoiseLimits.THROTTLED_SHARE,
        "the control group's quota held it back for %.1f %% of the measured time.");
    share(
        NoiseFlag.MEMORY_PRESSURE,
        sampled.memoryPressureSeconds() / wall,
        NoiseLimits.MEMORY_PRESSURE_SHARE,
        "tasks waited for memory for %.1f %% of the measured time.");
    share(
        NoiseFlag.GC,
        sampled.gcSeconds() / wall,
        NoiseLimits.GC_SHARE,
        "collectors stopped the JVM for %.1f %% of the measured time.");
    share(
        NoiseFlag.SAMPLING_SLOW,
        sampled.readingSeconds() / wall,
        NoiseLimits.SAMPLING_SHARE,
        "sampling itself used a processor for %.1f %% of the measured time.");
  }

  /** What was not sampled is NaN, which is above no limit. */
  private void share(NoiseFlag flag, double share, double most, String message) {
    if (share > most) {
      add(flag, share, message, 100 * share);
    }
  }

  private void add(NoiseFlag flag, double size, String message, double figure) {
    found.add(new NoiseFinding(flag, fork, size, String.format(Locale.ROOT, message, figure)));
  }
}
