package io.humhelix.bench.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The frame of a record: {@code - {json} # crc32c=xxxxxxxx} and a newline. */
final class RecordLine {

  /** No record is longer, frame and newline included. */
  static final int MAX_BYTES = 1 << 20;

  static final byte[] PREFIX = ascii("- ");
  static final byte[] CHECKSUM = ascii("  # crc32c=");

  private static final int HEX = 8;
  private static final int SUFFIX = CHECKSUM.length + HEX;

  private RecordLine() {}

  /** What a line turned out to be. */
  enum State {
    VERIFIED,
    /** Complete in form, without any comment. */
    NO_CHECKSUM,
    BAD_CHECKSUM,
    MALFORMED
  }

  static byte[] frame(byte[] json) {
    byte[] line = Arrays.copyOf(PREFIX, PREFIX.length + json.length + SUFFIX + 1);
    System.arraycopy(json, 0, line, PREFIX.length, json.length);
    int at = PREFIX.length + json.length;
    System.arraycopy(CHECKSUM, 0, line, at, CHECKSUM.length);
    byte[] hex = ascii(HexFormat.of().toHexDigits(crc32c(json, 0, json.length)));
    System.arraycopy(hex, 0, line, at + CHECKSUM.length, HEX);
    line[line.length - 1] = '\n';
    return line;
  }

  static State state(byte[] line, int from, int to) {
    if (to - from < PREFIX.length + 2 || !startsWith(line, from, PREFIX)) {
      return State.MALFORMED;
    }
    int suffix = to - SUFFIX;
    if (suffix < from + PREFIX.length || !startsWith(line, suffix, CHECKSUM)) {
      return line[to - 1] == '}' ? State.NO_CHECKSUM : State.MALFORMED;
    }
    int start = from + PREFIX.length;
    long expected = Integer.toUnsignedLong(crc32c(line, start, suffix - start));
    return expected == hex(line, to - HEX) ? State.VERIFIED : State.BAD_CHECKSUM;
  }

  /** Eight digits as we write them, in lower case; -1 for anything else. */
  private static long hex(byte[] line, int from) {
    long value = 0;
    for (int i = from; i < from + HEX; i++) {
      int b = line[i];
      int digit = b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Where the JSON of a verified line begins. */
  static int jsonBegin(int from) {
    return from + PREFIX.length;
  }

  /** Where the JSON of a verified line ends. */
  static int jsonEnd(int to) {
    return to - SUFFIX;
  }

  /** The checksum of a verified line. */
  static int checksum(byte[] line, int to) {
    return (int) hex(line, to - HEX);
  }

  /** The JSON of a line that is verified or lacks a checksum. */
  static byte[] json(byte[] line, int from, int to, State state) {
    return Arrays.copyOfRange(
        line, from + PREFIX.length, state == State.VERIFIED ? to - SUFFIX : to);
  }

  /** Where the next frame within a line may end, or -1: a damaged newline joins two records. */
  static int nextEnd(byte[] line, int from, int to) {
    for (int i = from; i + SUFFIX < to; i++) {
      if (startsWith(line, i, CHECKSUM)) {
        return i + SUFFIX;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] line, int from, byte[] what) {
    return from >= 0
        && from + what.length <= line.length
        && Arrays.equals(line, from, from + what.length, what, 0, what.length);
  }

  /** The checksum of a record's JSON. */
  static int crc32c(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
