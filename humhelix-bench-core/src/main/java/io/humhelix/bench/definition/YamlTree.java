package io.humhelix.bench.definition;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses the part of YAML that definitions are written in: maps, lists and scalars, one document.
 * No anchors, aliases, tags, merge keys or duplicate keys, so that what stands in the file is what
 * is meant. Scalars stay text; what they are is decided where it is known what is wanted.
 */
final class YamlTree {

  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 100_000;

  /** The parser takes seconds over a scalar of a megabyte. */
  private static final int LONGEST_LINE = 100_000;

  private final YAMLParser parser;
  private final int[] source;
  private final Problems problems;
  private final Set<String> anchors = new HashSet<>();
  private int nodes;

  /** The rest of the file cannot be parsed; the reason has been reported. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    private Stop() {
      super(null, null, false, false);
    }
  }

  private YamlTree(YAMLParser parser, String text, Problems problems) {
    this.parser = parser;
    this.source = text.codePoints().toArray();
    this.problems = problems;
  }

  /** Parses a text; empty if it was cut short by a problem, which is reported. */
  static Optional<Node> parse(String text, Problems problems) {
    int longLine = lineThatIsTooLong(text);
    if (longLine > 0) {
      String found = "a line of more than " + LONGEST_LINE + " characters";
      problems.add(
          new Problem(
              problems.file(), longLine, 1, "", found, "shorter lines", "is this a definition?"));
      return Optional.empty();
    }
    try (YAMLParser parser = YAML.createParser(new StringReader(text))) {
      return new YamlTree(parser, text, problems).document();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private static int lineThatIsTooLong(String text) {
    int line = 1;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length++;
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r' && !text.startsWith("\n", i + 1)) {
        line++;
        length = 0;
      } else if (length > LONGEST_LINE) {
        return line;
      }
    }
    return 0;
  }

  private Optional<Node> document() throws IOException {
    try {
      JsonToken token = next();
      if (token == null) {
        return Optional.of(new Node.Scalar("", false, 1, 1));
      }
      Node root = node(token, 1, "");
      if (next() != null) {
        report("a second document", "one document in a file", "remove it, or the line '---'");
        return Optional.empty();
      }
      return Optional.of(root);
    } catch (JacksonException e) {
      syntax(e);
    } catch (Stop e) {
      // reported where it was thrown
    }
    return Optional.empty();
  }

  private JsonToken next() throws IOException, Stop {
    try {
      return parser.nextToken();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The YAML parser below has let such exceptions through on broken input before.
      report("this is not YAML", "", "correct the lines around it");
      throw new Stop();
    }
  }

  private void syntax(JacksonException e) {
    JsonLocation place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
    String message = String.valueOf(e.getOriginalMessage());
    SyntaxSentence said =
        message.startsWith("Expected a field name")
            ? new SyntaxSentence(
                line(),
                column(),
                "a key that is not a plain text",
                "texts as keys, no lists, maps or aliases",
                "write key: value")
            : SyntaxSentence.of(message, place.getLineNr(), place.getColumnNr());
    problems.add(
        new Problem(
            problems.file(),
            Math.max(said.line(), 1),
            Math.max(said.column(), 1),
            "",
            said.found(),
            said.allowed(),
            said.remedy()));
  }

  private Node node(JsonToken token, int depth, String path) throws IOException, Stop {
    nodes++;
    if (depth > DEEPEST || nodes > MOST_NODES) {
      report(
          depth > DEEPEST
              ? "more than " + DEEPEST + " levels"
              : "more than " + MOST_NODES + " values",
          "at most " + (depth > DEEPEST ? DEEPEST : MOST_NODES),
          "is this a definition?");
      throw new Stop();
    }
    int line = line();
    int column = column();
    boolean decorated = isDecorated(path);
    Node node =
        switch (token) {
          case START_OBJECT -> map(line, column, depth, path);
          case START_ARRAY -> list(line, column, depth, path);
          default -> scalar(line, column);
        };
    return decorated ? new Node.Unusable(line, column) : node;
  }

  private Node.Scalar scalar(int line, int column) throws IOException {
    int first = characterAtToken();
    boolean quoted = first == '"' || first == '\'' || first == '|' || first == '>';
    return new Node.Scalar(parser.getText(), quoted, line, column);
  }

  private Node list(int line, int column, int depth, String path) throws IOException, Stop {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(node(token, depth + 1, path + "[" + items.size() + "]"));
    }
    return new Node.Items(items, line, column);
  }

  private Node map(int line, int column, int depth, String path) throws IOException, Stop {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
      Node.Scalar key = scalar(line(), column());
      String keyPath =
          path.isEmpty() ? Quote.plain(key.text()) : path + "." + Quote.plain(key.text());
      isDecorated(keyPath);
      if (key.text().equals("<<") && !key.quoted()) {
        report(keyPath, "a merge key", "plain keys", "write the keys out");
        node(next(), depth + 1, keyPath);
        continue;
      }
      Node.Entry earlier = entries.get(key.text());
      if (earlier != null) {
        report(
            keyPath,
            "this key appears twice, first in line " + earlier.key().line(),
            "each key once",
            "remove one of them");
      }
      Node value = node(next(), depth + 1, keyPath);
      entries.putIfAbsent(key.text(), new Node.Entry(key, value));
    }
    return new Node.Entries(entries, line, column);
  }

  /** Reports an anchor, alias or tag at the current token: no plain text begins with these. */
  private boolean isDecorated(String path) throws IOException {
    switch (characterAtToken()) {
      case '&' -> {
        anchors.add(String.valueOf(parser.getObjectId()));
        report(path, "an anchor", "plain values", "write the value where it is needed");
      }
      case '*' -> {
        // An alias of an anchor that was reported is the same problem once more.
        if (!anchors.contains(parser.getText())) {
          report(path, "an alias", "plain values", "write the value, or put the text in quotes");
        }
      }
      case '!' ->
          report(
              path,
              "a tag",
              "plain values",
              "remove the word that starts with an exclamation mark");
      default -> {
        return false;
      }
    }
    return true;
  }

  private int characterAtToken() {
    long offset = parser.currentTokenLocation().getCharOffset();
    return offset >= 0 && offset < source.length ? source[(int) offset] : -1;
  }

  private int line() {
    return Math.max(parser.currentTokenLocation().getLineNr(), 1);
  }

  private int column() {
    return Math.max(parser.currentTokenLocation().getColumnNr(), 1);
  }

  private void report(String found, String allowed, String remedy) {
    report("", found, allowed, remedy);
  }

  private void report(String key, String found, String allowed, String remedy) {
    problems.add(new Problem(problems.file(), line(), column(), key, found, allowed, remedy));
  }
}
