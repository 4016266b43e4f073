package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The disk of this machine, and a process that dies at one of its calls, as by kill -9. */
@SuppressWarnings("exports")
public final class DyingDisk implements StoreIo {

  private final int last;
  private int calls;

  private DyingDisk(int last) {
    this.last = last;
  }

  /**
   * Lets every writer of this JVM use it.
   *
   * @param last the call at which the process dies; none if 0
   * @return the disk, which counts calls
   */
  public static DyingDisk install(int last) {
    DyingDisk disk = new DyingDisk(last);
    RunWriter.disk = disk;
    return disk;
  }

  /**
   * Returns how many calls were made.
   *
   * @return 0 or more
   */
  public int calls() {
    return calls;
  }

  private boolean isLast() {
    return ++calls == last;
  }

  private void call() {
    if (isLast()) {
      Runtime.getRuntime().halt(9);
    }
  }

  @Override
  public Lock lock(Path file) throws StoreException {
    call();
    Lock lock = DiskIo.INSTANCE.lock(file);
    return () -> {
      call();
      lock.close();
    };
  }

  @Override
  public long size(Path file) throws IOException {
    return DiskIo.INSTANCE.size(file);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    call();
    DiskIo.INSTANCE.createFolders(folder);
  }

  @Override
  public boolean exists(Path path) {
    return DiskIo.INSTANCE.exists(path);
  }

  @Override
  public Output create(Path file) throws IOException {
    call();
    return new Dying(DiskIo.INSTANCE.create(file));
  }

  @Override
  public Output open(Path file) throws IOException {
    call();
    return new Dying(DiskIo.INSTANCE.open(file));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    call();
    DiskIo.INSTANCE.move(from, to);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    call();
    DiskIo.INSTANCE.forceFolder(folder);
  }

  @Override
  public void delete(Path file) throws IOException {
    call();
    DiskIo.INSTANCE.delete(file);
  }

  private final class Dying implements Output {

    private final Output out;

    private Dying(Output out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (isLast()) {
        // A part of it has reached the file.
        out.write(Arrays.copyOf(bytes, bytes.length * (calls % 5) / 4));
        Runtime.getRuntime().halt(9);
      }
      out.write(bytes);
    }

    @Override
    public void force() throws IOException {
      call();
      out.force();
    }

    @Override
    public void truncate(long length) throws IOException {
      call();
      out.truncate(length);
    }

    @Override
    public void close() throws IOException {
      call();
      out.close();
    }
  }
}
