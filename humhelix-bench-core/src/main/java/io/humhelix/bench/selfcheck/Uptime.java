package io.humhelix.bench.selfcheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How long the kernel has been up: a clock that the JVM has no part in. */
final class Uptime {

  private static final Path FILE = Path.of("/proc/uptime");

  private Uptime() {}

  /** Returns seconds in steps of a hundredth; empty where the kernel does not tell. */
  static OptionalDouble seconds() {
    try {
      return OptionalDouble.of(Double.parseDouble(Files.readString(FILE).split(" ")[0]));
    } catch (IOException | RuntimeException e) {
      return OptionalDouble.empty();
    }
  }
}
