package io.humhelix.bench.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the members of a JSON object in its bytes without making a tree. Records of one kind have
 * the same keys in the same order, so each key is first looked for where the last object had it.
 * Whatever is unusual (a key with an escape, a value that does not end) makes {@link #next} give up
 * with {@link #FAILED}, and the caller take the long way. Not thread-safe.
 */
final class JsonMembers {

  /** There are no more members. */
  static final int END = -1;

  /** This is nothing that this class reads. */
  static final int FAILED = -2;

  /** A key that nobody asked for. */
  static final int OTHER = -3;

  private final Map<String, Integer> numbers = new HashMap<>();
  private byte[][] expected = new byte[16][];
  private int[] expectedNumbers = new int[16];
  private byte[] bytes = {};
  private int position;
  private int limit;
  private int member;
  private boolean valued;

  /**
   * Looks for some keys.
   *
   * @param keys each is given out as its number in this list
   */
  JsonMembers(List<String> keys) {
    for (String key : keys) {
      numbers.put(key, numbers.size());
    }
  }

  /** Starts at an object's opening brace. */
  boolean begin(byte[] from, int at, int end) {
    bytes = from;
    limit = end;
    member = -1;
    position = at + 1;
    valued = false;
    return at < end && from[at] == '{';
  }

  /**
   * Goes to the next member, whose value then begins at {@link #position()}. The value of the one
   * before must have been passed by {@link #endOfValue()} or {@link #passTo}.
   */
  int next() {
    blanks();
    if (position >= limit) {
      return FAILED;
    }
    if (bytes[position] == '}') {
      position++;
      return END;
    }
    if (valued) {
      if (bytes[position] != ',') {
        return FAILED;
      }
      position++;
      blanks();
    }
    member++;
    int key = key();
    valued = true;
    return key;
  }

  private int key() {
    if (member < expected.length && expected[member] != null) {
      byte[] likely = expected[member];
      int after = position + likely.length;
      if (after <= limit && Arrays.equals(bytes, position, after, likely, 0, likely.length)) {
        position = after;
        return expectedNumbers[member];
      }
    }
    return newKey();
  }

  /** A key that did not stand here before. */
  private int newKey() {
    int begin = position;
    if (position >= limit || bytes[position] != '"') {
      return FAILED;
    }
    int end = position + 1;
    while (end < limit && bytes[end] != '"') {
      if (bytes[end] == '\\') {
        return FAILED;
      }
      end++;
    }
    String name =
        new String(bytes, begin + 1, Math.max(0, end - begin - 1), StandardCharsets.UTF_8);
    position = end + 1;
    blanks();
    if (position >= limit || bytes[position] != ':') {
      return FAILED;
    }
    position++;
    blanks();
    int number = numbers.getOrDefault(name, OTHER);
    if (member >= expected.length) {
      expected = Arrays.copyOf(expected, 2 * member);
      expectedNumbers = Arrays.copyOf(expectedNumbers, 2 * member);
    }
    expected[member] = Arrays.copyOfRange(bytes, begin, position);
    expectedNumbers[member] = number;
    return number;
  }

  /** Place of this member among the object's, from 0. */
  int member() {
    return member;
  }

  /** Where the value of this member begins. */
  int position() {
    return position;
  }

  /** The name of this member, once {@link #next} returned it. */
  String name() {
    byte[] key = expected[member];
    int end = key.length - 1;
    while (key[end] != '"') {
      end--;
    }
    return new String(key, 1, end - 1, StandardCharsets.UTF_8);
  }

  /** The bytes of this member's key: the same array as long as objects have the same key here. */
  byte[] keyBytes() {
    return expected[member];
  }

  /** Takes the value to end here. */
  void passTo(int end) {
    position = end;
  }

  /** Passes the value and returns where it ends, or {@link #FAILED}. */
  int endOfValue() {
    int at = position;
    if (at >= limit) {
      return FAILED;
    }
    byte first = bytes[at];
    if (first == '"') {
      position = endOfText(at);
    } else if (first == '{' || first == '[') {
      position = endOfNested(at);
    } else {
      while (at < limit && bytes[at] != ',' && bytes[at] != '}' && bytes[at] > ' ') {
        at++;
      }
      position = at;
    }
    return position;
  }

  /** Whether a value is a text that is what its bytes say. */
  static boolean isPlainText(byte[] json, int from, int to) {
    if (json[from] != '"') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  private int endOfText(int opening) {
    int at = opening + 1;
    while (at < limit) {
      byte b = bytes[at++];
      if (b == '"') {
        return at;
      }
      if (b == '\\') {
        at++;
      }
    }
    return FAILED;
  }

  private int endOfNested(int opening) {
    int depth = 0;
    int at = opening;
    while (at < limit) {
      switch (bytes[at]) {
        case '"' -> {
          at = endOfText(at);
          if (at < 0) {
            return FAILED;
          }
          at--;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {
          // Between two values, or within a number.
        }
      }
      at++;
      if (depth == 0) {
        return at;
      }
    }
    return FAILED;
  }

  private void blanks() {
    while (position < limit && (bytes[position] == ' ' || bytes[position] == '\t')) {
      position++;
    }
  }
}
