package io.humhelix.bench.accuracy;

/** Leaves texts as they are: case, punctuation and spelling count. */
final class PlainNormalizer implements Normalizer {

  static final String ID = "none";

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
    return CharacterClasses.singleSpaced(text);
  }
}
