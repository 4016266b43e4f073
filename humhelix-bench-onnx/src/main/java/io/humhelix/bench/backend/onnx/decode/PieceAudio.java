package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.features.LogMel;
import io.humhelix.bench.backend.onnx.features.MelWindows;

/**
 * The samples of a piece of a clip and their features, which are computed when needed. For one
 * thread.
 */
final class PieceAudio {

  private final LogMel logMel;
  private final float[] samples;
  private final int from;
  private final int count;
  private MelWindows windows;

  PieceAudio(LogMel logMel, float[] samples, int from, int count) {
    this.logMel = logMel;
    this.samples = samples;
    this.from = from;
    this.count = count;
  }

  /** Returns the length in frames, a last part of one not counted unless there is nothing else. */
  int frames() {
    return count == 0 ? 0 : Math.max(1, count / logMel.settings().hop());
  }

  double offsetSeconds() {
    return (double) from / logMel.settings().sampleRate();
  }

  /** Returns the length of the audio itself, without the silence that fills its last window. */
  double seconds() {
    return (double) count / logMel.settings().sampleRate();
  }

  double secondsPerFrame() {
    return logMel.settings().secondsPerFrame();
  }

  int windowFrames() {
    return logMel.settings().windowFrames();
  }

  /** Writes the window that begins at a frame. */
  void write(int frame, float[] target, int offset) {
    if (frame == 0 && count <= logMel.settings().windowSamples()) {
      logMel.window(samples, from, count, target, offset);
      return;
    }
    if (windows == null) {
      windows = logMel.windows(samples, from, count);
    }
    windows.write(frame, target, offset);
  }
}
