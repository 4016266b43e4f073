package io.humhelix.bench.backend.onnx.model;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A model's special tokens, on which {@code generation_config.json} and {@code tokenizer.json}
 * agree. Immutable.
 *
 * @param endOfText ends a text; every token below it is text
 * @param startOfTranscript starts a prompt
 * @param startOfPrevious precedes the text of earlier windows ({@code <|startofprev|>})
 * @param startOfLanguageModel {@code <|startoflm|>}; empty if the tokenizer has none
 * @param noSpeech what the first step's probability of silence is read from ({@code <|nospeech|>},
 *     in older tokenizers {@code <|nocaptions|>})
 * @param noTimestamps asks for text without time tokens; the next id is the time 0
 * @param transcribe the task's token; empty for English-only models, whose prompts have none
 * @param translate the task's token; empty likewise
 * @param languages tokens by language code in lower case, such as {@code en}; empty for
 *     English-only models
 */
public record SpecialTokens(
    int endOfText,
    int startOfTranscript,
    int startOfPrevious,
    OptionalInt startOfLanguageModel,
    int noSpeech,
    int noTimestamps,
    OptionalInt transcribe,
    OptionalInt translate,
    Map<String, Integer> languages) {

  /** Seconds between two time tokens. */
  public static final double TIME_STEP_SECONDS = 0.02;

  public SpecialTokens {
    languages = Map.copyOf(languages);
  }

  /**
   * Returns the token of the time 0.
   *
   * @return the id; later times follow in steps of {@link #TIME_STEP_SECONDS}
   */
  public int firstTimestamp() {
    return noTimestamps + 1;
  }

  /**
   * Returns whether prompts have a language and a task.
   *
   * @return false for English-only models
   */
  public boolean multilingual() {
    return !languages.isEmpty();
  }
}
