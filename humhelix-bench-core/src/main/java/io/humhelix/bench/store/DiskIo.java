package io.humhelix.bench.store;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The real disk. Files are written through {@link RandomAccessFile}: an interrupt closes a {@link
 * FileChannel} in the middle of a write, and cancelling a run must not cost a record.
 */
final class DiskIo implements StoreIo {

  static final DiskIo INSTANCE = new DiskIo();

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private DiskIo() {}

  @Override
  public Lock lock(Path file) throws StoreException {
    return WriterLock.of(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public Output create(Path file) throws IOException {
    Files.createFile(file);
    return new DiskOutput(new RandomAccessFile(file.toFile(), "rw"));
  }

  @Override
  public Output open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
    opened.seek(opened.length());
    return new DiskOutput(opened);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return; // a folder cannot be opened there; NTFS journals its entries
    }
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some network file systems answer EINVAL: they have no such call.
      if (e.getMessage() == null || !e.getMessage().contains("Invalid argument")) {
        throw e;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private record DiskOutput(RandomAccessFile file) implements Output {

    @Override
    public void write(byte[] bytes) throws IOException {
      file.write(bytes);
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void truncate(long length) throws IOException {
      file.setLength(length);
      file.seek(length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
