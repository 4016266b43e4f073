package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.RequiredProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Python interpreter, named by the system property {@code humhelix.test.python}. */
public final class Python {

  private Python() {}

  /** Runs a script that prints JSON. */
  static JsonNode json(Path folder, List<String> modules, String script, String... arguments)
      throws Exception {
    return Json.MAPPER.readTree(text(folder, modules, script, arguments));
  }

  /**
   * Runs a script and returns what it prints. Where Python or a module is missing, the test is
   * skipped with the reason; with {@code humhelix.test.require-programs=true} it fails instead.
   */
  public static String text(Path folder, List<String> modules, String script, String... arguments)
      throws Exception {
    String interpreter = System.getProperty("humhelix.test.python", "python3");
    if (run(folder, interpreter, "-c", "import " + String.join(", ", modules)) == null) {
      String reason =
          "'"
              + interpreter
              + "' with "
              + modules
              + " is not there; name one that has them by"
              + " -Dhumhelix.test.python";
      RequiredProgram.missing(reason);
    }
    List<String> command = new ArrayList<>(List.of(interpreter, "-X", "utf8", "-c", script));
    command.addAll(List.of(arguments));
    String output = run(folder, command.toArray(String[]::new));
    if (output == null) {
      fail(Files.readString(folder.resolve("python.err")));
    }
    return output;
  }

  private static String run(Path folder, String... command) throws Exception {
    Path out = folder.resolve("python.out");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(folder.resolve("python.err").toFile())
              .start();
    } catch (IOException e) {
      return null;
    }
    assertEquals(true, process.waitFor(3, TimeUnit.MINUTES));
    return process.exitValue() == 0 ? Files.readString(out, StandardCharsets.UTF_8) : null;
  }
}
