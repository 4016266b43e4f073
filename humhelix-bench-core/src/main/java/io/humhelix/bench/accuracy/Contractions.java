package io.humhelix.bench.accuracy;

import java.util.List;

/**
 * Writes contractions and titles in full and drops hesitations, on lower-case text. The rules apply
 * one after the other over the whole text, since later ones work on what earlier ones left.
 */
final class Contractions {

  /** The longest first: where several match, the others would leave a rest. */
  private static final List<String> HESITATIONS = List.of("hmm", "mhm", "mmm", "mm", "uh", "um");

  private static final List<Rule> RULES =
      List.of(
          Rule.word("won't", "will not"),
          Rule.word("can't", "can not"),
          Rule.word("let's", "let us"),
          Rule.word("ain't", "aint"),
          Rule.word("y'all", "you all"),
          Rule.word("wanna", "want to"),
          Rule.word("kinda", "kind of"),
          Rule.word("sorta", "sort of"),
          Rule.word("dunno", "do not know"),
          Rule.word("gotta", "got to"),
          Rule.word("gonna", "going to"),
          Rule.word("i'ma", "i am going to"),
          Rule.word("imma", "i am going to"),
          Rule.word("woulda", "would have"),
          Rule.word("coulda", "could have"),
          Rule.word("shoulda", "should have"),
          Rule.word("cause", "because"),
          Rule.word("ma'am", "madam"),
          Rule.word("mr", "mister "),
          Rule.word("mrs", "missus "),
          Rule.word("st", "saint "),
          Rule.word("dr", "doctor "),
          Rule.word("prof", "professor "),
          Rule.word("capt", "captain "),
          Rule.word("gov", "governor "),
          Rule.word("ald", "alderman "),
          Rule.word("gen", "general "),
          Rule.word("sen", "senator "),
          Rule.word("rep", "representative "),
          Rule.word("pres", "president "),
          Rule.word("rev", "reverend "),
          Rule.word("hon", "honorable "),
          Rule.word("asst", "assistant "),
          Rule.word("assoc", "associate "),
          Rule.word("lt", "lieutenant "),
          Rule.word("col", "colonel "),
          Rule.word("jr", "junior "),
          Rule.word("sr", "senior "),
          Rule.word("esq", "esquire "),
          Rule.ending("'d been", " had been"),
          Rule.ending("'s been", " has been"),
          Rule.ending("'d gone", " had gone"),
          Rule.ending("'s gone", " has gone"),
          Rule.ending("'d done", " had done"),
          Rule.ending("'s got", " has got"),
          Rule.ending("n't", " not"),
          Rule.ending("'re", " are"),
          Rule.ending("'s", " is"),
          Rule.ending("'d", " would"),
          Rule.ending("'ll", " will"),
          Rule.ending("'t", " not"),
          Rule.ending("'ve", " have"),
          Rule.ending("'m", " am"));

  private Contractions() {}

  static String expanded(String text) {
    String result = text;
    for (String hesitation : HESITATIONS) {
      result = Rule.word(hesitation, "").apply(result);
    }
    result = withoutSpaceBeforeApostrophe(result);
    for (Rule rule : RULES) {
      result = rule.apply(result);
    }
    return result;
  }

  private static String withoutSpaceBeforeApostrophe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        int end = out.length();
        while (end > 0 && CharacterClasses.isSpace(out.charAt(end - 1))) {
          end--;
        }
        out.setLength(end);
      }
      out.append(c);
    }
    return out.toString();
  }

  /**
   * Replaces a literal wherever it ends a word.
   *
   * @param literal what is looked for
   * @param replacement what is written for it
   * @param startsWord whether it must start one too
   */
  private record Rule(String literal, String replacement, boolean startsWord) {

    static Rule word(String literal, String replacement) {
      return new Rule(literal, replacement, true);
    }

    static Rule ending(String literal, String replacement) {
      return new Rule(literal, replacement, false);
    }

    String apply(String text) {
      int found = text.indexOf(literal);
      if (found < 0) {
        return text;
      }
      StringBuilder out = new StringBuilder(text.length() + 16);
      int kept = 0;
      while (found >= 0) {
        int end = found + literal.length();
        if (!CharacterClasses.isWordAt(text, end)
            && !(startsWord && CharacterClasses.isWordBefore(text, found))) {
          out.append(text, kept, found).append(replacement);
          kept = end;
          found = text.indexOf(literal, end);
        } else {
          found = text.indexOf(literal, found + 1);
        }
      }
      return out.append(text, kept, text.length()).toString();
    }
  }
}
