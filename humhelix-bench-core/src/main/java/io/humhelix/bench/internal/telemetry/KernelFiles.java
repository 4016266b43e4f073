package io.humhelix.bench.internal.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files in which the Linux kernel reports its state. On other systems, or if a container hides
 * them, they are missing.
 *
 * @param root the root folder; tests use their own
 */
public record KernelFiles(Path root) {

  /** The files of this machine. */
  public static final KernelFiles HERE = new KernelFiles(Path.of("/"));

  /** Returns the text of a file. */
  public Optional<String> text(String path) {
    try {
      return Optional.of(Files.readString(root.resolve(path)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the text of a file that may hold any bytes, such as the name of a process. */
  Optional<String> bytesAsText(String path) {
    try {
      return Optional.of(Files.readString(root.resolve(path), StandardCharsets.ISO_8859_1));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns where a symbolic link points. */
  public Optional<String> link(String path) {
    try {
      return Optional.of(Files.readSymbolicLink(root.resolve(path)).toString());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the first line of a file, stripped. */
  public Optional<String> firstLine(String path) {
    return text(path).flatMap(text -> text.lines().findFirst()).map(String::strip);
  }

  /**
   * Returns a number from a file of lines such as {@code pswpin 5} or {@code VmHWM: 12 kB}.
   *
   * @param name the word before it, with any colon
   */
  public OptionalLong number(String path, String name) {
    return text(path).map(text -> numberIn(text, name)).orElse(OptionalLong.empty());
  }

  /** Like {@link #number(String, String)}, from a text. */
  static OptionalLong numberIn(String text, String name) {
    int at = text.startsWith(name) ? 0 : text.indexOf("\n" + name) + 1;
    if (at == 0 && !text.startsWith(name)) {
      return OptionalLong.empty();
    }
    int end = text.indexOf('\n', at);
    String rest = text.substring(at + name.length(), end < 0 ? text.length() : end).strip();
    int space = 0;
    while (space < rest.length() && !Character.isWhitespace(rest.charAt(space))) {
      space++;
    }
    try {
      return OptionalLong.of(Long.parseLong(rest.substring(0, space)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns the entries of a folder whose names match, as paths from the root; empty if the folder
   * is missing.
   */
  public List<String> entries(String folder, String glob) {
    List<String> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(root.resolve(folder), glob)) {
      paths.forEach(path -> entries.add(folder + "/" + path.getFileName()));
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
    return entries;
  }

  /** Returns whether a file or folder exists. */
  public boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }
}
