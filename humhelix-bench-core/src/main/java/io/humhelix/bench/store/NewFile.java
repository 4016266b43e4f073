package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Names and leftovers of files that appear by being renamed. */
final class NewFile {

  private NewFile() {}

  /** What a new file is to hold. */
  @FunctionalInterface
  interface Content {
    void writeTo(StoreIo.Output out) throws IOException;
  }

  /** Writes a file that appears at once or not at all; one of that name is replaced. */
  static void write(StoreIo io, Path file, Content content) throws IOException {
    Path temporary = temporaryFor(file);
    try {
      try (StoreIo.Output out = io.create(temporary)) {
        content.writeTo(out);
        out.force();
      }
      io.move(temporary, file);
      io.forceFolder(folderOf(file));
    } catch (IOException e) {
      discard(io, temporary, e);
      throw e;
    }
  }

  /** A hidden name in the same folder that no glob for results matches. */
  static Path temporaryFor(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  static void discard(StoreIo io, Path temporary, IOException because) {
    try {
      io.delete(temporary);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
