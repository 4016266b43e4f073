package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results files that a list of files and folders stands for. A folder stands for its {@code
 * benchmark-*.db.yaml}, and for those of the folders right below it that a sync filled from a host
 * ({@link HostMark}) or that are a baseline. Other folders below it are not looked into: what
 * somebody put aside does not get into a table unseen. Where one run is wanted, only the folder's
 * own files count.
 */
public final class ResultsPaths {

  /** What is looked into, for messages. */
  private static final String ALLOWED =
      "allowed: a file, or a folder that has some itself, or in folders right below it that sync or"
          + " 'baseline set' made";

  private ResultsPaths() {}

  /**
   * Lists the files.
   *
   * @param results files, and folders, which stand for their results
   * @return each file once, whichever links lead to it; those of a folder in the order of their
   *     names, then those of the folders below it
   * @throws StoreException with all that is wrong: a path where nothing is, a folder without
   *     results
   */
  public static List<Path> files(List<Path> results) throws StoreException {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path path : results) {
      if (Files.isDirectory(path)) {
        List<Path> inside = new ArrayList<>(RecordReader.filesIn(path));
        for (Path folder : foldersIn(path)) {
          inside.addAll(RecordReader.filesIn(folder));
        }
        if (inside.isEmpty()) {
          problems.add(none(path));
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

  /** The folders right below one that have results of a host, or a baseline; no links. */
  static List<Path> foldersIn(Path folder) throws StoreException {
    List<Path> folders = new ArrayList<>();
    for (Path one : subfolders(folder)) {
      if (HostMark.isIn(one) || isBaseline(one)) {
        folders.add(one);
      }
    }
    return folders;
  }

  /** The folders right below one that have results of a host. */
  static List<Path> hostFoldersIn(Path folder) throws StoreException {
    return subfolders(folder).stream().filter(HostMark::isIn).toList();
  }

  private static List<Path> subfolders(Path folder) throws StoreException {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            folder,
            entry ->
                Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && !String.valueOf(entry.getFileName()).startsWith("."))) {
      List<Path> folders = new ArrayList<>();
      entries.forEach(folders::add);
      folders.sort(null);
      return folders;
    } catch (IOException e) {
      throw new StoreException(
          folder, "folder '" + folder + "' cannot be listed: " + Reasons.of(e), e);
    }
  }

  private static boolean isBaseline(Path folder) throws StoreException {
    List<Path> files = RecordReader.filesIn(folder);
    return files.size() == 1 && BaselineCopy.isOne(files.get(0));
  }

  /**
   * Says that a folder has no results.
   *
   * @param folder a folder that stands for no file
   * @return what was found, what is allowed, and what to do
   */
  private static String none(Path folder) throws StoreException {
    return "folder '"
        + folder
        + "' has no "
        + RecordReader.GLOB
        + "; "
        + ALLOWED
        + "; name "
        + others(folder, "another one");
  }

  /**
   * Names the folders below one that have results, whoever made them.
   *
   * @param otherwise what to name where there are none
   */
  static String others(Path folder, String otherwise) throws StoreException {
    List<Path> others = new ArrayList<>();
    for (Path one : subfolders(folder)) {
      if (!RecordReader.filesIn(one).isEmpty()) {
        others.add(one);
      }
    }
    return others.isEmpty()
        ? otherwise
        : others.stream().map(Path::toString).collect(Collectors.joining(" or "));
  }

  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
