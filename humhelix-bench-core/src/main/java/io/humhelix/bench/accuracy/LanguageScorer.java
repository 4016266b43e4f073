package io.humhelix.bench.accuracy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scores texts of several languages, each with the normaliser of its language, or all with one that
 * was named. Safe for use by several threads.
 */
public final class LanguageScorer {

  private final Optional<String> named;
  private final Map<String, Scorer> byNormalizer = new ConcurrentHashMap<>();

  /**
   * Creates a scorer.
   *
   * @param normalizer id of the normaliser for every text; empty if the language chooses
   */
  public LanguageScorer(Optional<String> normalizer) {
    named = normalizer;
  }

  /**
   * Returns the scorer of texts in a language.
   *
   * @param language as {@link TextLanguage} has it; empty if it is not known
   * @return the scorer
   * @throws IllegalArgumentException if there is no normaliser of the id that was named
   */
  public Scorer of(Optional<String> language) {
    return byNormalizer.computeIfAbsent(
        named.orElseGet(() -> Normalizers.idFor(language)), id -> new Scorer(Normalizers.byId(id)));
  }

  /**
   * Returns whether the language of a text matters.
   *
   * @return false if one normaliser was named for all
   */
  public boolean byLanguage() {
    return named.isEmpty();
  }
}
