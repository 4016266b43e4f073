package io.humhelix.bench.internal.telemetry;

import java.util.Optional;

/**
 * Processor time of the whole machine since its start, in seconds summed over processors, from the
 * first line of {@code /proc/stat} (proc_stat(5)).
 *
 * @param busy user, nice, system and interrupts; time of guests counts once
 * @param idle idle and waiting for input or output
 * @param steal taken by the hypervisor for other virtual machines
 */
public record CpuTimes(double busy, double idle, double steal) {

  /** The kernel's USER_HZ, which is 100 on every architecture that a JVM runs on. */
  private static final double TICKS_PER_SECOND = 100;

  public static Optional<CpuTimes> now(KernelFiles kernel) {
    return kernel.firstLine("proc/stat").flatMap(CpuTimes::parse);
  }

  static Optional<CpuTimes> parse(String line) {
    String[] words = line.split("\\s+");
    if (words.length < 8 || !words[0].equals("cpu")) {
      return Optional.empty();
    }
    double[] ticks = new double[9];
    try {
      for (int i = 1; i < Math.min(words.length, ticks.length); i++) {
        ticks[i] = Long.parseLong(words[i]);
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    // user nice system idle iowait irq softirq steal; user and nice include guest times.
    double busy = ticks[1] + ticks[2] + ticks[3] + ticks[6] + ticks[7];
    double idle = ticks[4] + ticks[5];
    return busy + idle == 0
        ? Optional.empty()
        : Optional.of(
            new CpuTimes(
                busy / TICKS_PER_SECOND, idle / TICKS_PER_SECOND, ticks[8] / TICKS_PER_SECOND));
  }

  /** All time, idle included. */
  public double total() {
    return busy + idle + steal;
  }
}
