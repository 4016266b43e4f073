package io.humhelix.bench.accuracy;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Unicode's compatibility forms in linear time. Sorting the marks on one letter takes time that
 * grows with the square of their number, so runs of marks far longer than in any language (where 30
 * are considered plenty: UAX #15, Stream-Safe Text Format) are worked on piece by piece.
 */
final class CompatibilityForm {

  private static final int LONGEST_RUN = 1024;

  private CompatibilityForm() {}

  static String of(String text, Form form) {
    StringBuilder out = null;
    int done = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = CharacterClasses.isMark(c) ? marks + 1 : 0;
      if (marks == LONGEST_RUN) {
        if (out == null) {
          out = new StringBuilder(text.length());
        }
        out.append(Normalizer.normalize(text.substring(done, i), form));
        done = i;
        marks = 0;
      }
    }
    if (out == null) {
      return Normalizer.normalize(text, form);
    }
    return out.append(Normalizer.normalize(text.substring(done), form)).toString();
  }
}
