package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs that a test needs: where one is missing the test is skipped with the reason. */
final class RequiredProgram {

  private RequiredProgram() {}

  /** Returns the program of that name in {@code PATH}, or ends the test. */
  static Path find(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing("there is no " + name + " here"));
  }

  /** Ends the test: skipped, or failed where the build says that all programs must be there. */
  static <T> T missing(String reason) {
    return Boolean.getBoolean("humhelix.test.require-programs")
        ? fail("this test must not be skipped here: " + reason)
        : abort(reason);
  }
}
