package io.humhelix.bench.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream at newlines in bounded memory, and knows where each line began. */
final class LineScanner {

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[4096];
  private int length;
  private long lineNumber;
  private long offset;
  private long next;
  private boolean terminated;
  private boolean tooLong;

  LineScanner(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Goes to the next line; false at the end. */
  boolean advance() throws IOException {
    offset = next;
    length = 0;
    terminated = false;
    tooLong = false;
    lineNumber++;
    while (!terminated) {
      if (position == limit) {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        if (limit == 0) {
          return next > offset;
        }
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(end);
      terminated = end < limit;
      next += end - position + (terminated ? 1 : 0);
      position = terminated ? end + 1 : end;
    }
    return true;
  }

  private void append(int end) {
    int more = end - position;
    if (tooLong || more > maxBytes - length) {
      tooLong = true;
      return;
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, Math.min(maxBytes, 2 * line.length)));
    }
    System.arraycopy(buffer, position, line, length, more);
    length += more;
  }

  /** The bytes, valid up to {@link #length()} and until the next advance. */
  byte[] line() {
    return line;
  }

  /** Bytes of the line without newline; fewer than there are if {@link #tooLong()}. */
  int length() {
    return length;
  }

  long lineNumber() {
    return lineNumber;
  }

  long offset() {
    return offset;
  }

  /** Bytes of the line in the file, newline included. */
  long span() {
    return next - offset;
  }

  boolean terminated() {
    return terminated;
  }

  boolean tooLong() {
    return tooLong;
  }
}
