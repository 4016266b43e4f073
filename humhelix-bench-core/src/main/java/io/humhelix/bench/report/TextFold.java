package io.humhelix.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text on several lines of one cell. The lines joined are the text: a blank at which it was broken
 * begins the next line, so that two texts never look alike. What a reader sees as one character
 * stays together.
 */
final class TextFold {

  private static final Pattern CHARACTER = Pattern.compile("\\X");

  /** After these a name is broken rather than within a word. */
  private static final Set<String> JOINTS = Set.of("-", "_", "/", ",", ":", "=");

  private TextFold() {}

  /** Returns lines of at most so many columns; wider only where a single character is. */
  static List<String> lines(String text, int columns) {
    if (DisplayText.width(text) <= columns) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    List<String> characters = characters(text);
    int begin = 0;
    while (begin < characters.size()) {
      int end = begin;
      int room = columns;
      int blank = -1;
      int joint = -1;
      while (end < characters.size()) {
        room -= DisplayText.width(characters.get(end));
        if (room < 0 && end > begin) {
          break;
        }
        if (characters.get(end).equals(" ") && end > begin) {
          blank = end;
        }
        end++;
        if (JOINTS.contains(characters.get(end - 1)) && end < characters.size()) {
          joint = end;
        }
      }
      // The blank that does not fit is a place to break at, too.
      boolean breaksWell = end == characters.size() || characters.get(end).equals(" ");
      if (!breaksWell && blank > begin && 3 * (blank - begin) >= end - begin) {
        end = blank;
      } else if (!breaksWell && joint > begin && 2 * (joint - begin) >= end - begin) {
        // Parts of names stay whole where that leaves no line half empty.
        end = joint;
      }
      lines.add(String.join("", characters.subList(begin, end)));
      begin = end;
    }
    return lines;
  }

  /**
   * Breaks a line at blanks, and a word that is wider than a line anywhere. Paths stay whole: who
   * copies one from a terminal needs all of it. So does what is coloured.
   */
  static List<String> wrapped(String line, String indent, int columns) {
    List<String> lines = new ArrayList<>();
    for (String part : DisplayText.wrap(line, indent, columns)) {
      boolean path = part.indexOf('/') >= 0 || part.indexOf('\\') >= 0 || part.indexOf(0x1b) >= 0;
      lines.addAll(path ? List.of(part) : lines(part, columns));
    }
    return lines;
  }

  /** Returns a text of at most so many columns that has lost its middle, if it must. */
  static String middle(String text, int columns, String ellipsis) {
    if (DisplayText.width(text) <= columns) {
      return text;
    }
    List<String> characters = characters(text);
    int room = columns - DisplayText.width(ellipsis);
    int head = 0;
    int used = 0;
    while (used + DisplayText.width(characters.get(head)) <= room / 2) {
      used += DisplayText.width(characters.get(head++));
    }
    int tail = characters.size();
    while (used + DisplayText.width(characters.get(tail - 1)) <= room) {
      used += DisplayText.width(characters.get(--tail));
    }
    return String.join("", characters.subList(0, head))
        + ellipsis
        + String.join("", characters.subList(tail, characters.size()));
  }

  private static List<String> characters(String text) {
    return CHARACTER.matcher(text).results().map(match -> match.group()).toList();
  }
}
