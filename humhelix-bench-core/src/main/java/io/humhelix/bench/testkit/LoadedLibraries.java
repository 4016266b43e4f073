package io.humhelix.bench.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The native libraries in this process, from {@code /proc/self/maps}: Linux alone. */
final class LoadedLibraries {

  private LoadedLibraries() {}

  /** Returns those that are not the JVM's own; empty where that cannot be known. */
  static Optional<Set<String>> foreign() {
    String java = System.getProperty("java.home");
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return Optional.of(
          lines
              .filter(line -> line.indexOf('/') >= 0)
              .map(line -> line.substring(line.indexOf('/')))
              .filter(path -> path.contains(".so") && !path.startsWith(java))
              .collect(Collectors.toCollection(TreeSet::new)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
