package io.humhelix.bench.internal.telemetry;

import java.util.OptionalDouble;

/** The temperature of the hottest thermal zone. Most virtual machines have none. */
public final class Temperature {

  private static final double MILLI = 1e-3;

  private Temperature() {}

  /**
   * Reads it from {@code /sys/class/thermal} (kernel: sysfs-class-thermal).
   *
   * @return degrees Celsius; empty if the system does not report it
   */
  public static OptionalDouble hottestCelsius(KernelFiles kernel) {
    return kernel.entries("sys/class/thermal", "thermal_zone*").stream()
        .map(zone -> celsius(kernel, zone))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }

  /** A disabled zone cannot be read. */
  private static OptionalDouble celsius(KernelFiles kernel, String zone) {
    try {
      return kernel.firstLine(zone + "/temp").stream()
          .mapToDouble(text -> Long.parseLong(text) * MILLI)
          .findFirst();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
