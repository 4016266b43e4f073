package io.humhelix.bench.backend.onnx.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a graph says that its weights lie. A graph may be anybody's, so what it names is used only
 * if it lies in the model's own folder: no absolute path, no way up, no link that leads out, no
 * second name of a file elsewhere.
 */
final class ExternalData {

  private static final String REMEDY =
      "Put the data file beside the graph, as it was published, or do not use this model.";

  private ExternalData() {}

  /**
   * Checks the locations of a graph.
   *
   * @param graph the graph's file
   * @param folder the model's folder
   * @param locations what the graph says
   * @return the files
   * @throws ModelFormatException if one is not inside the folder
   * @throws IOException if one cannot be read
   */
  static List<Path> resolve(Path graph, Path folder, Set<String> locations)
      throws IOException, ModelFormatException {
    List<Path> files = new ArrayList<>();
    for (String location : locations) {
      files.add(resolve(graph, folder, location));
    }
    return files;
  }

  private static Path resolve(Path graph, Path folder, String location)
      throws IOException, ModelFormatException {
    if (location.isBlank()) {
      throw refused("an unnamed file");
    }
    Path relative;
    try {
      relative = Path.of(location);
    } catch (InvalidPathException e) {
      throw refused("'" + location + "', which is no file name");
    }
    boolean leaves =
        relative.isAbsolute() || location.contains("\\") || location.contains(":") || up(relative);
    if (leaves) {
      throw refused("'" + location + "'; allowed: a relative path inside the model's folder");
    }
    Path file = graph.resolveSibling(relative);
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          "has its weights in '" + location + "', which is missing", REMEDY);
    }
    if (!file.toRealPath().startsWith(boundary(folder))) {
      throw refused("'" + location + "', a link that leads out of the model's folder");
    }
    if (names(file.toRealPath()) > 1) {
      throw refused("'" + location + "', a hard link: the file has another name elsewhere");
    }
    return file;
  }

  private static boolean up(Path path) {
    for (Path name : path) {
      if (name.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** Hugging Face's cache has links in a snapshot to files of the same repository's folder. */
  private static Path boundary(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Path snapshots = real.getParent();
    boolean cached =
        snapshots != null
            && snapshots.endsWith("snapshots")
            && snapshots.getParent() != null
            && snapshots.getParent().getFileName() != null
            && snapshots.getParent().getFileName().toString().startsWith("models--");
    return cached ? snapshots.getParent() : real;
  }

  private static int names(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return 1;
    }
    return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
  }

  private static ModelFormatException refused(String what) {
    return new ModelFormatException("has its weights in " + what, REMEDY);
  }
}
