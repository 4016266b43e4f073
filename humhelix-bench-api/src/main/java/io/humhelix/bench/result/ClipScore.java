package io.humhelix.bench.result;

import java.util.Objects;

/**
 * How well the text of a clip matches its reference, after normalisation.
 *
 * @param reference the normalised reference
 * @param hypothesis the normalised text of the engine
 * @param alignment word by word
 * @param words word errors
 * @param characters character errors, blanks included
 */
public record ClipScore(
    String reference,
    String hypothesis,
    Alignment alignment,
    ErrorCounts words,
    ErrorCounts characters) {
  public ClipScore {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(hypothesis, "hypothesis");
    Objects.requireNonNull(alignment, "alignment");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(characters, "characters");
  }
}
