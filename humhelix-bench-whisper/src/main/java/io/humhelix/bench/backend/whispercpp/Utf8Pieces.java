package io.humhelix.bench.backend.whispercpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes UTF-8 that comes in pieces which may end within a character: the begin of a character
 * goes to the next piece.
 */
final class Utf8Pieces {

  private static final int LONGEST = 4;

  private byte[] kept = new byte[0];

  /** Returns the text of a piece, with what the one before it left. */
  String next(byte[] piece) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(kept.length + piece.length);
    all.writeBytes(kept);
    all.writeBytes(piece);
    byte[] bytes = all.toByteArray();
    int whole = bytes.length - begun(bytes);
    kept = Arrays.copyOfRange(bytes, whole, bytes.length);
    return new String(bytes, 0, whole, StandardCharsets.UTF_8);
  }

  /** Whether there is nothing of a character that never ended. */
  boolean complete() {
    return kept.length == 0;
  }

  /** How many bytes at the end begin a character that is longer. */
  private static int begun(byte[] bytes) {
    for (int back = 1; back < LONGEST && back <= bytes.length; back++) {
      int lead = bytes[bytes.length - back] & 0xff;
      if (lead >= 0xc0) {
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        return length > back ? back : 0;
      }
      if (lead < 0x80) {
        return 0;
      }
    }
    return 0;
  }
}
