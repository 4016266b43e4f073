package io.humhelix.bench.internal.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files by which the Linux kernel tells of itself. Elsewhere, or where a container hides them,
 * nothing is there.
 *
 * @param root the root folder; another one in tests
 */
public record KernelFiles(Path root) {

  /** Those of this machine. */
  public static final KernelFiles HERE = new KernelFiles(Path.of("/"));

  /** Returns the text of a file. */
  public Optional<String> text(String path) {
    try {
      return Optional.of(Files.readString(root.resolve(path)));
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

  /** As {@link #number(String, String)}, in a text that was read already. */
  static OptionalLong numberIn(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
        .filter(word -> word.matches("-?\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** Returns whether a file or folder is there. */
  public boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }
}
