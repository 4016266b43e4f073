package io.humhelix.bench.backend.onnx.words;

import java.util.Arrays;
import java.util.List;

/**
 * What the heads that follow the audio say together: for each token and position of the audio how
 * much the token belongs there, before DTW finds the path.
 */
public final class AttentionMatrix {

  private AttentionMatrix() {}

  /**
   * Combines heads as the reference: weights are scaled to the positions that hold audio, brought
   * to mean 0 and deviation 1 over the tokens, smoothed by a median along the audio, and averaged
   * over the heads.
   *
   * @param heads one matrix a head, {@code [token][position]}, each row a distribution over all
   *     positions; changed
   * @param positions how many positions hold audio
   * @param medianWidth width of the median filter, odd
   * @return {@code [token][position]}
   */
  public static float[][] of(List<float[][]> heads, int positions, int medianWidth) {
    int tokens = heads.get(0).length;
    float[][] mean = new float[tokens][positions];
    for (float[][] head : heads) {
      for (float[] row : head) {
        toDistribution(row, positions);
      }
      standardise(head, positions);
      float[] window = new float[medianWidth];
      for (int token = 0; token < tokens; token++) {
        for (int i = 0; i < positions; i++) {
          mean[token][i] += median(head[token], positions, i, window) / heads.size();
        }
      }
    }
    return mean;
  }

  /**
   * Scales what lies before the end of the audio to a sum of 1. The reference takes its softmax
   * only over that part, which is the same.
   */
  private static void toDistribution(float[] row, int positions) {
    double sum = 0;
    for (int i = 0; i < positions; i++) {
      sum += row[i];
    }
    if (sum > 0) {
      for (int i = 0; i < positions; i++) {
        row[i] /= (float) sum;
      }
    }
  }

  private static void standardise(float[][] head, int positions) {
    for (int i = 0; i < positions; i++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : head) {
        sum += row[i];
      }
      double mean = sum / head.length;
      for (float[] row : head) {
        squares += (row[i] - mean) * (row[i] - mean);
      }
      double deviation = Math.sqrt(squares / head.length);
      for (float[] row : head) {
        // A position that all tokens look at alike says nothing.
        row[i] = deviation == 0 ? 0 : (float) ((row[i] - mean) / deviation);
      }
    }
  }

  /** The row is mirrored at its ends; one that is too short for that stays as it is. */
  private static float median(float[] row, int positions, int place, float[] window) {
    int half = window.length / 2;
    if (positions <= half) {
      return row[place];
    }
    for (int i = 0; i < window.length; i++) {
      int from = Math.abs(place - half + i);
      window[i] = row[from < positions ? from : 2 * positions - 2 - from];
    }
    Arrays.sort(window);
    return window[half];
  }
}
