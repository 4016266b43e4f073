package io.humhelix.bench.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One version of one artifact in a folder laid out as a Maven repository.
 *
 * @param folder its folder: group, artifact and version below the repository's root
 */
record StagedArtifact(Path folder) {

  /** All that a repository has, each in its folder with a POM. */
  static List<StagedArtifact> allOf(Path repository) {
    try (Stream<Path> files = Files.walk(repository)) {
      return files
          .filter(file -> file.toString().endsWith(".pom"))
          .map(file -> new StagedArtifact(file.getParent()))
          .sorted((a, b) -> a.folder.compareTo(b.folder))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getParent().getFileName().toString();
  }

  String version() {
    return folder.getFileName().toString();
  }

  /** The file with this ending, such as "-sources.jar"; it need not exist. */
  Path file(String ending) {
    return folder.resolve(name() + "-" + version() + ending);
  }
}
