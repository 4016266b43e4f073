package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.backend.onnx.model.WhisperConfig;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which tokens may come next: the suppress lists of the model, the special tokens that belong only
 * in prompts, and, with time tokens, the rules of {@link TimestampRules}. Immutable.
 *
 * <p>Suppressed logits become negative infinity. What is ruled out as a whole range is not written
 * to: {@link #apply} says which range is left.
 */
final class LogitRules {

  private final int[] suppressed;
  private final int[] suppressedAtBegin;
  private final TimestampRules timestamps;

  LogitRules(WhisperConfig config, boolean withTimestamps) {
    SpecialTokens special = config.tokens();
    TreeSet<Integer> never = new TreeSet<>(config.generation().suppressed());
    // The reference adds these to every list. A list has them in most models anyway.
    never.add(special.startOfTranscript());
    never.add(special.startOfPrevious());
    never.add(special.noSpeech());
    Stream.of(special.startOfLanguageModel(), special.transcribe(), special.translate())
        .filter(OptionalInt::isPresent)
        .forEach(token -> never.add(token.getAsInt()));
    if (withTimestamps) {
      never.add(special.noTimestamps());
    }
    suppressed = array(never, config);
    suppressedAtBegin = array(new TreeSet<>(config.generation().suppressedAtBegin()), config);
    timestamps =
        withTimestamps
            ? new TimestampRules(special, config.generation().maxInitialTimestampIndex())
            : null;
  }

  /** Lists that name tokens which the network does not have are cut short, not failed at. */
  private static int[] array(TreeSet<Integer> tokens, WhisperConfig config) {
    return tokens.stream()
        .mapToInt(Integer::intValue)
        .filter(token -> token >= 0 && token < config.sizes().vocabulary())
        .toArray();
  }

  /**
   * Rules tokens out.
   *
   * @param logits over the vocabulary; changed
   * @param row what was taken so far
   * @return the tokens that are left, apart from suppressed ones
   */
  TokenRange apply(float[] logits, TokenRow row) {
    suppress(logits, suppressed);
    if (row.size() == 0) {
      suppress(logits, suppressedAtBegin);
    }
    return timestamps == null ? new TokenRange(0, logits.length) : timestamps.apply(logits, row);
  }

  private static void suppress(float[] logits, int[] tokens) {
    for (int token : tokens) {
      logits[token] = Float.NEGATIVE_INFINITY;
    }
  }
}
