package io.humhelix.bench.backend.onnx.features;

import java.util.Arrays;

/**
 * The features of one piece of audio, with windows from any frame. Immutable.
 *
 * <p>What a window has behind the end of the audio: for audio of up to one window, silence on the
 * scale of the audio, as zeros before the transform give it; for longer audio the value 0, with
 * which OpenAI's {@code transcribe} fills up its last window.
 */
public final class MelWindows {

  private final MelSettings settings;
  private final MelPower power;
  private final int frames;
  private final boolean single;

  MelWindows(MelSettings settings, MelPower power, int frames, boolean single) {
    this.settings = settings;
    this.power = power;
    this.frames = frames;
    this.single = single;
  }

  /**
   * Returns the length of the audio.
   *
   * @return whole frames
   */
  public int frames() {
    return frames;
  }

  /**
   * Writes a window.
   *
   * @param first its first frame, from 0
   * @param target {@code [band][frame]}, row-major
   * @param offset where the window begins in the target
   */
  public void write(int first, float[] target, int offset) {
    int width = settings.windowFrames();
    int end = single ? power.frames() : frames;
    int count = Math.max(0, Math.min(width, end - first));
    power.write(first, count, target, offset, width);
    float rest = single ? power.silence() : 0;
    for (int mel = 0; mel < settings.mels(); mel++) {
      int row = offset + mel * width;
      Arrays.fill(target, row + count, row + width, rest);
    }
  }
}
