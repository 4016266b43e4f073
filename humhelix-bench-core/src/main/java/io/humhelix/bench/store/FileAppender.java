package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The file under a {@link RunWriter}: a line is on the disk whole when it was acknowledged, and
 * what could not be written is taken away again. After an error nothing more is written. As long as
 * it is open no other writer gets at it. Not thread-safe.
 */
final class FileAppender {

  /** A line that may need files of its own first. */
  @FunctionalInterface
  interface Line {
    byte[] bytes() throws IOException;
  }

  private final StoreIo io;
  private final Path path;
  private StoreIo.Output out;
  private StoreIo.Lock lock;
  private long committed;
  private long records;
  private StoreException failed;

  private FileAppender(StoreIo io, Path path) {
    this.io = io;
    this.path = path;
  }

  /**
   * Creates a file with its first line. It has its name when that is on the disk.
   *
   * @throws StoreException if the folder cannot be created or written, or has that file already
   */
  static FileAppender create(StoreIo io, Path folder, String name, Line first)
      throws StoreException {
    FileAppender file = new FileAppender(io, folder.resolve(name));
    file.begin(folder, first);
    return file;
  }

  /**
   * Opens a file that was read; what is torn at its end is cut off.
   *
   * @param place its end when it was read
   * @throws StoreException if it cannot be opened and cut, if another writer has it, or if one had
   *     it since it was read
   */
  static FileAppender resume(StoreIo io, Path path, StoredRun.Place place) throws StoreException {
    FileAppender file = new FileAppender(io, path);
    file.lock = io.lock(path);
    StoreException failure = null;
    try {
      if (io.size(path) == place.bytes()) {
        file.out = io.open(path);
        file.out.truncate(place.intactBytes());
        file.out.force();
      } else {
        failure =
            new StoreException(
                path,
                "results file '"
                    + path
                    + "' was written to by another process since it was read; resume it again",
                null);
      }
    } catch (IOException e) {
      failure =
          new StoreException(
              path,
              "results file '"
                  + path
                  + "' cannot be continued: "
                  + Reasons.of(e)
                  + "; "
                  + Reasons.remedy(e),
              e);
    }
    if (failure != null) {
      file.closeAfter(failure);
      throw failure;
    }
    file.committed = place.intactBytes();
    file.records = place.nextSeq();
    return file;
  }

  private void closeAfter(StoreException failure) {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    unlock();
  }

  private void unlock() {
    if (lock != null) {
      lock.close();
    }
  }

  private void begin(Path folder, Line first) throws StoreException {
    Path temporary = NewFile.temporaryFor(path);
    Path unfinished = temporary;
    boolean done = false;
    try {
      io.createFolders(folder);
      if (io.exists(path)) {
        throw new StoreException(
            path, "results file '" + path + "' exists; every run has an id of its own", null);
      }
      out = io.create(temporary);
      byte[] line = first.bytes();
      out.write(line);
      out.force();
      lock = io.lock(path);
      io.move(temporary, path);
      unfinished = path;
      io.forceFolder(folder);
      committed = line.length;
      records++;
      done = true;
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          folder,
          "output folder '"
              + folder
              + "' cannot take the results: "
              + Reasons.of(e)
              + "; allowed is a folder that can be created and written; "
              + Reasons.remedy(e),
          e);
    } finally {
      if (!done) {
        abandon(unfinished);
      }
    }
  }

  /** Leaves nothing behind of a file that did not come to be. */
  private void abandon(Path unfinished) {
    IOException ignored = new IOException("abandoned");
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        ignored.addSuppressed(e);
      }
      NewFile.discard(io, unfinished, ignored);
    }
    unlock();
  }

  Path path() {
    return path;
  }

  /** Returns how many lines there are, which is the number of the next one. */
  long records() {
    return records;
  }

  /**
   * Appends a line.
   *
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalStateException if the file is closed
   */
  void append(Line line) throws StoreException {
    requireUsable();
    boolean done = false;
    boolean touched = false;
    try {
      byte[] bytes = line.bytes();
      touched = true;
      out.write(bytes);
      out.force();
      committed += bytes.length;
      records++;
      done = true;
    } catch (IOException e) {
      throw fail(e);
    } finally {
      if (touched && !done) {
        rollBack();
      }
    }
  }

  /**
   * Checks that more may be written.
   *
   * @throws StoreException after an error
   * @throws IllegalStateException if the file is closed
   */
  void requireUsable() throws StoreException {
    if (out == null) {
      throw new IllegalStateException("the writer of '" + path + "' is closed");
    }
    if (failed != null) {
      throw new StoreException(
          path, "nothing more is written after an earlier error: " + failed.getMessage(), failed);
    }
  }

  /** Takes an error after which nothing more is written, and returns what to say of it. */
  StoreException fail(IOException e) {
    failed = failure(e);
    return failed;
  }

  private StoreException failure(IOException e) {
    return new StoreException(
        path,
        "results file '"
            + path
            + "': record "
            + records
            + " cannot be stored at byte "
            + committed
            + ": "
            + Reasons.of(e)
            + "; the "
            + records
            + " records before it are intact; "
            + Reasons.remedy(e)
            + ", then run again",
        e);
  }

  /** Takes away the part of a line that may have been written; the reader copes if it stays. */
  private void rollBack() {
    if (failed == null) {
      failed = failure(new IOException("the writer was stopped within a record"));
    }
    try {
      out.truncate(committed);
    } catch (IOException e) {
      failed.addSuppressed(e);
    }
  }

  /** Closes it; a second call does nothing. */
  void close() throws StoreException {
    StoreIo.Output open = out;
    out = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      throw new StoreException(
          path, "results file '" + path + "' cannot be closed: " + Reasons.of(e), e);
    } finally {
      unlock();
    }
  }
}
