package io.humhelix.bench.audio;

import io.humhelix.bench.result.Issue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A clip as a speech model gets it, and what its file was.
 *
 * <p>Two values are equal when they come from equal bytes and have equal samples.
 *
 * @param samples 16 kHz mono samples within -1 to 1. The array is not copied, since a clip can be
 *     long and is passed on inside timed code: nobody may change it
 * @param sourceSampleRate the file's frames per second
 * @param sourceChannels the file's channels
 * @param sourceEncoding how the file codes its samples, in FFmpeg's codec names
 * @param sourceFrames the frames that are in the file, whatever its header claims
 * @param fileSha256 SHA-256 of the file, 64 lower case hexadecimal digits
 * @param samplesSha256 SHA-256 of {@link #samples} as little-endian float32; the same on every
 *     machine
 * @param resampler {@link #NOT_RESAMPLED} or {@link #RESAMPLER}
 * @param peak the largest magnitude among {@link #samples}, 0 to 1; 1 is full scale
 * @param issues what is odd about the file without making it useless; no errors
 */
public record ClipAudio(
    float[] samples,
    int sourceSampleRate,
    int sourceChannels,
    String sourceEncoding,
    long sourceFrames,
    String fileSha256,
    String samplesSha256,
    String resampler,
    float peak,
    List<Issue> issues) {

  /** The rate of {@link #samples} in Hz: what Whisper and most other speech models take. */
  public static final int SAMPLE_RATE = 16_000;

  /**
   * How far a length in a manifest may be from the truth, in seconds: manifests round to
   * hundredths.
   */
  public static final double ROUNDING_SECONDS = 0.05;

  /** The id of the resampling filter, described in the documentation of {@link AudioReader}. */
  public static final String RESAMPLER = "kaiser-sinc-1";

  /** The value of {@link #resampler} for files of 16 kHz, whose samples stay as they are. */
  public static final String NOT_RESAMPLED = "none";

  public ClipAudio {
    Objects.requireNonNull(samples, "samples");
    Objects.requireNonNull(sourceEncoding, "sourceEncoding");
    Objects.requireNonNull(fileSha256, "fileSha256");
    Objects.requireNonNull(samplesSha256, "samplesSha256");
    Objects.requireNonNull(resampler, "resampler");
    issues = List.copyOf(issues);
  }

  /**
   * Returns the length of the audio in the file: frames / rate, never that of the resampled or
   * padded samples. This is what RTF is computed with.
   *
   * @return seconds, more than 0
   */
  public double durationSeconds() {
    return (double) sourceFrames / sourceSampleRate;
  }

  /**
   * Returns whether the clip is digital silence: every sample is exactly 0. A very quiet clip is
   * not silent; see {@link #peak}.
   *
   * @return whether there is nothing to hear
   */
  public boolean isSilent() {
    return peak == 0;
  }

  /**
   * Returns a part of this clip. It is cut to the frame of the file, and to the sample after
   * resampling: for a file of 16 kHz, its samples are those of a file that was cut beforehand. A
   * part that ends past the file by no more than {@link #ROUNDING_SECONDS} ends with it.
   *
   * @param offset where it begins, in seconds, 0 or more
   * @param length how long it is, in seconds, more than 0; empty if it ends with the file
   * @return the part
   * @throws IllegalArgumentException if it does not lie within the clip, or has no sample
   */
  public ClipAudio part(double offset, OptionalDouble length) {
    long first = Math.round(offset * sourceSampleRate);
    long frames =
        length.isPresent()
            ? Math.round(length.getAsDouble() * sourceSampleRate)
            : sourceFrames - first;
    long past = frames - (sourceFrames - first);
    if (past > 0 && past <= Math.round(ROUNDING_SECONDS * sourceSampleRate)) {
      frames -= past;
    }
    boolean within = first >= 0 && first < sourceFrames && frames <= sourceFrames - first;
    int from = within ? sample(first) : 0;
    int to = within ? Math.min(sample(first + frames), samples.length) : 0;
    if (frames <= 0 || from >= to) {
      throw new IllegalArgumentException(
          "the part begins at "
              + offset
              + " s"
              + (length.isPresent() ? " and is " + length.getAsDouble() + " s long" : "")
              + ", but the file has "
              + durationSeconds()
              + " s");
    }
    float[] cut = Arrays.copyOfRange(samples, from, to);
    return new ClipAudio(
        cut,
        sourceSampleRate,
        sourceChannels,
        sourceEncoding,
        frames,
        fileSha256,
        SampleCollector.sha256(cut),
        resampler,
        SampleCollector.peak(cut),
        issues);
  }

  private int sample(long frame) {
    double exact = (double) frame * SAMPLE_RATE / sourceSampleRate;
    return (int) Math.min(Math.round(exact), Integer.MAX_VALUE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClipAudio that
        && fileSha256.equals(that.fileSha256)
        && samplesSha256.equals(that.samplesSha256)
        && sourceFrames == that.sourceFrames;
  }

  @Override
  public int hashCode() {
    return Objects.hash(fileSha256, samplesSha256);
  }

  /** Leaves the samples out. */
  @Override
  public String toString() {
    return "ClipAudio["
        + durationSeconds()
        + " s, "
        + sourceSampleRate
        + " Hz, "
        + sourceChannels
        + " channels, "
        + sourceEncoding
        + ", sha256 "
        + fileSha256
        + "]";
  }
}
