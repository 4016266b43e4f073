package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a results file for one writer among all processes of a machine: a lock of the operating
 * system, which ends with its process however that ends, on an empty file {@code <results
 * file>.lock} beside it.
 *
 * <p>Not on the results file: where locks are those of POSIX, a process loses its lock on a file
 * when it closes any other stream of that file, and a host may read results while they are written.
 * For the same reason a file that this process has locked already is never opened again. The
 * channel is used for nothing but the lock, so no interrupt can close it.
 *
 * <p>Where the file cannot be made or the file system has no locks, writing goes on without.
 */
final class WriterLock implements StoreIo.Lock {

  private static final Logger log = LoggerFactory.getLogger(WriterLock.class);

  /** Files locked by this process, by their real path. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Each failed try is a writer that ended between two of our calls. */
  private static final int TRIES = 100;

  private final Path results;
  private final Path file;
  private Optional<FileChannel> channel = Optional.empty();

  private WriterLock(Path results) {
    this.results = results;
    file = results.resolveSibling(results.getFileName() + ".lock");
  }

  /**
   * Takes the lock.
   *
   * @param resultsFile need not exist yet
   * @return to be closed by whoever wrote
   * @throws StoreException if another writer has it
   */
  static WriterLock of(Path resultsFile) throws StoreException {
    Path real = real(resultsFile);
    if (!HELD.add(real)) {
      throw held(resultsFile, "this process", "wait for its end, or cancel it");
    }
    WriterLock lock = new WriterLock(real);
    boolean taken = false;
    boolean interrupted = Thread.interrupted();
    try {
      taken = lock.take();
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("results file '{}' is written without a lock: {}", resultsFile, e.toString());
      taken = true;
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (!taken) {
      throw held(resultsFile, "another process", "wait for its end, or end it");
    }
    return lock;
  }

  /**
   * Tells whether somebody has the lock, without a trace: no file is made, and one that a killed
   * writer left stays.
   */
  static boolean isHeld(Path resultsFile) {
    Path real = real(resultsFile);
    if (HELD.contains(real)) {
      return true;
    }
    Path lock = real.resolveSibling(real.getFileName() + ".lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel opened = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = opened.tryLock()) {
      return taken == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("nobody knows whether '{}' is being written: {}", resultsFile, e.toString());
      return false;
    }
  }

  private static StoreException held(Path file, String by, String remedy) {
    return new StoreException(
        file, "the run in '" + file + "' is still being written by " + by + "; " + remedy, null);
  }

  /** A file has one lock, whichever link or folder name leads to it. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException missing) {
      try {
        return NewFile.folderOf(file).toRealPath().resolve(file.getFileName());
      } catch (IOException e) {
        return file.toAbsolutePath().normalize();
      }
    }
  }

  /** Returns false if another process has the lock. */
  private boolean take() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      boolean ours = create();
      boolean kept = false;
      try {
        Object before = key();
        FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
          if (opened.tryLock() == null) {
            return false;
          }
          // A writer that ends removes the file. A lock on a removed one would keep nobody out.
          if (before.equals(key())) {
            channel = Optional.of(opened);
            kept = true;
            return true;
          }
        } catch (OverlappingFileLockException e) {
          // Of this library, loaded a second time.
          return false;
        } catch (IOException e) {
          if (ours && !(e instanceof NoSuchFileException)) {
            Files.deleteIfExists(file);
          }
          throw e;
        } finally {
          if (!kept) {
            opened.close();
          }
        }
      } catch (NoSuchFileException e) {
        log.debug("'{}' went away, is made again", file);
      }
    }
    throw new IOException("'" + file + "' keeps going away");
  }

  /** Returns whether the file was missing. */
  private boolean create() throws IOException {
    try {
      Files.createFile(file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** What tells a file from one that replaced it; on Windows nothing does, but its name. */
  private Object key() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file : key;
  }

  /** Removes the file and gives the lock back; a second call does nothing. */
  @Override
  public void close() {
    Optional<FileChannel> open = channel;
    channel = Optional.empty();
    if (open.isPresent()) {
      try {
        // While it is locked: whoever opened it meanwhile sees that it is gone.
        Files.deleteIfExists(file);
      } catch (IOException e) {
        log.debug("'{}' stays behind, and harms nothing: {}", file, e.toString());
      }
      try {
        open.get().close();
      } catch (IOException e) {
        log.debug("'{}' cannot be closed: {}", file, e.toString());
      }
    }
    HELD.remove(results);
  }
}
