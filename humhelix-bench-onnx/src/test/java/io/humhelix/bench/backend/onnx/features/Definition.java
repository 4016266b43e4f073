package io.humhelix.bench.backend.onnx.features;

/**
 * The features as their definition has them: a plain sum for each bin, no FFT, no sparse filter, in
 * double precision. Slow, and written from the formulas alone.
 */
final class Definition {

  /**
   * By their place in a turn of 400: hundreds of millions are needed for half a minute of audio.
   */
  private static final double[] HANN = new double[400];

  private static final double[] COSINES = new double[400];
  private static final double[] SINES = new double[400];

  static {
    for (int i = 0; i < 400; i++) {
      HANN[i] = Math.pow(Math.sin(Math.PI * i / 400), 2);
      COSINES[i] = Math.cos(2 * Math.PI * i / 400);
      SINES[i] = Math.sin(2 * Math.PI * i / 400);
    }
  }

  private final double[] padded;
  private final double[][] filters;

  /** Mirrors 200 samples at both ends. */
  Definition(int mels, float[] samples) {
    padded = new double[samples.length + 400];
    for (int i = 0; i < padded.length; i++) {
      int place = Math.abs(i - 200);
      padded[i] = samples[place < samples.length ? place : 2 * samples.length - 2 - place];
    }
    filters = new double[mels][201];
    for (int mel = 0; mel < mels; mel++) {
      double low = hertz(mel * mel(8000) / (mels + 1));
      double middle = hertz((mel + 1) * mel(8000) / (mels + 1));
      double high = hertz((mel + 2) * mel(8000) / (mels + 1));
      for (int bin = 0; bin <= 200; bin++) {
        double f = bin * 40;
        double slope = f < middle ? (f - low) / (middle - low) : (high - f) / (high - middle);
        filters[mel][bin] = Math.max(0, slope) * 2 / (high - low);
      }
    }
  }

  /** Returns log10 of the power of one frame's bands. */
  double[] logarithms(int frame) {
    double[] power = new double[201];
    for (int bin = 0; bin <= 200; bin++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < 400; i++) {
        double windowed = padded[frame * 160 + i] * HANN[i];
        re += windowed * COSINES[bin * i % 400];
        im -= windowed * SINES[bin * i % 400];
      }
      power[bin] = re * re + im * im;
    }
    double[] result = new double[filters.length];
    for (int mel = 0; mel < result.length; mel++) {
      double sum = 0;
      for (int bin = 0; bin <= 200; bin++) {
        sum += filters[mel][bin] * power[bin];
      }
      result[mel] = Math.log10(Math.max(sum, 1e-10));
    }
    return result;
  }

  /** Returns the largest logarithm of the first frames. */
  double top(int frames) {
    double top = -10;
    for (int frame = 0; frame < frames; frame++) {
      for (double value : logarithms(frame)) {
        top = Math.max(top, value);
      }
    }
    return top;
  }

  /** Returns the largest logarithm, looked for only in the frame where the features are largest. */
  double loudest(float[] features, int count) {
    if (count == 0) {
      return -10;
    }
    int at = 0;
    for (int i = 0; i < features.length; i++) {
      at = features[i] > features[at] ? i : at;
    }
    double top = -10;
    for (double value : logarithms(at % 3000)) {
      top = Math.max(top, value);
    }
    return top;
  }

  /** Returns one frame's features. */
  float[] frame(int frame, double top) {
    double[] values = logarithms(frame);
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) ((Math.max(values[i], top - 8) + 4) / 4);
    }
    return result;
  }

  private static double mel(double hertz) {
    return hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * Math.log(hertz / 1000) / Math.log(6.4);
  }

  private static double hertz(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1000 * Math.pow(6.4, (mel - 15) / 27);
  }
}
