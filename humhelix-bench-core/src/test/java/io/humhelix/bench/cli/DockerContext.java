package io.humhelix.bench.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What docker's build gets of a folder, by a file of patterns: the last that matches decides. */
record DockerContext(Path root, List<String> patterns) {

  static DockerContext of(Path root, Path ignored) throws IOException {
    return new DockerContext(
        root,
        Files.readAllLines(ignored).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
  }

  boolean has(String name) {
    return Files.exists(root.resolve(name)) && !isIgnored(Path.of(name).normalize());
  }

  private boolean isIgnored(Path path) {
    boolean ignored = false;
    for (String pattern : patterns) {
      boolean back = pattern.startsWith("!");
      if (matches(back ? pattern.substring(1) : pattern, path)) {
        ignored = !back;
      }
    }
    return ignored;
  }

  /** A pattern stands for all that is below, too; two stars at its start for no folder as well. */
  private static boolean matches(String pattern, Path path) {
    for (Path part = path; part != null; part = part.getParent()) {
      if (glob(pattern, part) || (pattern.startsWith("**/") && glob(pattern.substring(3), part))) {
        return true;
      }
    }
    return false;
  }

  private static boolean glob(String pattern, Path path) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(path);
  }
}
