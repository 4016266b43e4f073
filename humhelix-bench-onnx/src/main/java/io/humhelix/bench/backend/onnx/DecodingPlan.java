package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.decode.DecodingOptions;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions.LongAudio;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions.Timestamps;
import io.humhelix.bench.backend.onnx.decode.FallbackOptions;
import io.humhelix.bench.backend.onnx.decode.SearchOptions;
import io.humhelix.bench.backend.onnx.model.GenerationConfig;
import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.backend.onnx.model.WhisperConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Turns the options of a definition into what the decoder takes. */
final class DecodingPlan {

  /** Values of options at which a threshold is not looked at. */
  static final double ANY_COMPRESSION_RATIO = 0;

  static final double ANY_LOG_PROBABILITY = -100;
  private static final double ANY_SILENCE = 1;

  private DecodingPlan() {}

  static DecodingOptions of(OnnxOptions options, boolean padsLastBatch) {
    SearchOptions search =
        new SearchOptions(
            options.integer(OnnxOptions.BEAM_SIZE),
            options.number(OnnxOptions.PATIENCE),
            options
                .optionalNumber(OnnxOptions.LENGTH_PENALTY)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty()),
            options.integer(OnnxOptions.BEST_OF));
    FallbackOptions fallback =
        new FallbackOptions(
            options.number(OnnxOptions.TEMPERATURE),
            options.number(OnnxOptions.TEMPERATURE_INCREMENT),
            unless(ANY_COMPRESSION_RATIO, options.number(OnnxOptions.COMPRESSION_RATIO_THRESHOLD)),
            unless(ANY_LOG_PROBABILITY, options.number(OnnxOptions.LOG_PROB_THRESHOLD)),
            unless(ANY_SILENCE, options.number(OnnxOptions.NO_SPEECH_THRESHOLD)));
    return new DecodingOptions(
        search,
        fallback,
        Timestamps.valueOf(options.word(OnnxOptions.TIMESTAMPS).toUpperCase(Locale.ROOT)),
        LongAudio.valueOf(options.word(OnnxOptions.LONG_AUDIO).toUpperCase(Locale.ROOT)),
        options.flag(OnnxOptions.CONDITION_ON_PREVIOUS_TEXT),
        options.text(OnnxOptions.INITIAL_PROMPT).orElse(""),
        options.integer(OnnxOptions.BATCH_SIZE),
        padsLastBatch,
        options
            .optionalInteger(OnnxOptions.MAX_NEW_TOKENS)
            .map(Math::toIntExact)
            .orElse(Integer.MAX_VALUE),
        options.integer(OnnxOptions.SEED));
  }

  /** The model's configuration with what the options say otherwise. */
  static WhisperConfig config(WhisperConfig config, OnnxOptions options) {
    Optional<Double> latest = options.optionalNumber(OnnxOptions.MAX_INITIAL_TIMESTAMP);
    if (latest.isEmpty()) {
      return config;
    }
    GenerationConfig own = config.generation();
    int index = (int) Math.round(latest.get() / SpecialTokens.TIME_STEP_SECONDS);
    return new WhisperConfig(
        config.sizes(),
        new GenerationConfig(
            own.maxTokens(),
            own.suppressed(),
            own.suppressedAtBegin(),
            OptionalInt.of(index),
            own.alignmentHeads(),
            own.medianFilterWidth()),
        config.tokens());
  }

  private static OptionalDouble unless(double off, double value) {
    return value == off ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
