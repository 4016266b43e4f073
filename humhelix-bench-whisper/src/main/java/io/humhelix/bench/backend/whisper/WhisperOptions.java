package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of this backend and what they become. Names are faster-whisper's where they mean the
 * same; defaults are those of {@code whisper_full_default_params} in whisper.cpp 1.7.1, not of
 * whisper-jni, which differ in {@code temperature_increment} (0.4) and {@code best_of} (1).
 */
final class WhisperOptions {

  static final String LIBRARY_PATH = "library_path";
  static final String CUDA_LIBRARIES = "cuda_libraries";
  static final String ALLOW_SOFTWARE_DEVICE = "allow_software_device";
  static final String BEAM_SIZE = "beam_size";
  static final String BEST_OF = "best_of";
  static final String THREADS = "threads";
  static final String INITIAL_PROMPT = "initial_prompt";
  static final String CONDITION_ON_PREVIOUS_TEXT = "condition_on_previous_text";
  static final String MAX_TEXT_CONTEXT = "max_text_context";
  static final String NO_CONTEXT = "no_context";
  static final String WITHOUT_TIMESTAMPS = "without_timestamps";
  static final String AUDIO_CONTEXT = "audio_context";
  static final String SUPPRESS_BLANK = "suppress_blank";
  static final String TEMPERATURE = "temperature";
  static final String TEMPERATURE_INCREMENT = "temperature_increment";

  /** Most decoders at once ({@code WHISPER_MAX_DECODERS}). */
  private static final int MOST_DECODERS = 8;

  private static final int DEFAULT_BEST_OF = 5;
  private static final int DEFAULT_MOST_THREADS = 4;
  private static final int MOST_THREADS = 512;

  /** {@code n_max_text_ctx} of whisper.cpp's defaults: no limit of its own. */
  private static final int ANY_CONTEXT = 16_384;

  /** From this temperature on whisper.cpp takes neither prompt nor earlier text. */
  private static final double HOT = 0.5;

