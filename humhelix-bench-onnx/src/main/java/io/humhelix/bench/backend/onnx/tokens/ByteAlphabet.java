package io.humhelix.bench.backend.onnx.tokens;

import java.util.Arrays;

/**
 * The letters by which byte-level vocabularies write bytes, from GPT-2's {@code bytes_to_unicode}:
 * printable ones stand for themselves, the others for U+0100 and on, in the order of the bytes.
 */
final class ByteAlphabet {

  private static final char[] LETTERS = new char[256];
  private static final short[] BYTES = new short[512];

  static {
    Arrays.fill(BYTES, (short) -1);
    char next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
      LETTERS[b] = printable ? (char) b : next++;
      BYTES[LETTERS[b]] = (short) b;
    }
  }

  private ByteAlphabet() {}

  /** Returns the letter of a byte. */
  static char letter(int unsigned) {
    return LETTERS[unsigned];
  }

  /** Returns what a vocabulary's entry stands for, or null if a letter of it is no byte. */
  static byte[] bytes(String entry) {
    byte[] bytes = new byte[entry.length()];
    for (int i = 0; i < bytes.length; i++) {
      char letter = entry.charAt(i);
      if (letter >= BYTES.length || BYTES[letter] < 0) {
        return null;
      }
      bytes[i] = (byte) BYTES[letter];
    }
    return bytes;
  }
}
