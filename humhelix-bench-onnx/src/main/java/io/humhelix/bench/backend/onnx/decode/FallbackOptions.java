package io.humhelix.bench.backend.onnx.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * When a window counts as failed and is decoded again at a higher temperature, and when it counts
 * as silence, as in OpenAI's {@code transcribe}.
 *
 * @param temperature of the first try, 0 to 1; 0 takes the likeliest token
 * @param increment added for each further try up to 1; 0 for no further try
 * @param maxCompressionRatio text that compresses better than this repeats itself: failed
 * @param minLogProbability a mean log probability of the tokens below this: failed
 * @param silenceProbability a window with a probability of silence above this has no text, unless
 *     its mean log probability is above the minimum; and it never counts as failed for that mean
 */
public record FallbackOptions(
    double temperature,
    double increment,
    OptionalDouble maxCompressionRatio,
    OptionalDouble minLogProbability,
    OptionalDouble silenceProbability) {

  /** The reference's: 0, 0.2, 2.4, -1 and 0.6. */
  public static final FallbackOptions REFERENCE =
      new FallbackOptions(
          0, 0.2, OptionalDouble.of(2.4), OptionalDouble.of(-1), OptionalDouble.of(0.6));

  /** One try at temperature 0, whose text is kept: what a plain loop does. */
  public static final FallbackOptions NONE =
      new FallbackOptions(
          0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  public FallbackOptions {
    Objects.requireNonNull(maxCompressionRatio, "maxCompressionRatio");
    Objects.requireNonNull(minLogProbability, "minLogProbability");
    Objects.requireNonNull(silenceProbability, "silenceProbability");
    Checks.require(temperature >= 0 && temperature <= 1, "temperature", temperature, "0 to 1");
    Checks.require(
        increment == 0 || increment >= 0.01 && increment <= 1,
        "temperature increment",
        increment,
        "0 or 0.01 to 1");
  }

  /** Returns the temperatures to try, in order. */
  List<Double> temperatures() {
    List<Double> all = new ArrayList<>();
    all.add(temperature);
    for (int i = 1; increment > 0 && temperature + i * increment < 1 + 1e-6; i++) {
      all.add(temperature + i * increment);
    }
    return all;
  }

  /** Returns whether log probabilities are looked at, which cost a pass over the vocabulary. */
  boolean needsLogProbabilities() {
    return minLogProbability.isPresent();
  }

  /** Returns whether a window is to be decoded again. */
  boolean failed(DecodedWindow window) {
    boolean unlikely = unlikely(window);
    if (unlikely && silenceProbability.isPresent() && soundsSilent(window)) {
      return false;
    }
    boolean repeats =
        maxCompressionRatio.isPresent()
            && window.compressionRatio() > maxCompressionRatio.getAsDouble();
    return repeats || unlikely;
  }

  /** Returns whether a window's text is to be dropped. */
  boolean silent(DecodedWindow window) {
    if (silenceProbability.isEmpty() || !soundsSilent(window)) {
      return false;
    }
    return minLogProbability.isEmpty()
        || window.meanLogProbability() <= minLogProbability.getAsDouble();
  }

  private boolean unlikely(DecodedWindow window) {
    return minLogProbability.isPresent()
        && window.meanLogProbability() < minLogProbability.getAsDouble();
  }

  private boolean soundsSilent(DecodedWindow window) {
    return window.silenceProbability() > silenceProbability.orElse(Double.POSITIVE_INFINITY);
  }
}
