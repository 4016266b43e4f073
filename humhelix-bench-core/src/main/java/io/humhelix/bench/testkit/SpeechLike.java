package io.humhelix.bench.testkit;

import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.Random;

/** Made-up sound with the loudness of speech: syllables of a buzz and noise, and pauses. */
final class SpeechLike {

  private static final double SYLLABLES_PER_SECOND = 4;
  private static final double PITCH_HERTZ = 120;

  private SpeechLike() {}

  /** Returns the same samples for the same length. */
  static float[] seconds(int seconds) {
    Random random = new Random(7);
    float[] samples = new float[seconds * TranscriptionRequest.SAMPLE_RATE];
    for (int i = 0; i < samples.length; i++) {
      double time = (double) i / TranscriptionRequest.SAMPLE_RATE;
      double loudness = Math.max(0, Math.sin(2 * Math.PI * SYLLABLES_PER_SECOND * time / 2));
      double buzz = 0;
      for (int harmonic = 1; harmonic <= 6; harmonic++) {
        buzz += Math.sin(2 * Math.PI * PITCH_HERTZ * harmonic * time) / harmonic;
      }
      samples[i] = (float) (loudness * (0.15 * buzz + 0.02 * random.nextGaussian()));
    }
    return samples;
  }
}
