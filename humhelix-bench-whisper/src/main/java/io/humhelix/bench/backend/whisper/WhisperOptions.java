package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.humhelix.bench.backend.ggml.DeviceCheck;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options of this backend and what they become. Defaults are whisper.cpp's, not those of
 * whisper-jni, which differ in {@code temperature_increment} (0.4) and {@code best_of} (1).
 */
final class WhisperOptions {

  static final String LIBRARY_PATH = "library_path";

  static final List<OptionSpec> SPECS =
      Stream.concat(
              EngineOptions.COMMON.stream(),
              Stream.of(
                  OptionSpec.of(
                          EngineOptions.BEST_OF,
                          Type.INTEGER,
                          "candidates sampled at temperatures above 0; 5 when greedy; whisper-jni"
                              + " cannot set it with beam search, where it is 1")
                      .between(1, EngineOptions.MOST_DECODERS),
                  OptionSpec.of(
                      LIBRARY_PATH,
                      Type.PATH,
                      "folder of a native whisper-jni build (CUDA, Vulkan, …); one per process")))
          .toList();

  /** Fields of whisper.cpp's parameters that its 1.7.1 does not read, by faster-whisper's names. */
  static final Map<String, String> IGNORED_BY_ENGINE =
      Map.of(
          "patience", "whisper.cpp 1.7.1 has the parameter, but its beam search does not use it",
          "no_speech_threshold", "whisper.cpp 1.7.1 has the parameter, but does not use it");

  private WhisperOptions() {}

  static DeviceCheck deviceCheck(boolean allowSoftware) {
    return new DeviceCheck(WhisperJniProvider.ID, LIBRARY_PATH, allowSoftware);
  }

  /**
   * Completes options.
   *
   * @param given those of the definition, with or without the declared defaults
   * @return every option in effect
   */
  static EngineOptions of(Options given) {
    return EngineOptions.of(SPECS, 1, given);
  }

  /**
   * Makes the engine's parameters.
   *
   * @param options every option in effect
   * @param language a code; null lets the engine detect it
   * @param translate whether to translate to English
   * @return new parameters
   */
  static WhisperFullParams parameters(EngineOptions options, String language, boolean translate) {
    WhisperFullParams params =
        new WhisperFullParams(
            options.greedy()
                ? WhisperSamplingStrategy.GREEDY
                : WhisperSamplingStrategy.BEAN_SEARCH);
    params.language = language;
    params.translate = translate;
    params.nThreads = options.integer(EngineOptions.THREADS);
    params.beamSearchBeamSize = options.integer(EngineOptions.BEAM_SIZE);
    params.greedyBestOf = options.integer(EngineOptions.BEST_OF);
    params.temperature = (float) options.number(EngineOptions.TEMPERATURE);
    params.temperatureInc = (float) options.number(EngineOptions.TEMPERATURE_INCREMENT);
    params.entropyThold = (float) options.number(EngineOptions.ENTROPY_THRESHOLD);
    params.logprobThold = (float) options.number(EngineOptions.LOG_PROB_THRESHOLD);
    params.lengthPenalty = (float) options.number(EngineOptions.LENGTH_PENALTY);
    params.initialPrompt = options.initialPrompt().orElse(null);
    params.noContext = options.flag(EngineOptions.NO_CONTEXT);
    params.nMaxTextCtx = options.integer(EngineOptions.MAX_TEXT_CONTEXT);
    params.audioCtx = options.integer(EngineOptions.AUDIO_CONTEXT);
    params.singleSegment = options.flag(EngineOptions.SINGLE_SEGMENT);
    params.noTimestamps = options.flag(EngineOptions.WITHOUT_TIMESTAMPS);
    params.maxInitialTs = (float) options.number(EngineOptions.MAX_INITIAL_TIMESTAMP);
    params.suppressBlank = options.flag(EngineOptions.SUPPRESS_BLANK);
    params.suppressNonSpeechTokens = options.flag(EngineOptions.SUPPRESS_NON_SPEECH_TOKENS);
    params.printProgress = false;
    params.printTimestamps = false;
    params.printRealtime = false;
    params.printSpecial = false;
    return params;
  }
}
