package io.humhelix.bench.store;

import io.humhelix.bench.result.ErrorCounts;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One answered call of a trial: a clip a row. Times are seconds.
 *
 * @param clip the clip's id
 * @param position place of the call within its trial, from 0
 * @param audioS original length; empty where unknown
 * @param inferenceS from the call until segments can be read
 * @param transcriptionS reading all segments
 * @param firstSegmentS to the first segment, where the engine gives partial results
 * @param text as the engine wrote it; empty if the record that has it is damaged or missing
 * @param language what the engine decoded, if it told
 * @param reference the normalised reference; empty without a score
 * @param hypothesis the normalised text; empty without a score
 * @param words errors in words; empty without a score
 * @param characters errors in characters; empty without a score
 * @param normalizer id of the normaliser of the score; empty without a score
 */
public record ClipRow(
    String clip,
    int position,
    OptionalDouble audioS,
    double inferenceS,
    double transcriptionS,
    OptionalDouble firstSegmentS,
    Optional<String> text,
    Optional<String> language,
    Optional<String> reference,
    Optional<String> hypothesis,
    Optional<ErrorCounts> words,
    Optional<ErrorCounts> characters,
    String normalizer) {

  public ClipRow {
    Objects.requireNonNull(clip, "clip");
    Objects.requireNonNull(audioS, "audioS");
    Objects.requireNonNull(firstSegmentS, "firstSegmentS");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(hypothesis, "hypothesis");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(characters, "characters");
    Objects.requireNonNull(normalizer, "normalizer");
  }
}
