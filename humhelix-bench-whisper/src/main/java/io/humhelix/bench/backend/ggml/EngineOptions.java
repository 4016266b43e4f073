package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decoding options of whisper.cpp, whichever way it is called. Names are faster-whisper's where
 * they mean the same; defaults are those of {@code whisper_full_default_params}, which are the same
 * from 1.7.1 to 1.9.3. Immutable.
 */
public final class EngineOptions {

  // Names of options.

  /** An option of {@link #COMMON}. */
  public static final String BEAM_SIZE = "beam_size";

  /** Candidates sampled at temperatures above 0. */
  public static final String BEST_OF = "best_of";

  /** An option of {@link #COMMON}. */
  public static final String THREADS = "threads";

  /** An option of {@link #COMMON}. */
  public static final String TEMPERATURE = "temperature";

  /** An option of {@link #COMMON}. */
  public static final String TEMPERATURE_INCREMENT = "temperature_increment";

  /** An option of {@link #COMMON}. */
  public static final String ENTROPY_THRESHOLD = "entropy_threshold";

  /** An option of {@link #COMMON}. */
  public static final String LOG_PROB_THRESHOLD = "log_prob_threshold";

  /** An option of {@link #COMMON}. */
  public static final String LENGTH_PENALTY = "length_penalty";

  /** An option of {@link #COMMON}. */
  public static final String INITIAL_PROMPT = "initial_prompt";

  /** An option of {@link #COMMON}. */
  public static final String CONDITION_ON_PREVIOUS_TEXT = "condition_on_previous_text";

  /** An option of {@link #COMMON}. */
  public static final String NO_CONTEXT = "no_context";

  /** An option of {@link #COMMON}. */
  public static final String MAX_TEXT_CONTEXT = "max_text_context";

  /** An option of {@link #COMMON}. */
  public static final String AUDIO_CONTEXT = "audio_context";

  /** An option of {@link #COMMON}. */
  public static final String SINGLE_SEGMENT = "single_segment";

  /** An option of {@link #COMMON}. */
  public static final String WITHOUT_TIMESTAMPS = "without_timestamps";

  /** An option of {@link #COMMON}. */
  public static final String MAX_INITIAL_TIMESTAMP = "max_initial_timestamp";

  /** An option of {@link #COMMON}. */
  public static final String SUPPRESS_BLANK = "suppress_blank";

  /** An option of {@link #COMMON}. */
  public static final String SUPPRESS_NON_SPEECH_TOKENS = "suppress_non_speech_tokens";

  /** An option of {@link #COMMON}. */
  public static final String CUDA_LIBRARIES = "cuda_libraries";

  /** Most decoders at once ({@code WHISPER_MAX_DECODERS}). */
  public static final int MOST_DECODERS = 8;

  /** {@code greedy.best_of} of {@code whisper_full_default_params}. */
  public static final int DEFAULT_BEST_OF = 5;

  private static final int DEFAULT_MOST_THREADS = 4;
  private static final int MOST_THREADS = 512;

  /** {@code n_max_text_ctx} of whisper.cpp's defaults: no limit of its own. */
  private static final int ANY_CONTEXT = 16_384;

  /** From this temperature on whisper.cpp takes neither prompt nor earlier text. */
  private static final double HOT = 0.5;