  static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.of(
                  BEAM_SIZE,
                  Type.INTEGER,
                  "1: greedy, which may skip or repeat sentences of long audio; more: beam search of"
                      + " that width, at temperature 0 alone")
              .withDefault(1L)
              .between(1, MOST_DECODERS),
          OptionSpec.of(
                  BEST_OF,
                  Type.INTEGER,
                  "candidates sampled at temperatures above 0; 5 when greedy; whisper-jni cannot set"
                      + " it with beam search, where it is 1")
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
                  "entropy_threshold",
                  Type.NUMBER,
                  "an attempt fails if its last tokens have less entropy (repetitions)")
              .withDefault(2.4)
              .between(-100, 100),
          OptionSpec.of(
                  "log_prob_threshold",
                  Type.NUMBER,
                  "an attempt fails if its mean log probability is below")
              .withDefault(-1.0)
              .between(-100, 100),
          OptionSpec.of(
                  "length_penalty",
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
          OptionSpec.of("single_segment", Type.FLAG, "one segment per window").withDefault(false),
          OptionSpec.of(
              WITHOUT_TIMESTAMPS,
              Type.FLAG,
              "decode no time tokens: windows follow each other every 30 s; false unless the model"
                  + " has none (the first Distil-Whisper models)"),
          OptionSpec.of(
                  "max_initial_timestamp", Type.NUMBER, "latest first time token; seconds; 0: any")
              .withDefault(1.0)
              .between(0, 30),
          OptionSpec.of(SUPPRESS_BLANK, Type.FLAG, "no blank at the start of a window")
              .withDefault(true),
          OptionSpec.of(
                  "suppress_non_speech_tokens", Type.FLAG, "no brackets, notes and other signs")
              .withDefault(false),
          OptionSpec.of(
              LIBRARY_PATH,
              Type.PATH,
              "folder of a native whisper-jni build (CUDA, Vulkan, …); one per process"),
          OptionSpec.of(
              CUDA_LIBRARIES,
              Type.PATHS,
              "folders in which a CUDA build's libraries are looked for first, before the linker's,"
                  + " pip's, conda's and /usr/local/cuda*"),
          OptionSpec.of(
              ALLOW_SOFTWARE_DEVICE,
              Type.FLAG,
              "take a GPU's interface that works on the processor (llvmpipe, SwiftShader) for the"
                  + " device; false unless set"));

  /** Fields of whisper.cpp's parameters that its 1.7.1 does not read, by faster-whisper's names. */
  static final Map<String, String> IGNORED_BY_ENGINE =
      Map.of(
          "patience", "whisper.cpp 1.7.1 has the parameter, but its beam search does not use it",
          "no_speech_threshold", "whisper.cpp 1.7.1 has the parameter, but does not use it");

  private final Options options;

  private WhisperOptions(Options options) {
    this.options = options;
  }

  /**
   * Completes options.
   *
   * @param given those of the definition, with or without the declared defaults
   * @return every option in effect
   */
  static WhisperOptions of(Options given) {
    Map<String, Object> effective = new LinkedHashMap<>();
    for (OptionSpec spec : SPECS) {
      given
          .get(spec.name())
          .or(spec::defaultValue)
          .ifPresent(value -> effective.put(spec.name(), value));
    }
    boolean greedy = Long.valueOf(1).equals(effective.get(BEAM_SIZE));
    effective.putIfAbsent(BEST_OF, greedy ? DEFAULT_BEST_OF : 1);
    effective.putIfAbsent(
        THREADS, Math.min(DEFAULT_MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    boolean off = Boolean.FALSE.equals(effective.get(CONDITION_ON_PREVIOUS_TEXT));
    effective.putIfAbsent(MAX_TEXT_CONTEXT, off ? 0L : ANY_CONTEXT);
    effective.putIfAbsent(WITHOUT_TIMESTAMPS, false);
    return new WhisperOptions(Options.of(effective)).withConditionInEffect();
  }

  /** What the engine will do, whatever was asked for; a contradiction is refused before. */
  private WhisperOptions withConditionInEffect() {
    boolean carried = integer(MAX_TEXT_CONTEXT) > 0 && !hot();
    return new WhisperOptions(options.with(CONDITION_ON_PREVIOUS_TEXT, carried));
  }

  /** These options with what the engine decides by the model. */
  WhisperOptions with(ModelHeader model) {
    return model.withoutTimestamps()
        ? new WhisperOptions(options.with(WITHOUT_TIMESTAMPS, true))
        : this;
  }

  /** Whether the first temperature is one at which the engine takes no prompt or earlier text. */
  boolean hot() {
    return number(TEMPERATURE) >= HOT;
  }

  /** Every option in effect. */
  Options effective() {
    return options;
  }

  boolean allowsSoftwareDevice() {
    return options.flag(ALLOW_SOFTWARE_DEVICE).orElse(false);
  }

  int integer(String name) {
    return Math.toIntExact(options.integer(name).orElseThrow());
  }

  double number(String name) {
    return options.number(name).orElseThrow();
  }

  boolean flag(String name) {
    return options.flag(name).orElseThrow();
  }

  Optional<String> initialPrompt() {
    return options.text(INITIAL_PROMPT);
  }

  boolean greedy() {
    return integer(BEAM_SIZE) == 1;
  }

  /**
   * Makes the engine's parameters.
   *
   * @param language a code; null lets the engine detect it
   * @param translate whether to translate to English
   * @return new parameters
   */
  WhisperFullParams parameters(String language, boolean translate) {
    WhisperFullParams params =
        new WhisperFullParams(
            greedy() ? WhisperSamplingStrategy.GREEDY : WhisperSamplingStrategy.BEAN_SEARCH);
    params.language = language;
    params.translate = translate;
    params.nThreads = integer(THREADS);
    params.beamSearchBeamSize = integer(BEAM_SIZE);
    params.greedyBestOf = integer(BEST_OF);
    params.temperature = (float) number(TEMPERATURE);
    params.temperatureInc = (float) number(TEMPERATURE_INCREMENT);
    params.entropyThold = (float) number("entropy_threshold");
    params.logprobThold = (float) number("log_prob_threshold");
    params.lengthPenalty = (float) number("length_penalty");
    params.initialPrompt = initialPrompt().orElse(null);
    params.noContext = flag(NO_CONTEXT);
    params.nMaxTextCtx = integer(MAX_TEXT_CONTEXT);
    params.audioCtx = integer(AUDIO_CONTEXT);
    params.singleSegment = flag("single_segment");
    params.noTimestamps = flag(WITHOUT_TIMESTAMPS);
    params.maxInitialTs = (float) number("max_initial_timestamp");
    params.suppressBlank = flag(SUPPRESS_BLANK);
    params.suppressNonSpeechTokens = flag("suppress_non_speech_tokens");
    params.printProgress = false;
    params.printTimestamps = false;
    params.printRealtime = false;
    params.printSpecial = false;
    return params;
  }
}
