package io.humhelix.bench.audio;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.util.List;

/**
 * The audio of an open file at its own rate and channel count, read once from start to end. A
 * stream belongs to one thread.
 */
public interface AudioStream {

  /**
   * Returns the sampling rate.
   *
   * @return frames per second, 1 to {@link AudioReader#MAX_SAMPLE_RATE}
   */
  int sampleRate();

  /**
   * Returns the number of channels.
   *
   * @return samples per frame, 1 to {@link AudioReader#MAX_CHANNELS}
   */
  int channels();

  /**
   * Returns how the samples are coded in the file, in FFmpeg's codec names ({@code pcm_s16le},
   * {@code pcm_mulaw}).
   *
   * @return the name, not empty
   */
  String encoding();

  /**
   * Returns the number of frames that are really in the file, whatever its header claims.
   *
   * @return the number of frames, 1 or more
   */
  long frames();

  /**
   * Returns what is odd about the file without making it useless.
   *
   * @return the issues, none of them an error; immutable
   */
  List<Issue> issues();

  /**
   * Decodes the next frames. Full scale is -1 to 1; files of float samples may exceed it.
   *
   * @param interleaved where to put the samples, {@link #channels} a frame
   * @return the number of frames decoded, at least 1 and at most {@code interleaved.length /
   *     channels()}; or -1 when {@link #frames} frames have been read
   * @throws AudioException if the content is damaged
   * @throws IOException if the bytes can't be read, or if fewer are there than when the file was
   *     opened
   */
  int read(float[] interleaved) throws IOException;
}
