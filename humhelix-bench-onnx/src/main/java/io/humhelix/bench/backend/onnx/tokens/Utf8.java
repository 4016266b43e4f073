package io.humhelix.bench.backend.onnx.tokens;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as Python's {@code decode("utf-8", "replace")} reads it. The JDK replaces three bytes that
 * would be a surrogate by one U+FFFD, Python by three.
 */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : replacing(bytes);
  }

  /** Replaces each longest start of a letter that does not go on, by Unicode's table 3-7. */
  private static String replacing(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int place = 0;
    while (place < bytes.length) {
      int length = length(bytes[place] & 0xFF);
      int good = 1;
      while (good < length && place + good < bytes.length && follows(bytes, place, good)) {
        good++;
      }
      if (good == length) {
        text.append(new String(bytes, place, length, StandardCharsets.UTF_8));
      } else {
        text.append(REPLACEMENT);
      }
      place += good;
    }
    return text.toString();
  }

  /** Returns how long a letter with this first byte is, or a length never reached. */
  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
      return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      return 3;
    }
    return first >= 0xF0 && first <= 0xF4 ? 4 : Integer.MAX_VALUE;
  }

  private static boolean follows(byte[] bytes, int start, int index) {
    int first = bytes[start] & 0xFF;
    int next = bytes[start + index] & 0xFF;
    if (length(first) == Integer.MAX_VALUE) {
      return false;
    }
    int low = 0x80;
    int high = 0xBF;
    if (index == 1) {
      switch (first) {
        case 0xE0 -> low = 0xA0;
        case 0xED -> high = 0x9F;
        case 0xF0 -> low = 0x90;
        case 0xF4 -> high = 0x8F;
        default -> {
          // any continuation byte
        }
      }
    }
    return next >= low && next <= high;
  }
}
