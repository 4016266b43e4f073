package io.humhelix.bench.gpu;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where pip puts packages, found without starting an interpreter. */
final class PythonFolders {

  private static final List<String> PACKAGES = List.of("site-packages", "dist-packages");

  private PythonFolders() {}

  /** The package folders that a file or folder lies in or belongs to, such as an interpreter's. */
  static List<Path> near(Path path, Map<String, String> environment) {
    Path named =
        path.getNameCount() == 1 && !path.isAbsolute()
            ? onPath(path.toString(), environment).orElse(path)
            : path;
    Set<Path> found = new LinkedHashSet<>();
    for (Path one : List.of(named.toAbsolutePath().normalize(), real(named))) {
      for (Path folder = one; folder != null; folder = folder.getParent()) {
        if (folder.getFileName() != null && PACKAGES.contains(folder.getFileName().toString())) {
          found.add(folder);
        }
      }
      if (Files.isExecutable(one) && Files.isRegularFile(one)) {
        Optional.ofNullable(one.getParent())
            .map(Path::getParent)
            .ifPresent(prefix -> found.addAll(below(prefix)));
      }
    }
    return List.copyOf(found);
  }

  /** The prefix of an environment that an interpreter belongs to, such as conda's. */
  static Optional<Path> prefix(Path interpreter, Map<String, String> environment) {
    Path named =
        interpreter.getNameCount() == 1 && !interpreter.isAbsolute()
            ? onPath(interpreter.toString(), environment).orElse(interpreter)
            : interpreter;
    return Optional.ofNullable(named.toAbsolutePath().getParent()).map(Path::getParent);
  }

  /** Those of this user: an activated environment, the interpreter of PATH, pip's user folder. */
  static List<Path> ofUser(Map<String, String> environment) {
    Set<Path> found = new LinkedHashSet<>();
    Optional.ofNullable(environment.get("VIRTUAL_ENV"))
        .filter(folder -> !folder.isBlank())
        .ifPresent(folder -> found.addAll(below(Path.of(folder))));
    onPath("python3", environment).ifPresent(python -> found.addAll(near(python, environment)));
    Optional.ofNullable(environment.get("HOME"))
        .filter(folder -> !folder.isBlank())
        .ifPresent(home -> found.addAll(below(Path.of(home, ".local"))));
    return List.copyOf(found);
  }

  /** Package folders below a prefix: {@code lib/python3.11/site-packages}; Debian's have others. */
  private static List<Path> below(Path prefix) {
    List<Path> found = new ArrayList<>();
    for (Path base : List.of(prefix, prefix.resolve("local"))) {
      for (String lib : List.of("lib", "lib64")) {
        for (Path python : children(base.resolve(lib), "python3")) {
          PACKAGES.stream().map(python::resolve).filter(Files::isDirectory).forEach(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<Path> onPath(String command, Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The folders in a folder whose names begin alike, by name; empty if there is no such folder. */
  static List<Path> children(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(child -> child.getFileName().toString().startsWith(prefix))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
