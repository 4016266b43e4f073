package io.humhelix.bench.sync;

import io.humhelix.bench.store.HostMark;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The folder of one host here, held by one sync at a time. */
final class HostFolder implements AutoCloseable {

  /** Hidden names: no pattern for results matches them. */
  static final String STAGING = ".sync-arriving";

  private static final String LOCK = ".sync-lock";
  private static final String RESULTS = "benchmark-*.db.yaml";

  private final Path path;
  private final FileChannel channel;

  private HostFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the folder when missing, and marks it.
   *
   * @throws StoreException without a cause if it is another host's, or another sync's at the
   *     moment; with one if it cannot be written
   */
  static HostFolder open(Path path, SyncSource source) throws StoreException {
    FileChannel channel = null;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isHeld(channel)) {
        throw new StoreException(
            path, "folder '" + path + "' is being synced by another process; wait for its end", null);
      }
      mark(path, source);
      return new HostFolder(path, channel);
    } catch (StoreException e) {
      closeQuietly(channel, e);
      throw e;
    } catch (IOException e) {
      closeQuietly(channel, e);
      throw new StoreException(
          path,
          "folder '"
              + path
              + "' cannot be written: "
              + Reason.of(e)
              + "; choose one that you may write, on a disk with space",
          e);
    }
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeQuietly(FileChannel channel, IOException because) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
  }

  private static void mark(Path path, SyncSource source) throws StoreException {
    Optional<HostMark> mark = HostMark.of(path);
    if (mark.filter(one -> !one.place().equals(source.place())).isPresent()) {
      throw new StoreException(
          path,
          "folder '"
              + path
              + "' has the results of "
              + mark.get().place()
              + "; found "
              + source.place()
              + "; allowed: a folder for each. Give this one another name: NAME="
              + source,
          null);
    }
    if (mark.isEmpty()) {
      new HostMark(source.name(), source.place()).write(path);
    }
  }

  Path path() {
    return path;
  }

  Path staging() {
    return path.resolve(STAGING);
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

  @Override
  public void close() throws StoreException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(path, "folder '" + path + "' cannot be let go: " + Reason.of(e), e);
    }
  }
}
