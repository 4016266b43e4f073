package io.humhelix.bench.accuracy;

/**
 * Normalises references and hypotheses before they are compared: spelling and punctuation then do
 * not count as errors. Implementations are safe for use by several threads.
 *
 * @see Normalizers
 */
public interface Normalizer {

  /**
   * Returns the id of this normaliser in definitions.
   *
   * @return lower-case letters and underscores, as in {@code basic_no_diacritics}
   */
  String id();

  /**
   * Returns the version of the rules. It changes whenever the result for a text may change; compare
   * rates only within one version.
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