  /** What every backend of whisper.cpp has. */
  public static final List<OptionSpec> COMMON =
      List.of(
          OptionSpec.of(
                  BEAM_SIZE,
                  Type.INTEGER,
                  "1: greedy, which may skip or repeat sentences of long audio; more: beam search of"
                      + " that width, at temperature 0 alone")
              .withDefault(1L)
              .between(1, MOST_DECODERS),
          OptionSpec.of(THREADS, Type.INTEGER, "CPU threads of a call; min(4, processors)")
              .between(1, MOST_THREADS),
          OptionSpec.of(
                  TEMPERATURE,
                  Type.NUMBER,
                  "sampling temperature of the first attempt; above 0, texts may differ from call to"
                      + " call")
              .withDefault(0.0)
              .between(0, 1),
          OptionSpec.of(
                  TEMPERATURE_INCREMENT,
                  Type.NUMBER,
                  "added after an attempt that fails a threshold, up to 1; 0: no fallback")
              .withDefault(0.2)
              .between(0, 1),
          OptionSpec.of(
                  ENTROPY_THRESHOLD,
                  Type.NUMBER,
                  "an attempt fails if its last tokens have less entropy (repetitions)")
              .withDefault(2.4)
              .between(-100, 100),
          OptionSpec.of(
                  LOG_PROB_THRESHOLD,
                  Type.NUMBER,
                  "an attempt fails if its mean log probability is below")
              .withDefault(-1.0)
              .between(-100, 100),
          OptionSpec.of(
                  LENGTH_PENALTY,
                  Type.NUMBER,
                  "exponent for ranking candidates; 0 or less: by plain mean log probability")
              .withDefault(-1.0)
              .between(-1, 10),
          OptionSpec.of(
              INITIAL_PROMPT,
              Type.TEXT,
              "text before the first window's; stays before that of later ones while both fit in 224"
                  + " tokens"),
          OptionSpec.of(
              CONDITION_ON_PREVIOUS_TEXT,
              Type.FLAG,
              "each window continues the text of those before; true unless max_text_context is 0 or"
                  + " temperature 0.5 or more; false sets max_text_context to 0, which no"
                  + " initial_prompt goes with"),
          OptionSpec.of(
                  NO_CONTEXT,
                  Type.FLAG,
                  "forget the text of earlier calls, not of a call's earlier windows; false makes"
                      + " calls depend on each other")
              .withDefault(true),
          OptionSpec.of(
                  MAX_TEXT_CONTEXT,
                  Type.INTEGER,
                  "most tokens of prompt and earlier windows to continue from, of which whisper.cpp"
                      + " takes 224 at most; 0: none, not even the prompt; left out: as many as it"
                      + " takes")
              .between(0, ANY_CONTEXT),
          OptionSpec.of(
                  AUDIO_CONTEXT,
                  Type.INTEGER,
                  "encoder positions, 1500 for 30 s; fewer are faster and less accurate; 0: all")
              .withDefault(0L)
              .between(0, ModelHeader.AUDIO_CONTEXT),
          OptionSpec.of(SINGLE_SEGMENT, Type.FLAG, "one segment per window").withDefault(false),
          OptionSpec.of(
              WITHOUT_TIMESTAMPS,
              Type.FLAG,
              "decode no time tokens: windows follow each other every 30 s; false unless the model"
                  + " has none (the first Distil-Whisper models)"),
          OptionSpec.of(
                  MAX_INITIAL_TIMESTAMP, Type.NUMBER, "latest first time token; seconds; 0: any")
              .withDefault(1.0)
              .between(0, 30),
          OptionSpec.of(SUPPRESS_BLANK, Type.FLAG, "no blank at the start of a window")
              .withDefault(true),
          OptionSpec.of(SUPPRESS_NON_SPEECH_TOKENS, Type.FLAG, "no brackets, notes and other signs")
              .withDefault(false),
          OptionSpec.of(
              CUDA_LIBRARIES,
              Type.PATHS,
              "folders in which a CUDA build's libraries are looked for first, before the linker's,"
                  + " pip's, conda's and /usr/local/cuda*"),
          OptionSpec.of(
              DeviceCheck.ALLOW_SOFTWARE_DEVICE,
              Type.FLAG,
              "take a GPU's interface that works on the processor (llvmpipe, SwiftShader) for the"
                  + " device; false unless set"));

  private final Options options;

  private EngineOptions(Options options) {
    this.options = options;
  }

