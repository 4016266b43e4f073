package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Where time tokens stand, by the rules of OpenAI's {@code ApplyTimestampRules}: text begins with
 * one; they come in pairs, except before the end of text; they do not decrease, and a segment's end
 * is later than its start; where all times together are likelier than any text token, a time comes.
 * Immutable.
 */
final class TimestampRules {

  private final int endOfText;
  private final int first;
  private final OptionalInt maxInitialIndex;

  TimestampRules(SpecialTokens tokens, OptionalInt maxInitialIndex) {
    this.endOfText = tokens.endOfText();
    this.first = tokens.firstTimestamp();
    this.maxInitialIndex = maxInitialIndex;
  }

  TokenRange apply(float[] logits, TokenRow row) {
    if (row.size() == 0) {
      int to = maxInitialIndex.isEmpty() ? logits.length : first + maxInitialIndex.getAsInt() + 1;
      return new TokenRange(first, Math.min(to, logits.length));
    }
    int from = 0;
    int to = logits.length;
    boolean afterTime = row.fromEnd(0) >= first;
    boolean afterPair = afterTime && (row.size() < 2 || row.fromEnd(1) >= first);
    if (afterPair) {
      to = first;
    } else if (afterTime) {
      from = endOfText;
    }
    int last = row.lastFrom(first);
    if (last >= 0) {
      // A second token of a pair may repeat the first; a segment's end may not repeat its start.
      int bound = afterTime && !afterPair ? last : last + 1;
      Arrays.fill(logits, first, Math.min(bound, logits.length), Float.NEGATIVE_INFINITY);
    }
    if (to > first && timesAreLikelier(logits, from)) {
      from = first;
    }
    return new TokenRange(from, to);
  }

  private boolean timesAreLikelier(float[] logits, int from) {
    float bestTime = Logits.max(logits, first, logits.length);
    float bestText = Logits.max(logits, from, first);
    return bestTime > bestText
        || Logits.logSumExp(logits, first, logits.length, bestTime) > bestText;
  }
}
