package io.humhelix.bench.backend.onnx.decode;

import java.util.Objects;

/**
 * How audio becomes text.
 *
 * <p>{@link #DEFAULT} is greedy search without time tokens for audio of up to one window, which
 * gives the text of a plain loop over the networks, and with the reference's fallback: it acts only
 * on windows whose text repeats itself or is unlikely. OpenAI's command line and faster-whisper
 * default to 5 beams and time tokens.
 *
 * @param search how a window's text is searched for
 * @param fallback when a window is decoded again
 * @param timestamps whether time tokens are decoded
 * @param longAudio how audio of more than one window is worked through
 * @param conditionOnPreviousText whether the text of earlier windows precedes the prompt of the
 *     next; no effect with {@link LongAudio#BATCHED}. OpenAI and faster-whisper do so by default;
 *     here as in transformers it is off, because small models then skip or repeat sentences
 * @param initialPrompt text that precedes the first window's prompt, with {@link LongAudio#BATCHED}
 *     every piece's; its last 223 tokens count (see {@link Transcriber#mostPromptTokens}); empty
 *     for none
 * @param windowsTogether how many windows at most are encoded and decoded together, 1 or more
 * @param padsLastBatch whether windows of {@link LongAudio#BATCHED} that are fewer than that are
 *     encoded with others beside them that count for nothing, so that the encoder sees one shape
 * @param maxNewTokens most tokens decoded for a window, within the model's own limit
 * @param seed of the draws at temperatures above 0; the same call draws the same
 */
public record DecodingOptions(
    SearchOptions search,
    FallbackOptions fallback,
    Timestamps timestamps,
    LongAudio longAudio,
    boolean conditionOnPreviousText,
    String initialPrompt,
    int windowsTogether,
    boolean padsLastBatch,
    int maxNewTokens,
    long seed) {

  /** Whether time tokens are decoded, which cut a window's text into segments. */
  public enum Timestamps {
    /**
     * For word times, and for audio of more than one window unless it is {@link LongAudio#BATCHED}.
     */
    AUTO,
    /** Always. */
    ON,
    /** Never; windows of longer audio then follow each other every 30 s. */
    OFF
  }

  /** How audio of more than one window is worked through. */
  public enum LongAudio {
    /** One window after the other, each beginning where the one before has its last time. */
    SEQUENTIAL,
    /**
     * Cut into pieces of at most 30 s at quiet places, which are decoded together, each for itself.
     */
    BATCHED
  }

  /** Greedy search, the reference's fallback, time tokens where needed, 8 windows together. */
  public static final DecodingOptions DEFAULT =
      new DecodingOptions(
          SearchOptions.GREEDY,
          FallbackOptions.REFERENCE,
          Timestamps.AUTO,
          LongAudio.SEQUENTIAL,
          false,
          "",
          8,
          false,
          Integer.MAX_VALUE,
          0);

  public DecodingOptions {
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(fallback, "fallback");
    Objects.requireNonNull(timestamps, "timestamps");
    Objects.requireNonNull(longAudio, "longAudio");
    Objects.requireNonNull(initialPrompt, "initialPrompt");
    Checks.require(windowsTogether >= 1, "windows together", windowsTogether, "1 or more");
    Checks.require(maxNewTokens >= 1, "most new tokens", maxNewTokens, "1 or more");
  }

  /**
   * Returns these options with another search.
   *
   * @param other how to search
   * @return new options
   */
  public DecodingOptions withSearch(SearchOptions other) {
    return new DecodingOptions(
        other,
        fallback,
        timestamps,
        longAudio,
        conditionOnPreviousText,
        initialPrompt,
        windowsTogether,
        padsLastBatch,
        maxNewTokens,
        seed);
  }

  /**
   * Returns these options with another fallback.
   *
   * @param other when to decode again
   * @return new options
   */
  public DecodingOptions withFallback(FallbackOptions other) {
    return new DecodingOptions(
        search,
        other,
        timestamps,
        longAudio,
        conditionOnPreviousText,
        initialPrompt,
        windowsTogether,
        padsLastBatch,
        maxNewTokens,
        seed);
  }

  /**
   * Returns these options with time tokens or without.
   *
   * @param other whether to decode time tokens
   * @return new options
   */
  public DecodingOptions withTimestamps(Timestamps other) {
    return new DecodingOptions(
        search,
        fallback,
        other,
        longAudio,
        conditionOnPreviousText,
        initialPrompt,
        windowsTogether,
        padsLastBatch,
        maxNewTokens,
        seed);
  }

  /**
   * Returns these options with another way through long audio.
   *
   * @param other the way
   * @param together how many windows at most are decoded together
   * @return new options
   */
  public DecodingOptions withLongAudio(LongAudio other, int together) {
    return new DecodingOptions(
        search,
        fallback,
        timestamps,
        other,
        conditionOnPreviousText,
        initialPrompt,
        together,
        padsLastBatch,
        maxNewTokens,
        seed);
  }

  /**
   * Returns these options with other text before the prompt.
   *
   * @param initial text before the first window's prompt; empty for none
   * @param condition whether the text of earlier windows precedes the next one's prompt
   * @return new options
   */
  public DecodingOptions withContext(String initial, boolean condition) {
    return new DecodingOptions(
        search,
        fallback,
        timestamps,
        longAudio,
        condition,
        initial,
        windowsTogether,
        padsLastBatch,
        maxNewTokens,
        seed);
  }

  /**
   * Returns these options with every batch of long audio encoded at its full size, or not.
   *
   * @param pads whether the last batch is filled up
   * @return new options
   */
  public DecodingOptions withLastBatchPadded(boolean pads) {
    return new DecodingOptions(
        search,
        fallback,
        timestamps,
        longAudio,
        conditionOnPreviousText,
        initialPrompt,
        windowsTogether,
        pads,
        maxNewTokens,
        seed);
  }
}
