package io.humhelix.bench.accuracy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Letters that were written with a joiner before Unicode gave them a code point, in texts of both
 * kinds: the chillus of Malayalam (Unicode Standard, table 12-38) and the khanda ta of Bengali.
 * Without the joiner, which is silent elsewhere, they would be other letters.
 */
final class LegacyLetters {

  private static final String JOINER = "\u200D";
  private static final Map<String, String> NOW = new LinkedHashMap<>();

  static {
    NOW.put("\u0D23\u0D4D" + JOINER, "\u0D7A");
    NOW.put("\u0D28\u0D4D" + JOINER, "\u0D7B");
    NOW.put("\u0D30\u0D4D" + JOINER, "\u0D7C");
    NOW.put("\u0D32\u0D4D" + JOINER, "\u0D7D");
    NOW.put("\u0D33\u0D4D" + JOINER, "\u0D7E");
    NOW.put("\u0D15\u0D4D" + JOINER, "\u0D7F");
    NOW.put("\u09A4\u09CD" + JOINER, "\u09CE");
  }

  private LegacyLetters() {}

  static String replaced(String text) {
    String out = text;
    if (text.contains(JOINER)) {
      for (Map.Entry<String, String> letter : NOW.entrySet()) {
        out = out.replace(letter.getKey(), letter.getValue());
      }
    }
    return out;
  }
}
