package io.humhelix.bench.backend.onnx.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts long audio into pieces of at most one window, each at the quietest place of its last sixth
 * (5 s of 30 s), so that words are seldom cut in two. Immutable.
 */
final class QuietCuts {

  /** How finely a quiet place is looked for, as a part of a second. */
  private static final int STEPS_PER_SECOND = 50;

  /** Steps that must be quiet together: 0.2 s, more than the pause within a word. */
  private static final int QUIET_STEPS = 10;

  private final int windowSamples;
  private final int step;

  QuietCuts(int windowSamples, int sampleRate) {
    this.windowSamples = windowSamples;
    this.step = Math.max(1, sampleRate / STEPS_PER_SECOND);
  }

  /** Returns where pieces begin, and the end of the last. */
  List<Integer> of(float[] samples) {
    List<Integer> cuts = new ArrayList<>();
    int from = 0;
    cuts.add(0);
    while (samples.length - from > windowSamples) {
      from = quietest(samples, from + windowSamples - windowSamples / 6, from + windowSamples);
      cuts.add(from);
    }
    cuts.add(samples.length);
    return cuts;
  }

  /** Returns the middle of the quiet stretch with the least energy between two places. */
  private int quietest(float[] samples, int low, int high) {
    int steps = (high - low) / step;
    double[] energy = new double[steps];
    for (int i = 0; i < steps; i++) {
      for (int j = low + i * step; j < low + (i + 1) * step; j++) {
        energy[i] += samples[j] * samples[j];
      }
    }
    int length = Math.min(QUIET_STEPS, steps);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += energy[i];
    }
    double least = sum;
    int best = 0;
    for (int i = 1; i + length <= steps; i++) {
      sum += energy[i + length - 1] - energy[i - 1];
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return low + (best + length / 2) * step;
  }
}
