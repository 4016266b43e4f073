package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.Locale;

/**
 * Audio that is too short for whisper.cpp, 1.7.6 to 1.9.3. Its spectrogram loses 200 samples at the
 * end, and has frames of 160 samples.
 */
final class ShortAudio {

  /** Fewest samples with which it does any work: on more than 10 frames. */
  static final int FEWEST_SAMPLES = 1_800;

  /** Fewest of which words are aligned: the median filter of the alignment asserts 16 frames. */
  static final int FEWEST_ALIGNED_SAMPLES = 2_600;

  private ShortAudio() {}

  /**
   * Refuses a clip.
   *
   * @param request a call
   * @param aligned whether it aligns words by dynamic time warping
   * @throws SutException of kind AUDIO if the engine would do nothing, or end the process
   */
  static void refuse(TranscriptionRequest request, boolean aligned) throws SutException {
    int samples = request.samples().length;
    if (samples < FEWEST_SAMPLES) {
      throw refusal(
          request,
          FEWEST_SAMPLES,
          "whisper.cpp does no work on less than %.4f s and returns no text");
    }
    if (aligned && samples < FEWEST_ALIGNED_SAMPLES) {
      throw refusal(
          request,
          FEWEST_ALIGNED_SAMPLES,
          "with word_times: dtw, whisper.cpp ends the process on less than %.4f s");
    }
  }

  private static SutException refusal(TranscriptionRequest request, int fewest, String why) {
    return new SutException(
        FailureKind.AUDIO,
        String.format(
            Locale.ROOT,
            "clip %s has %.4f s of audio; " + why,
            request.clipId(),
            request.seconds(),
            (double) fewest / TranscriptionRequest.SAMPLE_RATE),
        "Leave the clip out, or append silence to it.");
  }
}
