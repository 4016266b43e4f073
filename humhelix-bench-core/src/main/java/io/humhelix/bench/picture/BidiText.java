package io.humhelix.bench.picture;

import java.util.ArrayDeque;
import java.util.Deque;

/** Names from results in sentences: what they turn around ends with them (UAX #9). */
public final class BidiText {

  private static final char POP_FORMATTING = '\u202c';
  private static final char POP_ISOLATE = '\u2069';

  private BidiText() {}

  /**
   * Closes what a text leaves open, so that the words after it keep their direction.
   *
   * @param text any text
   * @return the same, followed by the controls that end its embeddings, overrides and isolates
   */
  public static String closed(String text) {
    Deque<Character> open = new ArrayDeque<>();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\u202a', '\u202b', '\u202d', '\u202e' -> open.push(POP_FORMATTING);
        case '\u2066', '\u2067', '\u2068' -> open.push(POP_ISOLATE);
        case POP_FORMATTING -> {
          if (!open.isEmpty() && open.peek() == POP_FORMATTING) {
            open.pop();
          }
        }
        case POP_ISOLATE -> {
          if (open.contains(POP_ISOLATE)) {
            while (open.pop() != POP_ISOLATE) {
              // An isolate ends what was opened in it.
            }
          }
        }
        default -> {}
      }
    }
    StringBuilder closed = new StringBuilder(text);
    open.forEach(closed::append);
    return closed.toString();
  }
}
