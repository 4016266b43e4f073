package io.humhelix.bench.backend.onnx.features;

import java.util.Arrays;

/**
 * Triangular filters on the Slaney mel scale with Slaney's area normalisation, as {@code
 * librosa.filters.mel} defines them. Each keeps only the bins that it weighs. Immutable.
 */
final class MelFilterbank {

  private static final double LINEAR_HERTZ_PER_MEL = 200.0 / 3;
  private static final double FIRST_LOG_HERTZ = 1000;
  private static final double FIRST_LOG_MEL = FIRST_LOG_HERTZ / LINEAR_HERTZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private final int[] firstBins;
  private final float[][] weights;

  MelFilterbank(MelSettings settings) {
    int bins = settings.fftSize() / 2 + 1;
    double[] edges = edges(settings.mels(), settings.sampleRate() / 2.0);
    firstBins = new int[settings.mels()];
    weights = new float[settings.mels()][];
    double hertzPerBin = (double) settings.sampleRate() / settings.fftSize();
    for (int mel = 0; mel < weights.length; mel++) {
      float[] all = triangle(edges[mel], edges[mel + 1], edges[mel + 2], bins, hertzPerBin);
      int from = 0;
      while (from < bins && all[from] == 0) {
        from++;
      }
      int to = bins;
      while (to > from && all[to - 1] == 0) {
        to--;
      }
      firstBins[mel] = from;
      weights[mel] = Arrays.copyOfRange(all, from, to);
    }
  }

  /** Writes one frame's power in each band. */
  void apply(float[] power, float[] target, int offset) {
    for (int mel = 0; mel < weights.length; mel++) {
      float[] weight = weights[mel];
      int bin = firstBins[mel];
      float sum = 0;
      for (int i = 0; i < weight.length; i++) {
        sum += weight[i] * power[bin + i];
      }
      target[offset + mel] = sum;
    }
  }

  private static double[] edges(int mels, double highest) {
    double top = toMel(highest);
    double[] edges = new double[mels + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = toHertz(top * i / (mels + 1));
    }
    return edges;
  }

  private static float[] triangle(
      double low, double middle, double high, int bins, double hertzPerBin) {
    float[] result = new float[bins];
    double area = 2 / (high - low);
    for (int bin = 0; bin < bins; bin++) {
      double hertz = bin * hertzPerBin;
      double rising = (hertz - low) / (middle - low);
      double falling = (high - hertz) / (high - middle);
      result[bin] = (float) (Math.max(0, Math.min(rising, falling)) * area);
    }
    return result;
  }

  private static double toMel(double hertz) {
    return hertz < FIRST_LOG_HERTZ
        ? hertz / LINEAR_HERTZ_PER_MEL
        : FIRST_LOG_MEL + Math.log(hertz / FIRST_LOG_HERTZ) / LOG_STEP;
  }

  private static double toHertz(double mel) {
    return mel < FIRST_LOG_MEL
        ? mel * LINEAR_HERTZ_PER_MEL
        : FIRST_LOG_HERTZ * Math.exp(LOG_STEP * (mel - FIRST_LOG_MEL));
  }
}
