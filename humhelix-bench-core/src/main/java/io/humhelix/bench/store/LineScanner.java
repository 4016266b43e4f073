package io.humhelix.bench.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Splits a stream at newlines in bounded memory, and knows where each line began. */
final class LineScanner {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 18];
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
      int end = newline();
      append(end);
      terminated = end < limit;
      next += end - position + (terminated ? 1 : 0);
      position = terminated ? end + 1 : end;
    }
    return true;
  }

  /** Where the next newline is, else the end; eight bytes at a time. */
  private int newline() {
    int at = position;
    while (at + Long.BYTES <= limit) {
      long differing = (long) WORDS.get(buffer, at) ^ NEWLINES;
      // The highest bit of every byte that is zero, and perhaps of some after it.
      long found = (differing - ONES) & ~differing & HIGHEST_BITS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < limit && buffer[at] != '\n') {
      at++;
    }
    return at;
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
