package io.humhelix.bench.report;

/** Text within GitHub's Markdown that stays what it is: no mark-up, mention, link or HTML. */
final class MarkdownText {

  private static final String MARK_UP = "\\`*_{}[]<>()#+!|&~@:$\"'=^-";

  private MarkdownText() {}

  /** A name in a line or a table: code, in which GitHub finds neither mentions nor links. */
  static String code(String text) {
    String line = DisplayText.oneLine(text);
    if (line.isEmpty()) {
      return "";
    }
    return line.indexOf('`') < 0 && line.indexOf('|') < 0
        ? '`' + line + '`'
        : "<code>" + entities(line) + "</code>";
  }

  /** In a table a bar ends the cell, also within back-ticks. */
  private static String entities(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (MARK_UP.indexOf(c) >= 0) {
                safe.append("&#").append(c).append(';');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  /** Lines as they are, in a fence that none of them can close. */
  static String block(String text) {
    int run = 0;
    int longest = 2;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    return fence + "text\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
  }
}
