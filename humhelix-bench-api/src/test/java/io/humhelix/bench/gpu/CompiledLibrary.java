package io.humhelix.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shared libraries that the compiler of this machine makes from a few lines of C. */
final class CompiledLibrary {

  private CompiledLibrary() {}

  /**
   * Compiles a library whose soname is its file name.
   *
   * @param more options of gcc, such as the libraries that it needs
   */
  static Path of(Path file, String source, String... more) throws Exception {
    Files.createDirectories(file.getParent());
    Path code = Files.writeString(Files.createTempFile(file.getParent(), "source", ".c"), source);
    List<String> command =
        new ArrayList<>(
            List.of(
                "gcc",
                "-shared",
                "-fPIC",
                "-o",
                file.toString(),
                "-Wl,-soname," + file.getFileName(),
                code.toString()));
    command.addAll(List.of(more));
    Process gcc;
    try {
      gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      if (Boolean.getBoolean("humhelix.test.require-programs")) {
        return fail("this test must not be skipped here: there is no gcc");
      }
      return abort("there is no gcc here");
    }
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, gcc.waitFor(), said);
    Files.delete(code);
    return file;
  }
}
