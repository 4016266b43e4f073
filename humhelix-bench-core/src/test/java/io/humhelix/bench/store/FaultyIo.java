package io.humhelix.bench.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A disk in memory that forgets on power loss what was not forced (bytes of a file until its force,
 * names until their folder's force), and on which one chosen call fails.
 */
final class FaultyIo implements StoreIo {

  /** How the chosen call fails. */
  enum Fault {
    NO_SPACE("No space left on device"),
    IO_ERROR("Input/output error");

    private final String message;

    Fault(String message) {
      this.message = message;
    }
  }

  private static final class Content {
    private byte[] bytes = new byte[0];
    private byte[] durable = new byte[0];
  }

  private final Map<Path, Content> names = new HashMap<>();
  private Map<Path, Content> durableNames = new HashMap<>();
  private final Set<Path> folders = new HashSet<>();
  private final List<String> calls = new ArrayList<>();
  private final Random random = new Random(1);
  private final int failAt;
  private final Fault fault;
  private final boolean forever;

  FaultyIo(int failAt, Fault fault, boolean forever) {
    this.failAt = failAt;
    this.fault = fault;
    this.forever = forever;
  }

  static FaultyIo sound() {
    return new FaultyIo(-1, Fault.IO_ERROR, false);
  }

  List<String> calls() {
    return calls;
  }

  /** What a process sees now, or after power loss, under a results file's name. */
  Map<Path, byte[]> files(boolean afterPowerLoss) {
    Map<Path, byte[]> seen = new HashMap<>();
    (afterPowerLoss ? durableNames : names)
        .forEach((path, c) -> seen.put(path, afterPowerLoss ? c.durable : c.bytes));
    return seen;
  }

  private boolean fails(String call) {
    int number = calls.size();
    calls.add(call);
    return number == failAt || (forever && failAt >= 0 && number > failAt);
  }

  private void call(String call) throws IOException {
    if (fails(call)) {
      throw new IOException(fault.message);
    }
  }

  @Override
  public Lock lock(Path file) {
    return () -> {};
  }

  @Override
  public long size(Path file) throws IOException {
    Content content = names.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return content.bytes.length;
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    call("createFolders");
    folders.add(folder);
  }

  @Override
  public boolean exists(Path path) {
    return names.containsKey(path);
  }

  @Override
  public Output create(Path file) throws IOException {
    call("create");
    Content content = new Content();
    if (names.putIfAbsent(file, content) != null) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new Out(content);
  }

  @Override
  public Output open(Path file) throws IOException {
    call("open");
    Content content = names.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return new Out(content);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    call("move");
    Content content = names.remove(from);
    if (content == null) {
      throw new NoSuchFileException(from.toString());
    }
    names.put(to, content);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    call("forceFolder");
    durableNames = new HashMap<>(names);
  }

  @Override
  public void delete(Path file) throws IOException {
    call("delete");
    names.remove(file);
  }

  private final class Out implements Output {
    private final Content content;

    private Out(Content content) {
      this.content = content;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      int count = fails("write") ? random.nextInt(bytes.length + 1) : bytes.length;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(content.bytes);
      out.write(bytes, 0, count);
      content.bytes = out.toByteArray();
      // A kernel may write back any part of what was not forced yet.
      int kept = content.durable.length;
      int reached = kept + random.nextInt(content.bytes.length - kept + 1);
      content.durable = Arrays.copyOf(content.bytes, random.nextBoolean() ? reached : kept);
      if (calls.size() - 1 == failAt || (forever && failAt >= 0 && calls.size() - 1 > failAt)) {
        throw new IOException(fault.message);
      }
    }

    @Override
    public void force() throws IOException {
      call("force");
      content.durable = content.bytes;
    }

    @Override
    public void truncate(long length) throws IOException {
      call("truncate");
      content.bytes = Arrays.copyOf(content.bytes, (int) length);
      content.durable =
          Arrays.copyOf(content.durable, (int) Math.min(length, content.durable.length));
    }

    @Override
    public void close() throws IOException {
      call("close");
    }
  }
}
