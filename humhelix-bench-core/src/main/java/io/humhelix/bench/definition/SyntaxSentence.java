package io.humhelix.bench.definition;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in plain words what a YAML parser complains about, and where.
 *
 * @param line line, from 1
 * @param column column, from 1
 * @param found what stands there
 * @param allowed what may stand there
 * @param remedy what to do
 */
record SyntaxSentence(int line, int column, String found, String allowed, String remedy) {

  private static final Pattern PLACE =
      Pattern.compile("(?m)^ in 'reader', line (\\d{1,9}), column (\\d{1,9}):");

  /**
   * A complaint of the parser, and what to say instead.
   *
   * @param problem beginning of its last sentence
   * @param context beginning of its first sentence
   * @param atStart whether the place to name is where that began, and not where it was noticed
   * @param found what stands there
   * @param allowed what may stand there
   * @param remedy what to do
   */
  private record Rule(
      String problem,
      String context,
      boolean atStart,
      String found,
      String allowed,
      String remedy) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "found character '\\t(TAB)'",
              "",
              false,
              "a tab at the start of the line",
              "spaces for indentation",
              "replace the tab with spaces"),
          new Rule(
              "found character '",
              "",
              false,
              "a text that starts with a character that has a meaning in YAML",
              "@, ` and % only inside quotes",
              "put the text in quotes"),
          new Rule(
              "found unexpected end of stream",
              "while scanning a quoted scalar",
              true,
              "a quote that is not closed",
              "\"text\" or 'text'",
              "close the quote"),
          new Rule(
              "found unknown escape character",
              "",
              false,
              "an unknown escape after a backslash",
              "\\\\, \\\", \\n, \\t, \\u0041 and the like in double quotes",
              "write paths with / or in single quotes"),
          new Rule(
              "mapping values are not allowed here",
              "",
              false,
              "a colon where no key is allowed",
              "one 'key: value' per line, at the indentation of its neighbours",
              "check the indentation, or put text that contains ': ' in quotes"),
          new Rule(
              "could not find expected ':'",
              "",
              true,
              "a line without a colon",
              "'key: value'",
              "add the colon, or check the indentation"),
          new Rule(
              "expected ',' or ']'",
              "",
              true,
              "a list that is not closed, or lacks a comma",
              "[a, b]",
              "check the commas and the closing bracket"),
          new Rule(
              "expected ',' or '}'",
              "",
              true,
              "a map that is not closed, or lacks a comma",
              "{a: 1, b: 2}",
              "check the commas and the closing brace"),
          new Rule(
              "expected <block end>",
              "",
              false,
              "a line that does not fit the lines before it",
              "neighbours at the same indentation, lists with '- '",
              "check the indentation of this line and the one before it"),
          new Rule(
              "expected '<document start>'",
              "",
              false,
              "text after the end of the document",
              "one document",
              "remove the text, or the line '...' before it"),
          new Rule(
              "found undefined tag handle",
              "",
              true,
              "a tag",
              "plain values",
              "remove the word that starts with an exclamation mark"));

  static SyntaxSentence of(String message, int line, int column) {
    Matcher places = PLACE.matcher(message);
    int firstLine = line;
    int firstColumn = column;
    int lastLine = line;
    int lastColumn = column;
    for (boolean first = true; places.find(); first = false) {
      lastLine = Integer.parseInt(places.group(1));
      lastColumn = Integer.parseInt(places.group(2));
      firstLine = first ? lastLine : firstLine;
      firstColumn = first ? lastColumn : firstColumn;
    }
    List<String> sentences =
        message.lines().filter(text -> !text.isBlank() && !text.startsWith(" ")).toList();
    String problem = sentences.isEmpty() ? "not YAML" : sentences.get(sentences.size() - 1);
    for (Rule rule : RULES) {
      if (problem.startsWith(rule.problem) && message.startsWith(rule.context)) {
        return new SyntaxSentence(
            rule.atStart ? firstLine : lastLine,
            rule.atStart ? firstColumn : lastColumn,
            rule.found,
            rule.allowed,
            rule.remedy);
      }
    }
    return new SyntaxSentence(
        lastLine, lastColumn, "this is not YAML: " + Quote.plain(problem), "", "correct the line");
  }
}
