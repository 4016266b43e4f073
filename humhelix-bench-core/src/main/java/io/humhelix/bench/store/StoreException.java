package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Results could not be written or read. The message names the file or folder, what was found, and
 * what to do.
 */
public class StoreException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Path path;

  /**
   * An error at a file or folder.
   *
   * @param path what it is about
   * @param message where, found, allowed, what to do
   * @param cause what the file system said; may be null
   */
  public StoreException(Path path, String message, Throwable cause) {
    super(message, cause);
    this.path = Objects.requireNonNull(path, "path");
  }

  /**
   * Returns the file or folder.
   *
   * @return never null, except after Java serialisation
   */
  public Path path() {
    return path;
  }
}
