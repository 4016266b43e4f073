package io.humhelix.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text as a terminal shows it: how many columns it takes, and made harmless. Widths follow Unicode
 * Standard Annex 11 (East Asian Width) for the blocks in use, not for every single character.
 */
public final class DisplayText {

  /** Columns of a terminal for which text is wrapped. */
  public static final int COLUMNS = 80;

  /** Pairs of first and last code point that take two columns. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653,
    0x26A1, 0x26A1, 0x26BD, 0x26BE, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C,
    0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2E80, 0x303E,
    0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
    0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F004,
    0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F19A, 0x1F200, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F7E0,
    0x1F7EB, 0x1F900, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private DisplayText() {}

  /** Sequences that colour what follows, as {@link Symbols#paint} writes them. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /**
   * Returns the columns that a text takes.
   *
   * @param text without control characters other than colours
   * @return 0 or more
   */
  public static int width(String text) {
    String bare = text.indexOf(0x1b) < 0 ? text : COLOUR.matcher(text).replaceAll("");
    return bare.codePoints().map(DisplayText::width).sum();
  }

  private static int width(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
        return 0;
      }
      default -> {
        for (int i = 0; i < WIDE.length && codePoint >= WIDE[i]; i += 2) {
          if (codePoint <= WIDE[i + 1]) {
            return 2;
          }
        }
        return 1;
      }
    }
  }

  /**
   * Returns a text on one line without control characters: a file name or an engine's message must
   * not move the cursor or colour the terminal. Line breaks and tabs become blanks, other control
   * characters, those that turn the writing direction included, become question marks.
   *
   * @param text any text
   * @return a text that is safe to print
   */
  public static String oneLine(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
                safe.append(' ');
              } else if (Character.isISOControl(c) || turnsDirection(c)) {
                safe.append('?');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString().strip();
  }

  private static boolean turnsDirection(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }

  /**
   * Breaks a line at blanks so that a terminal need not break it within a word. What has no blank,
   * such as a path, stays whole.
   *
   * @param line without control characters
   * @param indent what the second line and those after it begin with
   * @return lines of at most {@value #COLUMNS} columns where there are blanks to break at
   */
  public static List<String> wrap(String line, String indent) {
    return wrap(line, indent, COLUMNS);
  }

  /**
   * Breaks a line at blanks, as {@link #wrap(String, String)} does.
   *
   * @param line without control characters
   * @param indent what the second line and those after it begin with
   * @param columns how wide the terminal is
   * @return lines of at most so many columns where there are blanks to break at
   */
  public static List<String> wrap(String line, String indent, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = line;
    while (width(rest) > columns) {
      int at = lastBlankThatFits(rest, columns);
      if (at < 0) {
        break;
      }
      lines.add(rest.substring(0, at).stripTrailing());
      rest = indent + rest.substring(at).strip();
    }
    lines.add(rest);
    return lines;
  }

  /** The blank to break at, the next one if none fits; -1 where there is none after a word. */
  private static int lastBlankThatFits(String line, int columns) {
    int begin = line.length() - line.stripLeading().length();
    int last = -1;
    for (int at = line.indexOf(' ', begin); at >= 0; at = line.indexOf(' ', at + 1)) {
      if (last >= 0 && width(line.substring(0, at)) > columns) {
        break;
      }
      last = line.startsWith("%", at + 1) ? last : at;
    }
    return last;
  }

  /**
   * Returns the beginning of a text, cut so that it fits.
   *
   * @param text without control characters
   * @param columns columns available, 4 or more
   * @param ellipsis what to put in place of the part left out
   * @return a text of at most that width
   */
  public static String fit(String text, int columns, String ellipsis) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int room = columns - width(ellipsis);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      room -= width(codePoint);
      if (room < 0) {
        break;
      }
      cut.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return cut.append(ellipsis).toString();
  }
}
