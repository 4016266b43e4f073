package io.humhelix.bench.store;

import io.humhelix.bench.store.GatherSources.LoosePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes the files of a folder that is gathered into: each at once or not at all, none that another
 * process has written to, and none that is damaged without a copy of it.
 */
final class GatherTarget {

  private static final String DAMAGED = ".damaged";

  private final StoreIo io;
  private final Path folder;
  private final Set<Path> there;
  private final GatherSources sources;
  private final List<Path> kept = new ArrayList<>();
  private final Map<String, NamedArtifact> missing = new LinkedHashMap<>();

  /**
   * Takes a folder.
   *
   * @param there its files, which are among the sources
   */
  GatherTarget(StoreIo io, Path folder, Set<Path> there, GatherSources sources) {
    this.io = io;
    this.folder = folder;
    this.there = there;
    this.sources = sources;
  }

  /** Copies that were made of damaged files. */
  List<Path> kept() {
    return kept;
  }

  /** Artifacts that no source has. */
  List<NamedArtifact> missing() {
    return List.copyOf(missing.values());
  }

  void delete(List<Path> files) throws StoreException {
    try {
      for (Path file : files) {
        io.delete(file);
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  void mark(String host) throws StoreException {
    Path own = LoosePlace.folderFor(host, folder);
    try {
      io.createFolders(own);
    } catch (IOException e) {
      throw failed(own, e);
    }
    if (HostMark.of(own).isEmpty()) {
      sources.mark(host).write(own);
    }
  }

  void copy(NamedArtifact artifact, Path target, List<Path> from) throws StoreException {
    if (artifact.check(target, true) == NamedArtifact.State.INTACT) {
      return;
    }
    for (Path file : from) {
      if (artifact.check(file, true) == NamedArtifact.State.INTACT) {
        Path place = artifact.beside(target);
        try {
          io.createFolders(NewFile.folderOf(place));
          io.forceFolder(folder);
          NewFile.write(io, place, out -> FileBytes.copy(artifact.beside(file), out));
        } catch (IOException e) {
          throw failed(place, e);
        }
        return;
      }
    }
    missing.putIfAbsent(artifact.place() + artifact.sha256(), artifact);
  }

  /**
   * Puts a file in its place.
   *
   * @param gains whether there are records that it does not have
   */
  void replace(Path target, boolean gains, String sha256, NewFile.Content content)
      throws StoreException {
    OptionalLong size = size(target);
    try {
      if (size.isEmpty()) {
        NewFile.write(io, target, content);
        return;
      }
      if (hash(target).equals(sha256)) {
        return;
      }
      StoreIo.Lock lock;
      try {
        lock = io.lock(target);
      } catch (StoreException e) {
        if (gains) {
          throw e;
        }
        return; // its writer is in the middle of a record
      }
      try {
        if (Files.size(target) != size.getAsLong()) {
          throw new StoreException(
              target,
              "results file '"
                  + target
                  + "' was written to by another process since it was read; gather again",
              null);
        }
        keepIfDamaged(target);
        NewFile.write(io, target, content);
      } finally {
        lock.close();
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /** How long a file of the folder was when it was read. */
  private OptionalLong size(Path target) {
    return sources.sources().stream()
        .filter(source -> source.path().equals(target) && there.contains(target))
        .mapToLong(GatherSources.Source::size)
        .findFirst();
  }

  private void keepIfDamaged(Path target) throws IOException {
    boolean damaged =
        sources.sources().stream()
            .anyMatch(source -> source.path().equals(target) && source.isDamaged());
    if (!damaged) {
      return;
    }
    Path copy = target.resolveSibling(target.getFileName() + DAMAGED);
    for (int i = 2; io.exists(copy); i++) {
      copy = target.resolveSibling(target.getFileName() + DAMAGED + "-" + i);
    }
    NewFile.write(io, copy, out -> FileBytes.copy(target, out));
    kept.add(copy);
  }

  static String hash(Path file) throws StoreException {
    try {
      return FileBytes.sha256(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static StoreException unreadable(Path file, IOException e) {
    return new StoreException(
        file, "results file '" + file + "' cannot be read: " + Reasons.of(e), e);
  }

  static StoreException failed(Path path, IOException e) {
    return new StoreException(
        path,
        "'"
            + path
            + "' cannot be written: "
            + Reasons.of(e)
            + "; what was gathered before is intact; "
            + Reasons.remedy(e)
            + ", then gather again",
        e);
  }
}
