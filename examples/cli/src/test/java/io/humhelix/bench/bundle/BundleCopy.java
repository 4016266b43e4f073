package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The finished bundle in a folder of a test, and how to start it.
 *
 * @param folder where it is started
 * @param home the bundle
 */
record BundleCopy(Path folder, Path home) {

  static final Path BUNDLE = Path.of("target/humhelix-bench").toAbsolutePath();
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Copies the bundle to a place below a folder. */
  static BundleCopy in(Path folder, String place) throws IOException {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher is for sh");
    Path home = folder.resolve(place);
    try (Stream<Path> files = Files.walk(BUNDLE)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = home.resolve(BUNDLE.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new BundleCopy(folder, home);
  }

  Path launcher() {
    return home.resolve("bin/humhelix-bench");
  }

  /** Starts it with this Java, without an archive of classes. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of("HUMHELIX_CLASS_ARCHIVE", "off"), arguments);
  }

  /** Starts it with this Java. */
  Outcome run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> with = new HashMap<>(environment);
    with.putIfAbsent("JAVA_HOME", JAVA_HOME.toString());
    return Outcome.of(folder, 3, launcher(), with, arguments);
  }
}
