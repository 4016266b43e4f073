package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that a test needs: where one is missing the test is skipped with the reason. */
public final class RequiredProgram {

  private RequiredProgram() {}

  /**
   * Ends the test if a program is missing: skipped, or failed where the build says that all
   * programs must be there.
   */
  public static void executable(Path program, String purpose) {
    if (!Files.isExecutable(program)) {
      missing("there is no " + program + " here, needed " + purpose);
    }
  }

  /** Ends the test because something that it needs is missing. */
  public static void missing(String reason) {
    if (Boolean.getBoolean("humhelix.test.require-programs")) {
      fail("this test must not be skipped here: " + reason);
    }
    abort(reason);
  }
}
