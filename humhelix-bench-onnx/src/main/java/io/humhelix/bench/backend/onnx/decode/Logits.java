package io.humhelix.bench.backend.onnx.decode;

/** Sums and maxima over a vocabulary's logits, within a range of tokens. */
final class Logits {

  /**
   * Exponentials of logits no further below the largest than this are computed, others looked up.
   */
  private static final float NEAR = 8;

  /** What lies further below than this is left out: 1e-12 of the largest each. */
  private static final int FAR = 28;

  private static final int STEPS_PER_UNIT = 128;

  /**
   * Exponentials in the middle of each step. The vocabulary's bulk lies far below the largest logit
   * and its errors have both signs, so that the sum is right to about 1e-5, at a fifth of the time
   * that {@link Math#exp} takes for every token.
   */
  private static final float[] EXPONENTIALS = new float[STEPS_PER_UNIT * FAR + 1];

  static {
    for (int i = 0; i < EXPONENTIALS.length - 1; i++) {
      EXPONENTIALS[i] = (float) Math.exp(-(i + 0.5) / STEPS_PER_UNIT);
    }
  }

  private Logits() {}

  /** Returns the first token that has the largest logit. */
  static int argmax(float[] logits, int from, int to) {
    return indexOf(logits, from, to, max(logits, from, to));
  }

  /** Returns the first token that has a logit, or the range's first. */
  static int indexOf(float[] logits, int from, int to, float value) {
    for (int i = from; i < to; i++) {
      if (logits[i] == value) {
        return i;
      }
    }
    return from;
  }

  /** Returns the largest logit; negative infinity in an empty range. */
  static float max(float[] logits, int from, int to) {
    // Eight chains: one alone waits for itself at every element.
    float a = Float.NEGATIVE_INFINITY;
    float b = a;
    float c = a;
    float d = a;
    float e = a;
    float f = a;
    float g = a;
    float h = a;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a = logits[i] > a ? logits[i] : a;
      b = logits[i + 1] > b ? logits[i + 1] : b;
      c = logits[i + 2] > c ? logits[i + 2] : c;
      d = logits[i + 3] > d ? logits[i + 3] : d;
      e = logits[i + 4] > e ? logits[i + 4] : e;
      f = logits[i + 5] > f ? logits[i + 5] : f;
      g = logits[i + 6] > g ? logits[i + 6] : g;
      h = logits[i + 7] > h ? logits[i + 7] : h;
    }
    for (; i < to; i++) {
      a = logits[i] > a ? logits[i] : a;
    }
    float left = Math.max(Math.max(a, b), Math.max(c, d));
    return Math.max(left, Math.max(Math.max(e, f), Math.max(g, h)));
  }

  /**
   * Returns the logarithm of the sum of exponentials.
   *
   * @param max the range's largest logit
   */
  static double logSumExp(float[] logits, int from, int to, float max) {
    if (max == Float.NEGATIVE_INFINITY) {
      return max;
    }
    double near = 0;
    float far = 0;
    int last = EXPONENTIALS.length - 1;
    for (int i = from; i < to; i++) {
      float below = max - logits[i];
      if (below < NEAR) {
        near += Math.exp(-below);
      } else {
        far += EXPONENTIALS[Math.min((int) (below * STEPS_PER_UNIT), last)];
      }
    }
    return max + Math.log(near + far);
  }

  /** Returns the probability of one token among all. */
  static double probability(float[] logits, int token) {
    float max = max(logits, 0, logits.length);
    return Math.exp(logits[token] - logSumExp(logits, 0, logits.length, max));
  }

  /**
   * Finds the tokens with the largest logits, largest first, the lower token first among equals.
   *
   * @param tokens receives the tokens
   * @return how many there are: fewer than requested if the others are suppressed
   */
  static int top(float[] logits, int from, int to, int[] tokens) {
    int count = 0;
    float least = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      float logit = logits[i];
      if (logit > least || count < tokens.length && logit > Float.NEGATIVE_INFINITY) {
        int place = count < tokens.length ? count++ : count - 1;
        while (place > 0 && logits[tokens[place - 1]] < logit) {
          tokens[place] = tokens[place - 1];
          place--;
        }
        tokens[place] = i;
        least = count < tokens.length ? Float.NEGATIVE_INFINITY : logits[tokens[count - 1]];
      }
    }
    return count;
  }
}
