package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.Arrays;
import java.util.List;

/** Audio of every length, and where its segments lie. */
final class AudioPromises {

  /** Engines work in frames of 10 to 20 ms and round up; Whisper's time marks are 20 ms apart. */
  private static final double SLACK_SECONDS = 0.1;

  private static final int HUNDREDTH = TranscriptionRequest.SAMPLE_RATE / 100;

  private final ContractSubject subject;
  private String usualText;

  AudioPromises(ContractSubject subject) {
    this.subject = subject;
  }

  List<ContractCheck> checks() {
    return List.of(
        subject.check(
            "segments",
            "segments are in the order of the audio, within it, and have text",
            () -> segments(subject.speech())),
        odd("empty-audio", "no samples at all", new float[0]),
        odd("one-sample", "a single sample", new float[] {0.1f}),
        odd("short-audio", "a hundredth of a second", new float[HUNDREDTH]),
        odd("silence", "three seconds of silence", silence(3)),
        odd("full-scale", "a second at full scale", fullScale()),
        subject.check(
            "long-audio",
            "audio longer than a window is transcribed, with segments within it",
            () -> segments(longClip())));
  }

  /** Odd audio may be refused, but only in the declared way, and the next call must work. */
  private ContractCheck odd(String id, String what, float[] samples) {
    return subject.check(
        id,
        what + " gives a transcript or a SutException, and the next call works as before",
        () -> {
          String usual = usualText();
          try (Sut sut = subject.open()) {
            try {
              placed(subject.call(sut, samples), samples.length);
            } catch (SutException e) {
              unless(
                  e.getMessage() != null && !e.getMessage().isBlank(),
                  "it threw a SutException without a message",
                  "Say what is wrong with the audio.");
            }
            String after = subject.call(sut, subject.speech()).text();
            unless(
                usual.isBlank() == after.isBlank(),
                "it wrote '" + usual + "', and after " + what + " '" + after + "'",
                "Leave the system usable after odd audio.");
          }
        });
  }

  /** The text of the speech in a system that saw nothing else; asked for once, for slow engines. */
  private synchronized String usualText() throws SutException {
    if (usualText == null) {
      try (Sut sut = subject.open()) {
        usualText = subject.call(sut, subject.speech()).text();
      }
    }
    return usualText;
  }

  private void segments(float[] samples) throws SutException {
    try (Sut sut = subject.open()) {
      placed(subject.call(sut, samples), samples.length);
    }
  }

  private static void placed(Transcript transcript, int samples) {
    double end = (double) samples / TranscriptionRequest.SAMPLE_RATE + SLACK_SECONDS;
    double last = 0;
    for (Segment segment : transcript.segments()) {
      unless(
          segment.startSeconds() >= 0
              && segment.startSeconds() <= segment.endSeconds()
              && segment.endSeconds() <= end,
          segment + " is not within a clip of " + (end - SLACK_SECONDS) + " s",
          "Give seconds within the clip, and cut what the engine puts after its end.");
      unless(
          segment.startSeconds() >= last,
          segment + " starts before the previous one, at " + last + " s",
          "Return segments in the order of the audio.");
      last = segment.startSeconds();
      for (Word word : segment.words()) {
        unless(
            word.startSeconds() >= 0
                && word.startSeconds() <= word.endSeconds()
                && word.endSeconds() <= end,
            word + " is not within a clip of " + (end - SLACK_SECONDS) + " s",
            "Give seconds within the clip.");
      }
    }
  }

  private static float[] silence(int seconds) {
    return new float[seconds * TranscriptionRequest.SAMPLE_RATE];
  }

  private static float[] fullScale() {
    float[] samples = new float[TranscriptionRequest.SAMPLE_RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i / 20 % 2 == 0 ? 1 : -1;
    }
    return samples;
  }

  /** The speech over and over. */
  private float[] longClip() {
    float[] speech = subject.speech();
    float[] samples =
        Arrays.copyOf(speech, subject.longSeconds() * TranscriptionRequest.SAMPLE_RATE);
    for (int from = speech.length; from < samples.length; from += speech.length) {
      System.arraycopy(speech, 0, samples, from, Math.min(speech.length, samples.length - from));
    }
    return samples;
  }
}
