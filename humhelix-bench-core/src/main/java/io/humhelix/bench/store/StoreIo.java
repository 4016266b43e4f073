package io.humhelix.bench.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Every call by which the writer touches a disk, so that a test can let each of them fail, or drop
 * what was not forced.
 */
interface StoreIo {

  /** A new file, written from its start to its end. */
  interface Output extends Closeable {

    /** Appends all bytes; after an exception some of them may be in the file. */
    void write(byte[] bytes) throws IOException;

    /** Returns when content and length are on the disk. */
    void force() throws IOException;

    /** Cuts the file; the next write appends there. */
    void truncate(long length) throws IOException;
  }

  /** A results file is kept for one writer until it is closed. */
  interface Lock extends Closeable {
    @Override
    void close();
  }

  /**
   * Keeps a results file, which need not exist yet, for one writer.
   *
   * @throws StoreException if another one has it
   */
  Lock lock(Path file) throws StoreException;

  /** How long a file is, in bytes. */
  long size(Path file) throws IOException;

  /** Creates a folder and those above it; nothing happens where it exists. */
  void createFolders(Path folder) throws IOException;

  /** Whether something has that name. */
  boolean exists(Path path);

  /** Creates a file that must not exist yet. */
  Output create(Path file) throws IOException;

  /** Opens a file that exists, to append to it. */
  Output open(Path file) throws IOException;

  /** Renames within one folder, at once or not at all. */
  void move(Path from, Path to) throws IOException;

  /** Returns when the folder's entries are on the disk, where the platform can do that. */
  void forceFolder(Path folder) throws IOException;

  /** Deletes a file; nothing happens where there is none. */
  void delete(Path file) throws IOException;
}
