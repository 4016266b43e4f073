package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The disk of this machine, on which one call, and those after it, fail; a write does half. */
final class FailingDisk implements StoreIo {

  private final int failAt;
  private final FaultyIo.Fault fault;
  private final boolean forever;
  private final List<String> calls = new ArrayList<>();

  FailingDisk(int failAt, FaultyIo.Fault fault, boolean forever) {
    this.failAt = failAt;
    this.fault = fault;
    this.forever = forever;
  }

  static FailingDisk sound() {
    return new FailingDisk(-1, FaultyIo.Fault.IO_ERROR, false);
  }

  List<String> calls() {
    return calls;
  }

  private boolean fails(String call) {
    int number = calls.size();
    calls.add(call);
    return number == failAt || forever && failAt >= 0 && number > failAt;
  }

  private IOException failure() {
    return new IOException(fault == FaultyIo.Fault.NO_SPACE ? "No space left on device" : "EIO");
  }

  private void call(String call) throws IOException {
    if (fails(call)) {
      throw failure();
    }
  }

  @Override
  public Lock lock(Path file) throws StoreException {
    return DiskIo.INSTANCE.lock(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return DiskIo.INSTANCE.size(file);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    call("createFolders");
    DiskIo.INSTANCE.createFolders(folder);
  }

  @Override
  public boolean exists(Path path) {
    return DiskIo.INSTANCE.exists(path);
  }

  @Override
  public Output create(Path file) throws IOException {
    call("create");
    return new Failing(DiskIo.INSTANCE.create(file));
  }

  @Override
  public Output open(Path file) throws IOException {
    call("open");
    return new Failing(DiskIo.INSTANCE.open(file));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    call("move");
    DiskIo.INSTANCE.move(from, to);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    call("forceFolder");
    DiskIo.INSTANCE.forceFolder(folder);
  }

  @Override
  public void delete(Path file) throws IOException {
    call("delete");
    DiskIo.INSTANCE.delete(file);
  }

  private final class Failing implements Output {
    private final Output out;

    private Failing(Output out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (fails("write")) {
        out.write(Arrays.copyOf(bytes, bytes.length / 2));
        throw failure();
      }
      out.write(bytes);
    }

    @Override
    public void force() throws IOException {
      call("force");
      out.force();
    }

    @Override
    public void truncate(long length) throws IOException {
      call("truncate");
      out.truncate(length);
    }

    @Override
    public void close() throws IOException {
      out.close();
      call("close");
    }
  }
}
