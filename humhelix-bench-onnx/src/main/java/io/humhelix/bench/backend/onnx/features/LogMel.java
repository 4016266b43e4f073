package io.humhelix.bench.backend.onnx.features;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Log-mel features of Whisper. Thread-safe; buffers are kept from call to call, as many as there
 * were calls at once.
 *
 * <p>Up to 30 s of audio are followed by zeros before the transform, and the loudest place of the
 * window sets the scale, as the feature extractor of Hugging Face transformers does it, with which
 * exported models are used. Longer audio is transformed as a whole and its loudest place sets the
 * scale of every window, as in OpenAI's {@code whisper.audio.log_mel_spectrogram}; see {@link
 * MelWindows}.
 */
public final class LogMel {

  private final MelSettings settings;
  private final MelFilterbank filters;
  private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

  /**
   * Prepares the filters.
   *
   * @param settings what the model expects
   */
  public LogMel(MelSettings settings) {
    this.settings = settings;
    this.filters = new MelFilterbank(settings);
  }

  /**
   * Returns what the model expects.
   *
   * @return the settings
   */
  public MelSettings settings() {
    return settings;
  }

  /**
   * Writes the features of up to one window of audio.
   *
   * @param samples mono samples at the settings' rate
   * @param from first sample
   * @param count how many samples, at most {@link MelSettings#windowSamples()}; may be 0
   * @param target {@code [band][frame]} of the window, row-major
   * @param offset where the window begins in the target
   */
  public void window(float[] samples, int from, int count, float[] target, int offset) {
    if (count > settings.windowSamples()) {
      throw new IllegalArgumentException(
          count + " samples are more than a window of " + settings.windowSamples());
    }
    Workspace workspace = take();
    int width = settings.windowFrames();
    Signal signal = new Signal(samples, from, count, settings.windowSamples());
    int frames = Math.min(width, framesReached(count));
    workspace.transform(signal, frames, workspace.power);
    MelPower power = new MelPower(settings.mels(), workspace.power, frames);
    power.write(0, frames, target, offset, width);
    silence(power, frames, target, offset);
    idle.add(workspace);
  }

  /**
   * Transforms audio of any length; windows can then start at any frame.
   *
   * @param samples mono samples at the settings' rate
   * @param from first sample
   * @param count how many samples
   * @return its features
   */
  public MelWindows windows(float[] samples, int from, int count) {
    boolean single = count <= settings.windowSamples();
    long length = single ? settings.windowSamples() : (long) count + settings.windowSamples();
    int content = count / settings.hop();
    int frames = single ? Math.min(settings.windowFrames(), framesReached(count)) : content;
    float[] power = new float[Math.multiplyExact(Math.max(1, frames), settings.mels())];
    Workspace workspace = take();
    workspace.transform(new Signal(samples, from, count, length), frames, power);
    idle.add(workspace);
    return new MelWindows(settings, new MelPower(settings.mels(), power, frames), content, single);
  }

  /** Returns how many frames see at least one sample of so many. */
  private int framesReached(int count) {
    return count == 0 ? 0 : (count - 1 + settings.fftSize() / 2) / settings.hop() + 1;
  }

  private void silence(MelPower power, int frames, float[] target, int offset) {
    int width = settings.windowFrames();
    for (int mel = 0; mel < settings.mels(); mel++) {
      int row = offset + mel * width;
      Arrays.fill(target, row + frames, row + width, power.silence());
    }
  }

  private Workspace take() {
    Workspace workspace = idle.poll();
    return workspace == null ? new Workspace() : workspace;
  }

  private final class Workspace {

    private final FrameTransform transform = new FrameTransform(settings, filters);
    private final float[] power = new float[settings.windowSize()];

    void transform(Signal signal, int count, float[] target) {
      int half = settings.fftSize() / 2;
      for (int frame = 0; frame < count; frame++) {
        long begin = (long) frame * settings.hop() - half;
        int place = frame * settings.mels();
        if (begin >= 0 && begin + settings.fftSize() <= signal.count()) {
          transform.inside(signal.samples(), signal.from() + (int) begin, target, place);
        } else {
          transform.atEdge(signal, begin, target, place);
        }
      }
    }
  }
}
