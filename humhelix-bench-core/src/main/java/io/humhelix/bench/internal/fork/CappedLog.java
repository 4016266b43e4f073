package io.humhelix.bench.internal.fork;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps the end of an output stream: at most the cap on disk, in two files of half of it that take
 * turns. Written by one thread; read when that has ended.
 */
final class CappedLog {

  private static final int TAIL = 16_384;

  private final Path current;
  private final Path previous;
  private final long half;
  private final byte[] tail = new byte[TAIL];
  private OutputStream out;
  private long inCurrent;
  private long inPrevious;
  private long total;

  /**
   * A log that has no file until something is written.
   *
   * @param file where it will be
   * @param cap bytes kept
   */
  CappedLog(Path file, long cap) {
    current = file;
    previous = file.resolveSibling(file.getFileName() + ".earlier");
    half = Math.max(1, cap / 2);
  }

  synchronized void write(byte[] bytes, int length) throws IOException {
    for (int i = Math.max(0, length - TAIL); i < length; i++) {
      tail[(int) ((total + i) % TAIL)] = bytes[i];
    }
    total += length;
    for (int from = 0; from < length; ) {
      if (inCurrent >= half) {
        turn();
      }
      if (out == null) {
        out = Files.newOutputStream(current);
      }
      int count = (int) Math.min(length - from, half - inCurrent);
      out.write(bytes, from, count);
      inCurrent += count;
      from += count;
    }
  }

  private void turn() throws IOException {
    out.close();
    out = null;
    Files.move(current, previous, StandardCopyOption.REPLACE_EXISTING);
    inPrevious = inCurrent;
    inCurrent = 0;
  }

  /** Returns the last part of what was written, as text. */
  synchronized String tail() {
    int length = (int) Math.min(total, TAIL);
    byte[] last = new byte[length];
    for (int i = 0; i < length; i++) {
      last[i] = tail[(int) ((total - length + i) % TAIL)];
    }
    return new String(last, StandardCharsets.UTF_8);
  }

  /**
   * Closes the log.
   *
   * @return one file with what was kept, and a first line that says what was not; empty if nothing
   *     was ever written
   */
  synchronized Optional<Path> finish() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
    if (total == 0) {
      return Optional.empty();
    }
    if (inPrevious == 0) {
      return Optional.of(current);
    }
    Path whole = current.resolveSibling(current.getFileName() + ".whole");
    long dropped = total - inPrevious - inCurrent;
    try (OutputStream joined = Files.newOutputStream(whole)) {
      if (dropped > 0) {
        String note = "[humhelix-bench: the first " + dropped + " bytes were not kept]\n";
        joined.write(note.getBytes(StandardCharsets.UTF_8));
      }
      Files.copy(previous, joined);
      Files.deleteIfExists(previous);
      if (inCurrent > 0) {
        Files.copy(current, joined);
      }
    }
    return Optional.of(Files.move(whole, current, StandardCopyOption.REPLACE_EXISTING));
  }
}
