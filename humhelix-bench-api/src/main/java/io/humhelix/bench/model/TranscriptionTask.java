package io.humhelix.bench.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a workload asks of a system under test beside the audio.
 *
 * @param language ISO 639-1 code such as {@code en}; empty leaves detection to the engine
 * @param kind transcribe, or translate to English
 * @param wordTimestamps whether times of single words are asked for
 * @param vadFilter whether the engine is to leave out parts without voice
 */
public record TranscriptionTask(
    Optional<String> language, Kind kind, boolean wordTimestamps, boolean vadFilter) {

  /** What is to be done with the speech. */
  public enum Kind {
    /** Text in the language of the speech. */
    TRANSCRIBE,
    /** English text, whatever the language of the speech. */
    TRANSLATE
  }

  /** Transcribe, language left to the engine, no word times, no voice activity detection. */
  public static final TranscriptionTask DEFAULT =
      new TranscriptionTask(Optional.empty(), Kind.TRANSCRIBE, false, false);

  public TranscriptionTask {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * Returns a plain transcription of speech in a known language.
   *
   * @param language ISO 639-1 code
   * @return the task
   */
  public static TranscriptionTask transcribe(String language) {
    return new TranscriptionTask(Optional.of(language), Kind.TRANSCRIBE, false, false);
  }
}
