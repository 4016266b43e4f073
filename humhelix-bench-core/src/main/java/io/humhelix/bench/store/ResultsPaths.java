package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results files that a list of files and folders stands for. */
public final class ResultsPaths {

  private ResultsPaths() {}

  /**
   * Lists the files.
   *
   * @param results files, and folders, which stand for all their {@code benchmark-*.db.yaml}
   * @return each file once, whichever links lead to it; those of a folder in the order of their
   *     names
   * @throws StoreException with all that is wrong: a path where nothing is, a folder without
   *     results
   */
  public static List<Path> files(List<Path> results) throws StoreException {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path path : results) {
      if (Files.isDirectory(path)) {
        List<Path> inside = RecordReader.filesIn(path);
        if (inside.isEmpty()) {
          problems.add("folder '" + path + "' has no " + RecordReader.GLOB + "; name another one");
        }
        inside.forEach(file -> files.putIfAbsent(real(file), file));
      } else if (Files.exists(path)) {
        files.putIfAbsent(real(path), path);
      } else {
        problems.add(
            "'" + path + "' does not exist; name a " + RecordReader.GLOB + ", or its folder");
      }
    }
    if (!problems.isEmpty()) {
      throw new StoreException(results.get(0), String.join("\n", problems), null);
    }
    return List.copyOf(files.values());
  }

  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
