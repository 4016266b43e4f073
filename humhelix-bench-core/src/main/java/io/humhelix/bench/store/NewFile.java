package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Names and leftovers of files that appear by being renamed. */
final class NewFile {

  private NewFile() {}

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
