package io.humhelix.bench.internal.text;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a text file as a whole or not at all. */
public final class WholeFile {

  /**
   * Writes a text.
   *
   * @param <E> why it may fail
   */
  @FunctionalInterface
  public interface Content<E extends Exception> {

    /** Appends the text, or fails, which leaves what was there before. */
    void writeTo(Appendable out) throws E;
  }

  private WholeFile() {}

  /**
   * Writes a file in UTF-8; one of this name is replaced once the new one is complete.
   *
   * @throws IOException if it cannot be written
   */
  public static <E extends Exception> void write(Path file, Content<E> content)
      throws IOException, E {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    // Not a temporary file of the JDK's: those are for their owner alone.
    Path partial = folder.resolve("." + UUID.randomUUID() + ".partial");
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
