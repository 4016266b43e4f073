package io.humhelix.bench.definition;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the audio files that a path or pattern names. Patterns have {@code *}, {@code ?}, {@code
 * [abc]}, {@code {a,b}} and {@code **} for any number of folders; files whose name begins with a
 * dot are left out unless the pattern's last part does too.
 */
final class AudioFiles {

  static final int MOST_VISITED = 200_000;

  /** Why a path or pattern stands for no file. */
  static class NotFound extends Exception {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
      super(message);
    }
  }

  /** All was looked at, and nothing fits a pattern. */
  static final class NoMatch extends NotFound {
    private static final long serialVersionUID = 1L;

    NoMatch(String message) {
      super(message);
    }
  }

  private AudioFiles() {}

  /**
   * Finds files.
   *
   * @return at least one, in the order of their paths, the same on every machine
   */
  static List<Path> find(Folder base, String text) throws NotFound {
    return find(base, text, MOST_VISITED);
  }

  /**
   * Finds files.
   *
   * @param most files that a pattern may walk through
   */
  static List<Path> find(Folder base, String text, int most) throws NotFound {
    boolean pattern = isPattern(text);
    try {
      Path literal = base.resolve(text);
      if (Files.isDirectory(literal)) {
        throw new NotFound(base.show(literal) + " is a folder");
      }
      if (Files.exists(literal)) {
        return List.of(literal);
      }
      if (!pattern) {
        throw new NotFound("there is no file " + base.show(literal));
      }
    } catch (InvalidPathException e) {
      if (!pattern) {
        throw new NotFound(Quote.of(text) + " is not a path");
      }
    }
    try {
      return matches(base, text, most);
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new NotFound(Quote.of(text) + " is not a pattern: " + Quote.plain(e.getMessage()));
    }
  }

  /** Splits a pattern into the folder that it begins with, and the rest. */
  static String[] split(String text) {
    String[] parts = text.replace('\\', '/').split("/", -1);
    int fixed = 0;
    StringBuilder prefix = new StringBuilder();
    while (fixed < parts.length - 1 && !isPattern(parts[fixed])) {
      prefix.append(parts[fixed]).append('/');
      fixed++;
    }
    return new String[] {
      prefix.toString(), String.join("/", List.of(parts).subList(fixed, parts.length))
    };
  }

  static boolean isPattern(String text) {
    return text.matches("(?s).*[*?\\[{].*");
  }

  private static List<Path> matches(Folder base, String text, int most) throws NotFound {
    String[] fixed = split(text);
    Path root = base.resolve(fixed[0]);
    String pattern = fixed[1];
    if (!Files.isDirectory(root)) {
      throw new NotFound("there is no folder " + base.show(root));
    }
    List<Path> found = walk(root, pattern, most);
    if (found.isEmpty()) {
      throw new NoMatch("no file in " + base.show(root) + " matches " + Quote.of(pattern));
    }
    return found;
  }

  private static List<Path> walk(Path root, String pattern, int most) throws NotFound {
    try {
      // The walk follows no links, but the folder that it begins with may be one.
      Path real = root.toRealPath();
      Walk walk = new Walk(real, pattern, most);
      int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
      Files.walkFileTree(real, Set.of(), depth, walk);
      if (walk.visited > most) {
        throw new NotFound(
            root + " has more than " + most + " files in it; name the folder of the audio");
      }
      return walk.found.stream()
          .map(file -> root.resolve(real.relativize(file)))
          .sorted(Comparator.comparing(file -> file.toString().replace('\\', '/')))
          .toList();
    } catch (IOException e) {
      throw new NotFound("the folder " + root + " cannot be read: " + e.getMessage());
    }
  }

  private static final class Walk extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<PathMatcher> matchers = new ArrayList<>();
    private final boolean hidden;
    private final List<Path> found = new ArrayList<>();
    private final int most;
    private int visited;

    private Walk(Path root, String pattern, int most) {
      this.root = root;
      this.most = most;
      matchers.add(root.getFileSystem().getPathMatcher("glob:" + pattern));
      // "**/x" means x in this folder too, which Java's matcher does not say.
      matchers.add(root.getFileSystem().getPathMatcher("glob:" + pattern.replace("**/", "")));
      hidden = pattern.substring(pattern.lastIndexOf('/') + 1).startsWith(".");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path relative = root.relativize(file);
      if ((hidden || !file.getFileName().toString().startsWith("."))
          && matchers.stream().anyMatch(matcher -> matcher.matches(relative))
          && !Files.isDirectory(file)) {
        found.add(file);
      }
      visited++;
      return visited > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
      return FileVisitResult.CONTINUE;
    }
  }
}
