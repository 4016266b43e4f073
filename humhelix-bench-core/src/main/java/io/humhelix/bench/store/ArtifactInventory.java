package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files beside results files: what was too long for a record, and what worker processes left.
 * Some are named by no record, since a writer was killed before it wrote that, or since the results
 * file was deleted.
 */
public final class ArtifactInventory {

  private static final String FOLDERS = "benchmark-*.artifacts";

  private ArtifactInventory() {}

  /**
   * A file, or what a record names.
   *
   * @param file where it is, or would be; empty if the record names a place elsewhere
   * @param bytes its length; of one that is missing, what the record says
   * @param named what the record says of it; empty if no record names it
   * @param resultsFile the results file whose record names it
   * @param state what is there; {@code INTACT} of a file that no record names
   */
  public record Entry(
      Optional<Path> file,
      long bytes,
      Optional<NamedArtifact> named,
      Optional<Path> resultsFile,
      NamedArtifact.State state) {
    public Entry {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(named, "named");
      Objects.requireNonNull(resultsFile, "resultsFile");
      Objects.requireNonNull(state, "state");
    }
  }

  /**
   * Lists artifacts.
   *
   * @param results results files, and folders of them with all artifact folders in them
   * @param read whether to read the files for their SHA-256; else their lengths alone are compared
   * @return by results file; those that no record names come last
   * @throws StoreException if something cannot be read
   */
  public static List<Entry> list(List<Path> results, boolean read) throws StoreException {
    List<Path> files = filesOf(results);
    List<Entry> entries = new ArrayList<>();
    for (Path file : files) {
      for (NamedArtifact one : named(file)) {
        entries.add(
            new Entry(
                one.isBeside() ? Optional.of(one.beside(file)) : Optional.empty(),
                one.bytes(),
                Optional.of(one),
                Optional.of(file),
                one.check(file, read)));
      }
    }
    for (Path file : unnamed(results, files)) {
      entries.add(
          new Entry(
              Optional.of(file),
              RunReader.sizeOf(file),
              Optional.empty(),
              Optional.empty(),
              NamedArtifact.State.INTACT));
    }
    return List.copyOf(entries);
  }

  /**
   * Deletes the files that no record names.
   *
   * @param results results files, and folders of them with all artifact folders in them
   * @return what was deleted
   * @throws StoreException if a results file beside them is damaged or still being written, so that
   *     nobody can tell what it names: nothing is deleted then; or if one cannot be deleted
   */
  public static List<Path> prune(List<Path> results) throws StoreException {
    return prune(results, DiskIo.INSTANCE);
  }

  static List<Path> prune(List<Path> results, StoreIo io) throws StoreException {
    List<Path> files = filesOf(results);
    List<StoreIo.Lock> locks = new ArrayList<>();
    try {
      Set<Path> beside = beside(results, files);
      for (Path file : beside) {
        locks.add(io.lock(file));
      }
      requireIntact(beside);
      List<Path> unnamed = unnamed(results, files);
      Set<Path> folders = new LinkedHashSet<>();
      for (Path file : unnamed) {
        delete(io, file);
        folders.add(NewFile.folderOf(file));
      }
      for (Path folder : folders) {
        if (filesIn(folder).isEmpty()) {
          delete(io, folder);
        }
      }
      return unnamed;
    } finally {
      locks.forEach(StoreIo.Lock::close);
    }
  }

  private static void delete(StoreIo io, Path file) throws StoreException {
    try {
      io.delete(file);
    } catch (IOException e) {
      throw new StoreException(
          file, "'" + file + "' cannot be deleted: " + Reasons.of(e) + "; delete it yourself", e);
    }
  }

  private static void requireIntact(Set<Path> files) throws StoreException {
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      RecordReader.scan(
          file,
          record -> {},
          damage -> {
            if (damage.kind() != Damage.Kind.TORN_TAIL
                && damage.kind() != Damage.Kind.NO_CHECKSUM) {
              problems.add(
                  "results file '"
                      + file
                      + "' is damaged, so that nobody can tell which artifacts it names; nothing was"
                      + " deleted. Copy it again, or move it away: "
                      + damage.text());
            }
          });
    }
    if (!problems.isEmpty()) {
      throw new StoreException(files.iterator().next(), String.join("\n", problems), null);
    }
  }

  private static List<Path> filesOf(List<Path> results) throws StoreException {
    List<Path> files = new ArrayList<>();
    List<Path> given = new ArrayList<>();
    for (Path path : results) {
      // A folder may have artifacts whose results file is gone.
      if (!Files.isDirectory(path) || foldersIn(path).isEmpty()) {
        given.add(path);
      } else {
        files.addAll(RecordReader.filesIn(path));
      }
    }
    if (!given.isEmpty()) {
      files.addAll(ResultsPaths.files(given));
    }
    return files.stream().distinct().toList();
  }

  private static List<NamedArtifact> named(Path file) throws StoreException {
    Map<String, NamedArtifact> named = new TreeMap<>();
    RecordReader.scan(
        file,
        record ->
            NamedArtifact.in(record)
                .forEach(one -> named.putIfAbsent(one.place() + " " + one.sha256(), one)),
        damage -> {});
    return List.copyOf(named.values());
  }

  /** All results files of the folders: an original and its repaired copy share their artifacts. */
  private static Set<Path> beside(List<Path> results, List<Path> files) throws StoreException {
    Set<Path> folders = new LinkedHashSet<>();
    files.forEach(file -> folders.add(NewFile.folderOf(file)));
    results.stream()
        .filter(Files::isDirectory)
        .forEach(folder -> folders.add(folder.toAbsolutePath()));
    Set<Path> beside = new LinkedHashSet<>();
    for (Path folder : folders) {
      beside.addAll(RecordReader.filesIn(folder));
    }
    return beside;
  }

  private static List<Path> unnamed(List<Path> results, List<Path> files) throws StoreException {
    Set<Path> named = new LinkedHashSet<>();
    for (Path file : beside(results, files)) {
      for (NamedArtifact one : named(file)) {
        if (one.isBeside()) {
          named.add(one.beside(file).toAbsolutePath().normalize());
        }
      }
    }
    Set<Path> folders = new LinkedHashSet<>();
    for (Path file : files) {
      folders.add(Artifacts.folderFor(file).toAbsolutePath().normalize());
    }
    for (Path path : results) {
      if (Files.isDirectory(path)) {
        foldersIn(path).forEach(one -> folders.add(one.toAbsolutePath().normalize()));
      }
    }
    List<Path> unnamed = new ArrayList<>();
    for (Path folder : folders) {
      filesIn(folder).stream().filter(file -> !named.contains(file)).forEach(unnamed::add);
    }
    return unnamed;
  }

  private static List<Path> foldersIn(Path folder) throws StoreException {
    return entries(folder, FOLDERS).stream()
        .filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private static List<Path> filesIn(Path folder) throws StoreException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? entries(folder, "*").stream()
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .toList()
        : List.of();
  }

  private static List<Path> entries(Path folder, String glob) throws StoreException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      List<Path> sorted = new ArrayList<>();
      entries.forEach(sorted::add);
      sorted.sort(null);
      return sorted;
    } catch (IOException e) {
      throw new StoreException(
          folder, "folder '" + folder + "' cannot be listed: " + Reasons.of(e), e);
    }
  }
}
