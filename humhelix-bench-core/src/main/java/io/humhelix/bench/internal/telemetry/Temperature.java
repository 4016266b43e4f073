package io.humhelix.bench.internal.telemetry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The hottest of the machine's thermal zones, which most virtual machines do not have. */
public final class Temperature {

  private static final double MILLI = 1e-3;

  private Temperature() {}

  /**
   * Reads it from {@code /sys/class/thermal} (kernel: sysfs-class-thermal).
   *
   * @return degrees Celsius; empty where the system does not tell
   */
  public static OptionalDouble hottestCelsius(KernelFiles kernel) {
    Path folder = kernel.root().resolve("sys/class/thermal");
    OptionalDouble hottest = OptionalDouble.empty();
    if (!Files.isDirectory(folder)) {
      return hottest;
    }
    try (DirectoryStream<Path> zones = Files.newDirectoryStream(folder, "thermal_zone*")) {
      for (Path zone : zones) {
        OptionalDouble celsius = celsius(zone.resolve("temp"));
        if (celsius.isPresent()
            && (hottest.isEmpty() || celsius.getAsDouble() > hottest.getAsDouble())) {
          hottest = celsius;
        }
      }
    } catch (IOException | RuntimeException e) {
      return OptionalDouble.empty();
    }
    return hottest;
  }

  /** A zone that is switched off cannot be read. */
  private static OptionalDouble celsius(Path file) {
    try {
      return OptionalDouble.of(Long.parseLong(Files.readString(file).strip()) * MILLI);
    } catch (IOException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
