package io.humhelix.bench.backend.onnx.words;

import java.util.Arrays;

/** Dynamic time warping: the path through tokens and positions that collects the most. */
public final class TimeWarp {

  private static final byte DIAGONAL = 0;
  private static final byte NEXT_TOKEN = 1;
  private static final byte NEXT_POSITION = 2;

  private TimeWarp() {}

  /**
   * Finds where each token begins.
   *
   * @param gain {@code [token][position]}, at least one of each: how much a token belongs to a
   *     position
   * @return for each token the first position on the best path
   */
  public static int[] starts(float[][] gain) {
    byte[][] trace = trace(gain);
    int[] starts = new int[gain.length];
    int token = gain.length;
    int position = gain[0].length;
    // Every path begins at the first token and position: nothing else has a finite cost there.
    while (token > 0) {
      starts[token - 1] = position - 1;
      byte step = trace[token][position];
      token -= step == NEXT_POSITION ? 0 : 1;
      position -= step == NEXT_TOKEN ? 0 : 1;
    }
    return starts;
  }

  private static byte[][] trace(float[][] gain) {
    int positions = gain[0].length;
    byte[][] trace = new byte[gain.length + 1][positions + 1];
    float[] above = new float[positions + 1];
    Arrays.fill(above, Float.POSITIVE_INFINITY);
    above[0] = 0;
    for (int i = 1; i <= gain.length; i++) {
      float[] cost = new float[positions + 1];
      cost[0] = Float.POSITIVE_INFINITY;
      for (int j = 1; j <= positions; j++) {
        float both = above[j - 1];
        float token = above[j];
        float position = cost[j - 1];
        // Equal costs go along the audio, as in the reference.
        byte step = NEXT_POSITION;
        float least = position;
        if (both < token && both < position) {
          step = DIAGONAL;
          least = both;
        } else if (token < both && token < position) {
          step = NEXT_TOKEN;
          least = token;
        }
        trace[i][j] = step;
        cost[j] = least - gain[i - 1][j - 1];
      }
      above = cost;
    }
    return trace;
  }
}
