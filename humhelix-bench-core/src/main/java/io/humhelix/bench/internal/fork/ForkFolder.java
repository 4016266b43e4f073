package io.humhelix.bench.internal.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of one worker, for output, dumps and temporary files; deleted after its end. */
final class ForkFolder {

  private static final Logger log = LoggerFactory.getLogger(ForkFolder.class);

  private final Path path;

  ForkFolder(Path path) throws IOException {
    this.path = path;
    Files.createDirectory(path);
    Files.createDirectory(path.resolve("tmp"));
  }

  Path path() {
    return path;
  }

  Path dump() {
    return path.resolve("hs_err.log");
  }

  void delete() {
    delete(path);
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException e) {
      log.warn("temporary files are left in {}", folder, e);
    }
  }
}
