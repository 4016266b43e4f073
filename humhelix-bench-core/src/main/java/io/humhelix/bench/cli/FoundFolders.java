package io.humhelix.bench.cli;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Folders of audio and of models below a folder, not far below. */
final class FoundFolders {

  private static final int DEEPEST = 5;
  private static final int MOST_VISITED = 50_000;
  private static final Set<String> OTHERS =
      Set.of("target", "build", "node_modules", "results", "venv", "src");

  private final List<Path> models = new ArrayList<>();
  private final Map<Path, Boolean> audio = new TreeMap<>();

  private Optional<String> limit = Optional.empty();

  private FoundFolders() {}

  static FoundFolders below(Path root) throws IOException {
    return below(root, MOST_VISITED);
  }

  /**
   * Looks.
   *
   * @param most files that are looked at
   */
  static FoundFolders below(Path root, int most) throws IOException {
    FoundFolders found = new FoundFolders();
    Visitor visitor = found.new Visitor(root.toAbsolutePath(), most);
    Files.walkFileTree(root, Set.<FileVisitOption>of(), DEEPEST, visitor);
    if (visitor.visited > most) {
      found.limit =
          Optional.of(
              "there are more files below "
                  + root.toAbsolutePath().normalize()
                  + " than the "
                  + most
                  + " that were looked at; if audio or models are missing, name their folders:"
                  + " --audio DIR --models DIR");
    }
    found.models.sort(
        Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));
    return found;
  }

  /** Says that not all files were looked at; empty if they were. */
  Optional<String> limit() {
    return limit;
  }

  /** Folders called models, the highest first. */
  List<Path> models() {
    return models;
  }

  /** Folders with WAV files in them. */
  List<Path> audio() {
    return List.copyOf(audio.keySet());
  }

  /** Whether the WAV files of a folder are called .WAV. */
  boolean inCapitals(Path folder) {
    return !audio.getOrDefault(folder, false);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final int most;
    private int visited;

    Visitor(Path root, int most) {
      this.root = root;
      this.most = most;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      if (folder.toAbsolutePath().equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (name.equals("models")) {
        models.add(folder);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return name.startsWith(".") || OTHERS.contains(name)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.matches("(?i)[^.].*\\.wav") && !Files.isDirectory(file)) {
        audio.merge(file.getParent(), name.endsWith(".wav"), Boolean::logicalOr);
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
