package io.humhelix.bench.accuracy;

/**
 * Brings a text into the form in which references and hypotheses are compared, so that spelling and
 * punctuation are not counted as errors. Implementations are safe for use by several threads.
 *
 * @see Normalizers
 */
public interface Normalizer {

  /**
   * Returns the name by which a definition chooses this normaliser.
   *
   * @return lower-case letters and underscores, as in {@code basic_no_diacritics}
   */
  String id();

  /**
   * Returns the version of the rules. It changes whenever a text may come out differently, so that
   * rates are only compared with rates made by the same rules.
   *
   * @return the version, as in {@code 1}
   */
  String version();

  /**
   * Normalises a text. Every string has a normal form, ill-formed ones (lone surrogates) too.
   *
   * @param text any text, of any length; not null
   * @return the normal form: words separated by single blanks, possibly with a blank at either end;
   *     may be empty
   */
  String normalize(String text);
}
