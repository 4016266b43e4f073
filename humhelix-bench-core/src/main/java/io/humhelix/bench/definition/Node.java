package io.humhelix.bench.definition;

import java.util.List;
import java.util.Map;

/** A node of a YAML document with its place: line and column in code points, both from 1. */
sealed interface Node {

  int line();

  int column();

  /**
   * Text as it stands in the file, which nobody has taken for a number or a truth value yet.
   *
   * @param text the text, without quotes
   * @param quoted whether it stood in quotes or in a block, and so is text for certain
   * @param line line, from 1
   * @param column column, from 1
   */
  record Scalar(String text, boolean quoted, int line, int column) implements Node {

    /** Whether this is YAML's way to say nothing. */
    boolean isNothing() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.matches("null|Null|NULL"));
    }
  }

  /**
   * A list.
   *
   * @param items its elements
   * @param line line, from 1
   * @param column column, from 1
   */
  record Items(List<Node> items, int line, int column) implements Node {}

  /**
   * A map.
   *
   * @param entries its entries by key, in the order of the file
   * @param line line of its first key, or of its brace, from 1
   * @param column column of its first key, or of its brace, from 1
   */
  record Entries(Map<String, Entry> entries, int line, int column) implements Node {}

  /**
   * A key with its value.
   *
   * @param key the key
   * @param value the value
   */
  record Entry(Scalar key, Node value) {}

  /**
   * Something that was reported when the document was parsed, and is not to be reported again.
   *
   * @param line line, from 1
   * @param column column, from 1
   */
  record Unusable(int line, int column) implements Node {}
}
