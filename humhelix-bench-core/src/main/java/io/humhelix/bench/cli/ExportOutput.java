package io.humhelix.bench.cli;

import io.humhelix.bench.internal.text.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file as a whole or not at all, in a folder that need not be there. */
final class ExportOutput {

  private ExportOutput() {}

  /**
   * Writes a file in UTF-8; one of this name is replaced once the new one is complete.
   *
   * @throws IOException if it cannot be written
   */
  static void write(Path file, WholeFile.Content<Exception> content) throws Exception {
    if (!Files.isDirectory(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    WholeFile.write(file, content);
  }
}