  /**
   * Completes options.
   *
   * @param specs those of the backend
   * @param bestOfWithBeams {@link #BEST_OF} in effect if it is left out beside beams
   * @param given those of the definition, with or without the declared defaults
   * @return every option in effect
   */
  public static EngineOptions of(List<OptionSpec> specs, int bestOfWithBeams, Options given) {
    Map<String, Object> effective = new LinkedHashMap<>();
    for (OptionSpec spec : specs) {
      given
          .get(spec.name())
          .or(spec::defaultValue)
          .ifPresent(value -> effective.put(spec.name(), value));
    }
    boolean greedy = Long.valueOf(1).equals(effective.get(BEAM_SIZE));
    effective.putIfAbsent(BEST_OF, greedy ? DEFAULT_BEST_OF : bestOfWithBeams);
    effective.putIfAbsent(
        THREADS, Math.min(DEFAULT_MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    boolean off = Boolean.FALSE.equals(effective.get(CONDITION_ON_PREVIOUS_TEXT));
    effective.putIfAbsent(MAX_TEXT_CONTEXT, off ? 0L : ANY_CONTEXT);
    effective.putIfAbsent(WITHOUT_TIMESTAMPS, false);
    return new EngineOptions(Options.of(effective)).withConditionInEffect();
  }

  /** What the engine will do, whatever was asked for; a contradiction is refused before. */
  private EngineOptions withConditionInEffect() {
    boolean carried = integer(MAX_TEXT_CONTEXT) > 0 && !hot();
    return new EngineOptions(options.with(CONDITION_ON_PREVIOUS_TEXT, carried));
  }

  /**
   * Adds what the engine decides by the model.
   *
   * @param model the model's sizes
   * @return these options with it
   */
  public EngineOptions with(ModelHeader model) {
    return model.withoutTimestamps()
        ? new EngineOptions(options.with(WITHOUT_TIMESTAMPS, true))
        : this;
  }

  /**
   * Returns whether the first temperature is one at which the engine takes no prompt or earlier
   * text.
   *
   * @return whether it is
   */
  public boolean hot() {
    return number(TEMPERATURE) >= HOT;
  }

  /**
   * Returns every option in effect.
   *
   * @return names and values
   */
  public Options effective() {
    return options;
  }

  /**
   * Returns whether a GPU's interface on the processor counts as the device.
   *
   * @return whether it does
   */
  public boolean allowsSoftwareDevice() {
    return options.flag(DeviceCheck.ALLOW_SOFTWARE_DEVICE).orElse(false);
  }

  /**
   * Returns a whole number.
   *
   * @param name of an option that is there
   * @return its value
   */
  public int integer(String name) {
    return Math.toIntExact(options.integer(name).orElseThrow());
  }

  /**
   * Returns a number.
   *
   * @param name of an option that is there
   * @return its value
   */
  public double number(String name) {
    return options.number(name).orElseThrow();
  }

  /**
   * Returns a flag.
   *
   * @param name of an option that is there
   * @return its value
   */
  public boolean flag(String name) {
    return options.flag(name).orElseThrow();
  }

  /**
   * Returns the prompt.
   *
   * @return a text, if there is one
   */
  public Optional<String> initialPrompt() {
    return options.text(INITIAL_PROMPT);
  }

  /**
   * Returns how much of the prompt a model takes.
   *
   * @param model a model file that was checked
   * @return empty if there is no prompt
   * @throws IOException if the file cannot be read
   * @throws ModelFormatException if it changed since it was checked
   */
  public Optional<PromptUse> promptUse(Path model) throws IOException, ModelFormatException {
    Optional<String> prompt = initialPrompt();
    return prompt.isPresent()
        ? Optional.of(PromptUse.of(prompt.get(), integer(MAX_TEXT_CONTEXT), model))
        : Optional.empty();
  }

  /**
   * Returns whether one hypothesis is kept.
   *
   * @return whether the search is greedy
   */
  public boolean greedy() {
    return integer(BEAM_SIZE) == 1;
  }

  /**
   * Adds what whisper.cpp's options mean in the words that all backends share. Beam size, previous
   * text and threads have the same name in both, and are there as they are. Each is what {@code
   * whisper_full_with_state} does with it, 1.7.1 to 1.9.3.
   *
   * @param options every option in effect
   * @param vadFilter whether silence is cut out first
   * @return with the common words
   */
  public static Options inCommonWords(Options options, boolean vadFilter) {
    long context = options.integer(AUDIO_CONTEXT).orElse(0L);
    return options
        .with(
            DecodingOption.TEMPERATURES.key(),
            DecodingOption.temperatures(
                options.number(TEMPERATURE).orElse(0.0),
                options.number(TEMPERATURE_INCREMENT).orElse(0.0)))
        .with(
            DecodingOption.TIMESTAMPS.key(),
            options.flag(WITHOUT_TIMESTAMPS).orElse(false) ? "never" : "always")
        .with(DecodingOption.VAD_FILTER.key(), vadFilter)
        .with(DecodingOption.LONG_AUDIO.key(), "sequential")
        .with(
            DecodingOption.AUDIO_WINDOW.key(),
            context == 0 ? DecodingOption.PADDED_TO_30_S : context + " of 1500 positions");
  }
}
