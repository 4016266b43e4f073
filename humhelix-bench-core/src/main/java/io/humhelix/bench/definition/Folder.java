package io.humhelix.bench.definition;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

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

  /**
   * Returns a path as a file in this folder has it: relative where the two have a folder in common,
   * with slashes everywhere.
   */
  String written(Path path) {
    Path target = path.toAbsolutePath().normalize();
    boolean near =
        Objects.equals(target.getRoot(), absolute.getRoot())
            && target.getNameCount() > 0
            && absolute.getNameCount() > 0
            && target.getName(0).equals(absolute.getName(0));
    String text = (near ? absolute.relativize(target) : target).toString();
    String slashed = text.replace(path.getFileSystem().getSeparator(), "/");
    return slashed.isEmpty() ? "." : slashed;
  }

  /** Returns a path in the same way, which nobody takes for a name. */
  String writtenAsPath(Path path) {
    String text = written(path);
    return text.startsWith(".") || Path.of(text).isAbsolute() ? text : "./" + text;
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
