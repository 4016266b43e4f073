package io.humhelix.bench.export;

/** Text within XML 1.0. */
final class XmlText {

  private XmlText() {}

  /**
   * Returns a text for an element or an attribute. U+FFFD stands for characters that XML cannot
   * carry in any form, such as U+0000; line breaks and tabs survive in attributes too.
   */
  static String of(String text) {
    StringBuilder xml = new StringBuilder(text.length() + 16);
    ExportText.where(text, XmlText::allowed)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\n', '\r', '\t' -> xml.append("&#").append(c).append(';');
                default -> xml.appendCodePoint(c);
              }
            });
    return xml.toString();
  }

  /** Production Char of XML 1.0. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }
}
