package io.humhelix.bench.audio;

import io.humhelix.bench.audio.AudioException.Code;
import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Mixes channels to one by their mean, and looks at every sample of the file on the way. */
final class MonoMix {

  /** Floats that hold integers reach 2^31; what lies beyond is no audio. */
  private static final float LARGEST = 0x1p31f;

  private final Path file;
  private final int channels;
  private float[] mono = new float[0];
  private float peak;
  private long frames;

  MonoMix(Path file, int channels) {
    this.file = file;
    this.channels = channels;
  }

  /**
   * Mixes a block.
   *
   * @return as many samples as there are frames; overwritten by the next call
   * @throws AudioException if a sample is not finite or absurdly large
   */
  float[] mix(float[] interleaved, int count) throws AudioException {
    for (int i = 0; i < count * channels; i++) {
      float magnitude = Math.abs(interleaved[i]);
      // Written so that NaN fails, too.
      if (!(magnitude <= LARGEST)) {
        throw badSample(frames + i / channels, i % channels, interleaved[i]);
      }
      peak = Math.max(peak, magnitude);
    }
    frames += count;
    if (channels == 1) {
      return interleaved;
    }
    if (mono.length < count) {
      mono = new float[count];
    }
    for (int frame = 0; frame < count; frame++) {
      double sum = 0;
      for (int i = frame * channels; i < (frame + 1) * channels; i++) {
        sum += interleaved[i];
      }
      mono[frame] = (float) (sum / channels);
    }
    return mono;
  }

  /** Adds what the samples showed to the issues of the file. */
  List<Issue> issues(List<Issue> ofFile, int clamped) {
    List<Issue> issues = new ArrayList<>(ofFile);
    if (peak > 1) {
      issues.add(
          Issue.warning(
              "audio-over-full-scale",
              String.format(
                  Locale.ROOT,
                  "%s: samples reach %.3g, above the full scale of 1; %d of the clip were clipped",
                  file,
                  peak,
                  clamped),
              "normalise the clip, or export it as 16-bit PCM"));
    } else if (clamped > 0) {
      issues.add(
          Issue.info(
              "audio-clamped",
              file
                  + ": "
                  + clamped
                  + " samples overshot full scale when resampled and were clipped"));
    }
    return issues;
  }

  private AudioException badSample(long frame, int channel, float value) {
    return new AudioException(
        Code.BAD_SAMPLE,
        file,
        "frame " + frame + ", channel " + channel + " is " + value,
        "samples are finite, full scale is 1, and none exceeds 2^31",
        "export the clip again as 16-bit PCM");
  }
}
