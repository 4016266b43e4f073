package io.humhelix.bench.backend.onnx.features;

/**
 * Power in each mel band, frame after frame, before the logarithm. Frames behind the stored ones
 * are silent.
 */
final class MelPower {

  /** Smallest power that the logarithm is taken of, from the reference. */
  private static final float FLOOR = 1e-10f;

  /** What lies this far below the loudest place, in powers of ten, is cut off. */
  private static final double RANGE = 8;

  private static final double LOG10 = 1 / Math.log(10);

  /** Frames whose values are written together, so that rows are filled by whole cache lines. */
  private static final int BLOCK = 16;

  private final int mels;
  private final float[] power;
  private final int frames;
  private final float threshold;
  private final float lowest;

  /**
   * Takes over a filled array.
   *
   * @param power {@code [frame][band]}
   * @param frames how many frames are filled
   */
  MelPower(int mels, float[] power, int frames) {
    this.mels = mels;
    this.power = power;
    this.frames = frames;
    float loudest = FLOOR;
    for (int i = 0; i < frames * mels; i++) {
      loudest = Math.max(loudest, power[i]);
    }
    double top = Math.log10(loudest);
    double cut = Math.max(top - RANGE, Math.log10(FLOOR));
    this.threshold = (float) Math.pow(10, cut);
    this.lowest = scaled(cut);
  }

  int frames() {
    return frames;
  }

  /** Returns what a silent frame's features are. */
  float silence() {
    return lowest;
  }

  /**
   * Writes features.
   *
   * @param first first frame
   * @param count how many of the stored frames
   * @param target row after row, one a band
   * @param offset place of the first row
   * @param width length of a row
   */
  void write(int first, int count, float[] target, int offset, int width) {
    for (int block = 0; block < count; block += BLOCK) {
      int end = Math.min(count, block + BLOCK);
      for (int mel = 0; mel < mels; mel++) {
        int row = offset + mel * width;
        for (int frame = block; frame < end; frame++) {
          float value = power[(first + frame) * mels + mel];
          target[row + frame] = value > threshold ? scaled(Math.log(value) * LOG10) : lowest;
        }
      }
    }
  }

  private static float scaled(double log10) {
    return (float) ((log10 + 4) / 4);
  }
}
