package io.humhelix.bench.sync;

import io.humhelix.bench.internal.text.DiskReason;
import io.humhelix.bench.store.HostMark;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.sync.HostProblem.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** The folder of one host here, held by one sync at a time. */
final class HostFolder implements AutoCloseable {

  /** Hidden names: no pattern for results matches them. */
  static final String STAGING = ".sync-arriving";

  private static final String LOCK = ".sync-lock";
  static final String RESULTS = "benchmark-*.db.yaml";

  private final Path path;
  private final SyncSource source;
  private final FileChannel channel;
  private final boolean created;

  private HostFolder(Path path, SyncSource source, FileChannel channel, boolean created) {
    this.path = path;
    this.source = source;
    this.channel = channel;
    this.created = created;
  }

  /**
   * Creates the folder when missing.
   *
   * @throws HostRefusedException if it is another host's, if another sync has it at the moment, or
   *     if it cannot be written
   */
  static HostFolder open(Path path, SyncSource source) throws HostRefusedException {
    try {
      Optional<HostMark> mark = HostMark.of(path);
      if (mark.filter(one -> !one.place().equals(source.place())).isPresent()) {
        throw refused(
            Kind.HOST,
            "the folder " + path + " has the results of " + mark.get().place(),
            "give this one a folder of its own: NAME=" + source);
      }
      boolean created = Files.notExists(path);
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isHeld(channel)) {
        channel.close();
        throw refused(
            Kind.HOST, "another sync is bringing it to " + path, "wait for its end, or end it");
      }
      return new HostFolder(path, source, channel, created);
    } catch (StoreException e) {
      throw refused(Kind.STORAGE, e.getMessage(), "no results were touched");
    } catch (IOException e) {
      throw refused(
          Kind.STORAGE,
          "cannot be stored in " + path + ": " + DiskReason.of(e),
          "choose a folder that you may write, on a disk with space");
    }
  }

  private static HostRefusedException refused(Kind kind, String message, String help) {
    return new HostRefusedException(new HostProblem(kind, message, help, List.of()));
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Says whose results are in the folder, before the first ones are. */
  void mark() throws IOException {
    if (HostMark.of(path).isEmpty()) {
      new HostMark(source.name(), source.place()).write(path);
    }
  }

  Path path() {
    return path;
  }

  Path staging() {
    return path.resolve(STAGING);
  }

  /** Whether anything lies in the folder for what arrives. */
  boolean hasArrivals() throws IOException {
    if (!Files.isDirectory(staging(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(staging())) {
      return entries.iterator().hasNext();
    }
  }

  /** Makes the folder for what arrives, empty. */
  void clearStaging() throws IOException {
    removeStaging();
    Files.createDirectory(staging());
  }

  /** Removes it with all that is in it; links are removed and not followed. */
  void removeStaging() throws IOException {
    if (Files.notExists(staging(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        staging(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  int resultsFiles() throws IOException {
    int files = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, RESULTS)) {
      for (Path entry : entries) {
        files += Files.isRegularFile(entry) ? 1 : 0;
      }
    }
    return files;
  }

  /** Lets it go. One that was made for a host that gave nothing is not left behind. */
  @Override
  public void close() {
    try {
      if (created && HostMark.of(path).isEmpty()) {
        removeStaging();
        Files.deleteIfExists(path.resolve(LOCK));
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // An empty folder is left behind.
    }
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written to it.
    }
  }
}
