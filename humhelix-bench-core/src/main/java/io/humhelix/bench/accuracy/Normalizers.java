package io.humhelix.bench.accuracy;

import io.humhelix.bench.internal.text.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The normalisers that a definition can name. Three follow OpenAI Whisper (Radford et al. 2022,
 * "Robust Speech Recognition via Large-Scale Weak Supervision", appendix C), with its known
 * oddities, which keeps rates comparable with published ones:
 *
 * <ul>
 *   <li>{@code english}: drops bracketed remarks and hesitations, expands contractions and titles,
 *       writes numbers in digits and British spellings the American way;
 *   <li>{@code basic}: drops bracketed remarks, turns symbols, punctuation and combining marks into
 *       blanks, lower-cases; for languages whose letters are one code point each;
 *   <li>{@code basic_no_diacritics}: as {@code basic}, with accents dropped from their letters.
 * </ul>
 *
 * <p>Three are this project's:
 *
 * <ul>
 *   <li>{@code multilingual}: keeps combining marks, which are vowels in Hindi, Thai or Arabic and
 *       which the former three drop; folds case, turns symbols and punctuation into blanks, writes
 *       digits of all scripts the same way, drops blanks beside letters of scripts that have none;
 *       keeps bracketed remarks; not comparable with published rates by {@code basic};
 *   <li>{@code multilingual_turkic}: as {@code multilingual}, but {@code I} is the capital of
 *       {@code ı}, as in Turkish and Azerbaijani;
 *   <li>{@code none}: makes every run of white space one blank and changes nothing else, so that
 *       case and punctuation count. A character is a code point: the letters of a composed text
 *       (NFC) and of a decomposed one (NFD) look the same and count as different.
 * </ul>
 *
 * <p>The Unicode version is that of the Java runtime: characters that it does not know yet are kept
 * as they are.
 */
public final class Normalizers {

  private static final Map<String, Normalizer> BY_ID =
      new TreeMap<>(
          Map.of(
              EnglishNormalizer.ID, new EnglishNormalizer(),
              BasicNormalizer.ID, BasicNormalizer.keepingDiacritics(),
              BasicNormalizer.NO_DIACRITICS_ID, BasicNormalizer.droppingDiacritics(),
              MultilingualNormalizer.ID, MultilingualNormalizer.ofAnyLanguage(),
              MultilingualNormalizer.TURKIC_ID, MultilingualNormalizer.ofTurkic(),
              PlainNormalizer.ID, new PlainNormalizer()));

  private Normalizers() {}

  /**
   * Returns the ids of all normalisers.
   *
   * @return the ids in alphabetical order; immutable
   */
  public static List<String> ids() {
    return List.copyOf(BY_ID.keySet());
  }

  /**
   * Finds a normaliser.
   *
   * @param id one of {@link #ids}; not null
   * @return the normaliser, safe for use by several threads
   * @throws IllegalArgumentException if there is none of that id; the message names the ids allowed
   */
  public static Normalizer byId(String id) {
    Normalizer found = BY_ID.get(id);
    if (found == null) {
      String remedy =
          Suggestion.nearest(id, ids())
              .map(near -> "did you mean \"" + near + "\"?")
              .orElse("use one of these");
      throw new IllegalArgumentException(
          "normalizer: unknown id \""
              + id
              + "\"; allowed: "
              + String.join(", ", ids())
              + "; "
              + remedy);
    }
    return found;
  }

  /**
   * Returns the normaliser for texts in a language.
   *
   * @param language ISO 639-1 code such as {@code en}; empty if it is not known
   * @return the id: {@code english} for English; {@code basic} for languages whose letters are one
   *     code point each, such as German or Russian; {@code multilingual_turkic} for Turkish and
   *     Azerbaijani, whose {@code İ} {@code basic} takes apart; else {@code multilingual}
   */
  public static String idFor(Optional<String> language) {
    return NormalizerChoice.of(language);
  }
}
