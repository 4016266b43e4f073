package io.humhelix.bench.backend.onnx.decode;

import java.util.List;
import java.util.SplittableRandom;

/** Chooses a token by the logits of those that are left. */
@FunctionalInterface
interface TokenChoice {

  /** The likeliest one. */
  TokenChoice LIKELIEST =
      (logits, range, max, window) -> Logits.indexOf(logits, range.from(), range.to(), max);

  /**
   * Chooses.
   *
   * @param logits suppressed ones are negative infinity
   * @param range where to choose
   * @param max the largest logit there
   * @param window the row's window
   */
  int choose(float[] logits, TokenRange range, float max, int window);

  /** Draws from the distribution at a temperature; each window has draws of its own. */
  static TokenChoice drawn(double temperature, List<SplittableRandom> randoms) {
    return (logits, range, max, window) -> {
      double total = 0;
      for (int i = range.from(); i < range.to(); i++) {
        total += Math.exp((logits[i] - max) / temperature);
      }
      double left = randoms.get(window).nextDouble() * total;
      int chosen = Logits.indexOf(logits, range.from(), range.to(), max);
      for (int i = range.from(); i < range.to(); i++) {
        double weight = Math.exp((logits[i] - max) / temperature);
        if (weight > 0) {
          chosen = i;
          left -= weight;
          if (left < 0) {
            break;
          }
        }
      }
      return chosen;
    };
  }
}
