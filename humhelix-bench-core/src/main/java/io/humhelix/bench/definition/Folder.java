package io.humhelix.bench.definition;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A folder that relative paths start from, and how messages show what lies in it. */
final class Folder {

  private final Path absolute;
  private final Path shown;

  private Folder(Path absolute, Path shown) {
    this.absolute = absolute;
    this.shown = shown;
  }

  /** A folder as somebody named it. */
  static Folder of(Path folder) {
    return new Folder(folder.toAbsolutePath().normalize(), folder);
  }

  /** The folder that a file lies in. */
  static Folder around(Path file) {
    Path parent = file.getParent();
    Path absolute = file.toAbsolutePath().normalize().getParent();
    return new Folder(
        absolute == null ? file.toAbsolutePath() : absolute,
        parent == null ? file.getFileSystem().getPath("") : parent);
  }

  Path path() {
    return absolute;
  }

  /**
   * Resolves a path of the file.
   *
   * @throws InvalidPathException if the text cannot be a path here
   */
  Path resolve(String text) {
    return absolute.resolve(text).normalize();
  }

  /** Shows a path as somebody would type it. */
  String show(Path path) {
    if (!path.startsWith(absolute)) {
      return path.toString();
    }
    String text = shown.resolve(absolute.relativize(path)).toString();
    return text.isEmpty() ? "." : text;
  }
}
