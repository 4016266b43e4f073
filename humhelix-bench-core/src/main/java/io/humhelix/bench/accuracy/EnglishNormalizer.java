package io.humhelix.bench.accuracy;

import java.util.regex.Pattern;

/** Whisper's normaliser for English. */
final class EnglishNormalizer implements Normalizer {

  static final String ID = "english";

  /** Symbols that numbers can have; they stay until the numbers have been read. */
  private static final String NUMERIC_SYMBOLS = ".%$\u00A2\u20AC\u00A3";

  // Each of these matches at most three characters, so that none can backtrack far.
  private static final Pattern COMMA_IN_NUMBER = Pattern.compile("(\\p{Nd}),(\\p{Nd})");
  private static final Pattern POINT_OUTSIDE_NUMBER = Pattern.compile("\\.([^0-9]|\\z)");
  private static final Pattern PREFIX_OUTSIDE_NUMBER =
      Pattern.compile("[.$\u00A2\u20AC\u00A3]([^0-9])");
  private static final Pattern PERCENT_OUTSIDE_NUMBER = Pattern.compile("([^0-9])%");

  private final AmericanSpelling spelling = AmericanSpelling.load();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String normalize(String text) {
    String s = Contractions.expanded(Remarks.removed(LowerCase.of(text)));
    s = COMMA_IN_NUMBER.matcher(s).replaceAll("$1$2");
    s = POINT_OUTSIDE_NUMBER.matcher(s).replaceAll(" $1");
    s = SymbolRemoval.removedWithDiacritics(s, NUMERIC_SYMBOLS);
    s = SpokenNumbers.inDigits(s);
    s = spelling.respelled(CharacterClasses.words(s));
    s = PREFIX_OUTSIDE_NUMBER.matcher(s).replaceAll(" $1");
    s = PERCENT_OUTSIDE_NUMBER.matcher(s).replaceAll("$1 ");
    return CharacterClasses.singleSpaced(s);
  }
}
