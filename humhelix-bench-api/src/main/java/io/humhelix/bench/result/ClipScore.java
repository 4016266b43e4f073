package io.humhelix.bench.result;

import java.util.Objects;

/**
 * How well the text of a clip matches its reference, after normalisation.
 *
 * @param normalizer id and version of the text normaliser, as in {@code english-1}
 * @param reference the normalised reference
 * @param hypothesis the normalised text of the engine
 * @param alignment word by word
 * @param words word errors
 * @param characters character errors, blanks included
 */
public record ClipScore(
    String normalizer,
    String reference,
    String hypothesis,
    Alignment alignment,
    ErrorCounts words,
    ErrorCounts characters) {
  public ClipScore {
    Objects.requireNonNull(normalizer, "normalizer");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(hypothesis, "hypothesis");
    Objects.requireNonNull(alignment, "alignment");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(characters, "characters");
  }
}
