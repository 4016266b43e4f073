package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.whispercpp.library.LibraryChoice;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options of this backend. Those that are left out have the library's own defaults. */
final class WhisperCppOptions {

  static final String LIBRARY = "library";

  /** Among the options in effect alone: what the library says of how it was built. */
  static final String LIBRARY_BUILD = "library_build";

  static final String STATES = "states";
  static final String FLASH_ATTENTION = "flash_attention";
  static final String CARRY_INITIAL_PROMPT = "carry_initial_prompt";
  static final String WORD_TIMES = "word_times";
  static final String ALIGNMENT_HEADS = "alignment_heads";
  static final String MAX_LENGTH = "max_length";
  static final String SPLIT_ON_WORD = "split_on_word";
  static final String VAD_MODEL = "vad_model";
  static final String VAD = "vad_";

  /** A value of {@link #WORD_TIMES}. */
  static final String TOKEN = "token";

  /** A value of {@link #WORD_TIMES}: dynamic time warping. */
  static final String DTW = "dtw";

  private static final int MOST_STATES = 64;
  private static final int MOST_MILLISECONDS = 60_000;

  static final List<OptionSpec> SPECS =
      Stream.concat(
              Stream.of(
                  OptionSpec.of(
                      LIBRARY,
                      Type.PATH,
                      "libwhisper, or its folder, from whisper.cpp 1.7.6 on; left out: the one that"
                          + " the system's linker finds; one per process"),
                  OptionSpec.of(
                          LibraryChoice.ALLOW_UNTESTED,
                          Type.FLAG,
                          "take a version of whisper.cpp with which this backend was not tried")
                      .withDefault(false),
                  OptionSpec.of(
                      FLASH_ATTENTION,
                      Type.FLAG,
                      "attention in one fused step; left out: the library's default (true from 1.8.0"
                          + " on)"),
                  OptionSpec.of(
                          STATES,
                          Type.INTEGER,
                          "calls that may run at once, each with memory of its own beside the model;"
                              + " more than 1: no times of the engine's phases, no vad_filter")
                      .withDefault(1L)
                      .between(1, MOST_STATES)),
              Stream.concat(
                  EngineOptions.COMMON.stream(),
                  Stream.of(
                      OptionSpec.of(
                              EngineOptions.BEST_OF,
                              Type.INTEGER,
                              "candidates sampled at temperatures above 0")
                          .withDefault((long) EngineOptions.DEFAULT_BEST_OF)
                          .between(1, EngineOptions.MOST_DECODERS),
                      OptionSpec.of(
                              "no_speech_threshold",
                              Type.NUMBER,
                              "a window is left out if no speech is likelier than this and its text"
                                  + " fails log_prob_threshold")
                          .withDefault(0.6)
                          .between(0, 1),
                      OptionSpec.of(
                              CARRY_INITIAL_PROMPT,
                              Type.FLAG,
                              "put initial_prompt before every window, not the first alone; needs"
                                  + " 1.8.1")
                          .withDefault(false),
                      OptionSpec.of(
                              "max_tokens", Type.INTEGER, "most tokens of a segment; 0: any number")
                          .withDefault(0L)
                          .between(0, 448),
                      OptionSpec.of(
                              MAX_LENGTH,
                              Type.INTEGER,
                              "most characters of a segment, which is cut after them; 0: any number")
                          .withDefault(0L)
                          .between(0, 10_000),
                      OptionSpec.of(
                              SPLIT_ON_WORD,
                              Type.FLAG,
                              "with max_length: cut between words, not between tokens")
                          .withDefault(false),
                      OptionSpec.of(
                          "suppress_regex",
                          Type.TEXT,
                          "tokens never to decode, by a regular expression of C++"),
                      OptionSpec.of(
                              WORD_TIMES,
                              Type.TEXT,
                              "where word_timestamps come from: token (time tokens and loudness; so if left out) or"
                                  + " dtw (attention, by dynamic time warping; no flash attention)")
                          .oneOf(TOKEN, DTW),
                      OptionSpec.of(
                          ALIGNMENT_HEADS,
                          Type.TEXT,
                          "for dtw: the OpenAI model whose attention heads the model has, such as"
                              + " small.en; left out: by the model's file name"),
                      OptionSpec.of(
                          VAD_MODEL,
                          Type.PATH,
                          "for vad_filter: Silero's model as ggml file; left out: the newest"
                              + " ggml-silero-*.bin of the models folder"),
                      OptionSpec.of(
                              "vad_threshold", Type.NUMBER, "speech is what is likelier than this")
                          .between(0, 1),
                      milliseconds("vad_min_speech_duration_ms", "shorter speech is left out"),
                      milliseconds("vad_min_silence_duration_ms", "shorter silence ends no speech"),
                      OptionSpec.of(
                              "vad_max_speech_duration_s",
                              Type.NUMBER,
                              "longer speech is cut; seconds")
                          .between(1, 86_400),
                      milliseconds("vad_speech_pad_ms", "kept before and after speech"),
                      OptionSpec.of(
                              "vad_samples_overlap",
                              Type.NUMBER,
                              "overlap of pieces of speech; seconds")
                          .between(0, 10))))
          .toList();

  private WhisperCppOptions() {}

  private static OptionSpec milliseconds(String name, String meaning) {
    return OptionSpec.of(name, Type.INTEGER, meaning + "; milliseconds")
        .between(0, MOST_MILLISECONDS);
  }

  /**
   * Completes options.
   *
   * @param given those of the definition, with or without the declared defaults
   * @return every option in effect that is not the library's to choose
   */
  static EngineOptions of(Options given) {
    return EngineOptions.of(SPECS, EngineOptions.DEFAULT_BEST_OF, given);
  }

  static int states(EngineOptions options) {
    return options.integer(STATES);
  }

  static boolean alignsWords(EngineOptions options) {
    return options.effective().text(WORD_TIMES).equals(Optional.of(DTW));
  }
}
