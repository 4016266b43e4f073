package io.humhelix.bench.accuracy;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.Optional;

/** The language of a text, by which it is normalised and its errors are counted. */
public final class TextLanguage {

  private static final String ENGLISH = "en";

  private TextLanguage() {}

  /**
   * Returns the language of the text of a call.
   *
   * @param task of the call
   * @param decoded what the engine says it decoded; empty if it does not tell
   * @return English for a translation; else the language that was asked for; else the one that was
   *     decoded; empty if none is known
   */
  public static Optional<String> of(TranscriptionTask task, Optional<String> decoded) {
    return task.kind() == TranscriptionTask.Kind.TRANSLATE
        ? Optional.of(ENGLISH)
        : task.language().or(() -> decoded);
  }
}
