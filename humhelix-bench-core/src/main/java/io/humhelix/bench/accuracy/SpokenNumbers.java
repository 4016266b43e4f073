package io.humhelix.bench.accuracy;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes all numbers of a text in digits: the reading itself, and what goes before and after. */
final class SpokenNumbers {

  private static final String CURRENCY = "[\u20AC\u00A3$]";
  private static final String NOT_BEFORE_WORD = "(?![" + CharacterClasses.WORD + "])";
  private static final String NOT_AFTER_WORD = "(?<![" + CharacterClasses.WORD + "])";
  private static final String SPACE =
      "[\\t-\\r\\x1C-\\x20\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]";

  // Runs are matched possessively: nothing that follows a run could start inside it.
  private static final Pattern AND_A_HALF =
      Pattern.compile(NOT_AFTER_WORD + "and" + SPACE + "++a" + SPACE + "++half" + NOT_BEFORE_WORD);
  private static final Pattern LETTER_DIGIT = Pattern.compile("([a-z])([0-9])");
  private static final Pattern DIGIT_LETTER = Pattern.compile("([0-9])([a-z])");
  private static final Pattern DETACHED_SUFFIX =
      Pattern.compile("([0-9])" + SPACE + "++(st|nd|rd|th|s)" + NOT_BEFORE_WORD);
  private static final Pattern UNITS_AND_CENTS =
      Pattern.compile("(" + CURRENCY + ")([0-9]++) (?:and )?\u00A2([0-9]{1,2})" + NOT_BEFORE_WORD);
  private static final Pattern CENTS_ONLY =
      Pattern.compile("(?s)" + CURRENCY + "0.([0-9]{1,2})" + NOT_BEFORE_WORD);
  private static final Pattern ONE = Pattern.compile(NOT_AFTER_WORD + "1(s?)" + NOT_BEFORE_WORD);

  private SpokenNumbers() {}

  static String inDigits(String text) {
    String s = withHalves(text);
    s = LETTER_DIGIT.matcher(s).replaceAll("$1 $2");
    s = DIGIT_LETTER.matcher(s).replaceAll("$1 $2");
    s = DETACHED_SUFFIX.matcher(s).replaceAll("$1$2");
    s = new NumberReader(CharacterClasses.words(s)).read();
    s = UNITS_AND_CENTS.matcher(s).replaceAll(SpokenNumbers::unitsAndCents);
    s = CENTS_ONLY.matcher(s).replaceAll(m -> "\u00A2" + Integer.parseInt(m.group(1)));
    // For readability; numbers from two on stay in digits.
    return ONE.matcher(s).replaceAll("one$1");
  }

  private static String unitsAndCents(MatchResult m) {
    String cents = m.group(3);
    return Matcher.quoteReplacement(
        m.group(1) + m.group(2) + '.' + (cents.length() == 1 ? "0" + cents : cents));
  }

  /** Makes "two and a half" read as "two point five". */
  private static String withHalves(String text) {
    List<String> segments = List.of(AND_A_HALF.split(text, -1));
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      String lastWord = lastWord(segment);
      if (lastWord.isEmpty()) {
        continue;
      }
      append(out, segment);
      if (i < segments.size() - 1) {
        append(out, NumberWord.canPrecedeHalf(lastWord) ? "point five" : "and a half");
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String segment) {
    if (!out.isEmpty()) {
      out.append(' ');
    }
    out.append(segment);
  }

  private static String lastWord(String text) {
    int end = text.length();
    while (end > 0 && CharacterClasses.isSpace(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && !CharacterClasses.isSpace(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end);
  }
}
