package io.humhelix.bench.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file as a whole or not at all. */
final class ExportOutput {

  /** Writes a text. */
  @FunctionalInterface
  interface Content {
    void writeTo(Appendable out) throws Exception;
  }

  private ExportOutput() {}

  /**
   * Writes a file in UTF-8; one of this name is replaced once the new one is complete.
   *
   * @throws IOException if it cannot be written
   */
  static void write(Path file, Content content) throws Exception {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    Files.createDirectories(folder);
    // Not a temporary file of the JDK's: those are for their owner alone.
    Path partial = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      try (Writer out =
          Files.newBufferedWriter(
              partial,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      move(partial, file);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
