package io.humhelix.bench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output that says what could not be written: {@code System.out} keeps that to itself, and
 * a table cut short by a full disk would end like a whole one.
 */
final class StandardOutput extends OutputStream {

  private static final Path LINK = Path.of("/proc/self/fd/1");

  private final OutputStream out;
  private IOException failure;

  StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /** Returns why it could not be written; empty also for a reader that took what it wanted. */
  synchronized Optional<IOException> failure() {
    return Optional.ofNullable(failure).filter(thrown -> !readerHasGone(thrown));
  }

  /** As of {@code show results | head}: the words for it are the system's, in its language. */
  private static boolean readerHasGone(IOException thrown) {
    if (String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
      return true;
    }
    try {
      return Files.readSymbolicLink(LINK).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
