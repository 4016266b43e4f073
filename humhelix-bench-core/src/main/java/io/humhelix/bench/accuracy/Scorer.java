package io.humhelix.bench.accuracy;

import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipScore;
import java.util.List;
import java.util.Objects;

/**
 * Scores the texts of an engine against the correct texts: both are normalised, stripped, and then
 * compared word by word (for WER) and character by character (for CER: code points, the blanks
 * between words counted).
 *
 * <p>An engine may return any text. Memory grows linearly with the texts; time with the product of
 * their lengths, over 64. Safe for use by several threads.
 */
public final class Scorer {

  private final Normalizer normalizer;

  /**
   * Creates a scorer.
   *
   * @param normalizer what both texts go through; not null
   */
  public Scorer(Normalizer normalizer) {
    this.normalizer = Objects.requireNonNull(normalizer, "normalizer");
  }

  /**
   * Returns the rules of the scores; compare only scores of the same rules.
   *
   * @return id and version of the normaliser, as in {@code english-1}
   */
  public String normalizerId() {
    return normalizer.id() + "-" + normalizer.version();
  }

  /**
   * Scores one text. If the normalised reference is empty, there is no rate, and the engine's words
   * count as insertions.
   *
   * @param reference what was said, as written by the data set; not null
   * @param hypothesis what the engine wrote; may be empty, not null
   * @return the normalised texts, their alignment and the errors
   */
  public ClipScore score(String reference, String hypothesis) {
    List<String> said = CharacterClasses.words(normalizer.normalize(reference));
    List<String> heard = CharacterClasses.words(normalizer.normalize(hypothesis));
    Alignment alignment = WordAligner.align(said, heard);
    String saidText = String.join(" ", said);
    String heardText = String.join(" ", heard);
    return new ClipScore(
        normalizerId(),
        saidText,
        heardText,
        alignment,
        alignment.counts(),
        CharacterErrors.count(saidText, heardText));
  }
}
