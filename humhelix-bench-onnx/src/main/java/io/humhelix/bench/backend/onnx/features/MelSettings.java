package io.humhelix.bench.backend.onnx.features;

/**
 * What a model's encoder expects of its features, as {@code preprocessor_config.json} has it.
 *
 * @param mels mel bands: 80, or 128 of the large-v3 models ({@code feature_size})
 * @param sampleRate samples per second ({@code sampling_rate})
 * @param fftSize samples of one frame, even ({@code n_fft})
 * @param hop samples from one frame to the next ({@code hop_length})
 * @param windowSamples samples of one window, a multiple of the hop ({@code n_samples})
 */
public record MelSettings(int mels, int sampleRate, int fftSize, int hop, int windowSamples) {

  /** The settings of every Whisper model before large-v3. */
  public static final MelSettings WHISPER = ofMels(80);

  public MelSettings {
    require(mels > 0, "mel bands", mels, "1 or more");
    require(sampleRate > 0, "sample rate", sampleRate, "1 or more");
    require(fftSize > 1 && fftSize % 2 == 0, "FFT size", fftSize, "even, 2 or more");
    require(hop > 0, "hop", hop, "1 or more");
    require(
        windowSamples >= fftSize && windowSamples % hop == 0,
        "window",
        windowSamples,
        "a multiple of the hop " + hop + " that is no shorter than the FFT size " + fftSize);
  }

  /**
   * Whisper's settings with another number of bands.
   *
   * @param mels mel bands
   * @return 16 kHz, 400-point frames every 160 samples, windows of 30 s
   */
  public static MelSettings ofMels(int mels) {
    return new MelSettings(mels, 16_000, 400, 160, 480_000);
  }

  /**
   * Returns how many frames a window has.
   *
   * @return 3000 for Whisper
   */
  public int windowFrames() {
    return windowSamples / hop;
  }

  /**
   * Returns how many floats the features of one window are.
   *
   * @return bands x frames
   */
  public int windowSize() {
    return mels * windowFrames();
  }

  /**
   * Returns the time from one frame to the next.
   *
   * @return seconds
   */
  public double secondsPerFrame() {
    return (double) hop / sampleRate;
  }

  private static void require(boolean holds, String what, int found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(what + " is " + found + "; it must be " + allowed);
    }
  }
}
