package io.humhelix.bench.accuracy;

import java.util.function.UnaryOperator;

/** Whisper's normaliser for languages other than English. */
final class BasicNormalizer implements Normalizer {

  static final String ID = "basic";
  static final String NO_DIACRITICS_ID = "basic_no_diacritics";

  private final String id;
  private final UnaryOperator<String> symbols;

  private BasicNormalizer(String id, UnaryOperator<String> symbols) {
    this.id = id;
    this.symbols = symbols;
  }

  static BasicNormalizer keepingDiacritics() {
    return new BasicNormalizer(ID, SymbolRemoval::removed);
  }

  static BasicNormalizer droppingDiacritics() {
    return new BasicNormalizer(
        NO_DIACRITICS_ID, text -> SymbolRemoval.removedWithDiacritics(text, ""));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String normalize(String text) {
    String spoken = Remarks.removed(LowerCase.of(text));
    // Compatibility forms bring capitals back: the sign for "telephone" becomes TEL.
    return CharacterClasses.singleSpaced(LowerCase.of(symbols.apply(spoken)));
  }
}
