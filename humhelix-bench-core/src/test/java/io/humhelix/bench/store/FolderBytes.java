package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a folder holds, to see whether two hold the same. */
final class FolderBytes {

  private FolderBytes() {}

  /** The SHA-256 of every file by its path below the folder. */
  static Map<String, String> of(Path folder) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(folder.relativize(file).toString(), FileBytes.sha256(file));
      }
    }
    return bytes;
  }
}
