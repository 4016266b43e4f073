package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The model and speech of the examples, for a library that was built for the tests. */
final class CppData {

  /** What a forked process writes line by line, in its own folder. */
  static final String FOUND = "found";

  private CppData() {}

  /** One thread: whisper.cpp's threads spin while they wait, which crawls on a busy machine. */
  static SutSpec tinyEn(Path library) {
    return SutSpec.of("tiny.en", WhisperCppProvider.ID, "tiny.en")
        .withComputeType("q5_1")
        .withOption(WhisperCppOptions.LIBRARY, library.toString())
        .withOption("threads", 1);
  }

  /** Enough of the encoder for six seconds. */
  static SutSpec quick(Path library) {
    return tinyEn(library).withOption("audio_context", 300).withOption("temperature_increment", 0);
  }

  static String text(Sut sut, float[] samples) throws SutException {
    return sut.transcribe(TestData.call(samples), TestData.unwatched()).text();
  }

  static TranscriptionRequest withWords(float[] samples) {
    return new TranscriptionRequest("clip", samples, WORDS);
  }

  /** English, with words and their times. */
  static final TranscriptionTask WORDS =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, false);

  /** Half a minute of speech, over and over. */
  static float[] speech(int seconds) {
    float[] part = TestData.samples(TestData.ROOT.resolve("speech/30s.wav"));
    float[] speech = new float[seconds * TranscriptionRequest.SAMPLE_RATE];
    for (int at = 0; at < speech.length; at += part.length) {
      System.arraycopy(part, 0, speech, at, Math.min(part.length, speech.length - at));
    }
    return speech;
  }

  static float[] begin(float[] samples, double seconds) {
    return Arrays.copyOf(samples, (int) (seconds * TranscriptionRequest.SAMPLE_RATE));
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds a line to what a forked process found. */
  static void found(String line) throws java.io.IOException {
    Files.writeString(
        Path.of(FOUND),
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
