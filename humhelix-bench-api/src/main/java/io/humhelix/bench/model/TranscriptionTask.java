package io.humhelix.bench.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a system under test must do with the audio of a workload.
 *
 * @param language ISO 639-1 code such as {@code en}; empty leaves detection to the engine
 * @param kind transcribe, or translate to English
 * @param wordTimestamps whether to give the times of single words
 * @param vadFilter whether the engine skips parts without voice
 */
public record TranscriptionTask(
    Optional<String> language, Kind kind, boolean wordTimestamps, boolean vadFilter) {

  /** What to do with the speech. */
  public enum Kind {
    /** Text in the language of the speech. */
    TRANSCRIBE,
    /** English text, whatever the language of the speech. */
    TRANSLATE
  }

  /**
   * Transcribes; the engine detects the language; no word timestamps, no voice activity detection.
   */
  public static final TranscriptionTask DEFAULT =
      new TranscriptionTask(Optional.empty(), Kind.TRANSCRIBE, false, false);

  public TranscriptionTask {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * Returns the task of a plain transcription in a known language.
   *
   * @param language ISO 639-1 code
   * @return the task
   */
  public static TranscriptionTask transcribe(String language) {
    return new TranscriptionTask(Optional.of(language), Kind.TRANSCRIBE, false, false);
  }

  /**
   * Returns the task of the calls for a clip.
   *
   * @param clip one of the workload that has this task
   * @return this task, in the clip's own language if it has one
   */
  public TranscriptionTask of(AudioClip clip) {
    return clip.language().map(this::withLanguage).orElse(this);
  }

  /**
   * Returns this task in another language.
   *
   * @param code ISO 639-1 code
   * @return a new task
   */
  public TranscriptionTask withLanguage(String code) {
    return new TranscriptionTask(Optional.of(code), kind, wordTimestamps, vadFilter);
  }
}
