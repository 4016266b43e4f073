package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The model and speech of the examples. */
public final class TestData {

  public static final Path ROOT = Path.of(System.getProperty("humhelix.test.data")).normalize();
  public static final Path MODELS = ROOT.resolve("models");
  public static final Path MODEL = MODELS.resolve("ggml-tiny.en-q5_1.bin");

  private static final int WAV_HEADER = 44;

  private TestData() {}

  /** Reference texts by file, of the five sentences. */
  public static Map<Path, String> sentences() {
    Path folder = ROOT.resolve("speech/librivox");
    Map<Path, String> sentences = new LinkedHashMap<>();
    String number = "sense_and_sensibility_01_austen_64kb-%s.wav";
    sentences.put(
        folder.resolve(number.formatted("0870")),
        "and mister john dashwood had then leisure to consider how much there might be prudently in"
            + " his power to do for them");
    sentences.put(folder.resolve(number.formatted("0880")), "he was not an ill disposed young man");
    sentences.put(
        folder.resolve(number.formatted("0890")),
        "unless to be rather cold hearted and rather selfish is to be ill disposed");
    sentences.put(
        folder.resolve(number.formatted("0920")),
        "had he married a more amiable woman he might have been made still more respectable than he"
            + " was");
    sentences.put(
        folder.resolve(number.formatted("0930")), "he might even have been made amiable himself");
    return sentences;
  }

  public static Path fiveSeconds() {
    return ROOT.resolve("speech/5s.wav");
  }

  /** The samples of a file known to be 16 kHz mono 16-bit PCM with a plain header. */
  public static float[] samples(Path wav) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.position(WAV_HEADER);
      float[] samples = new float[bytes.remaining() / Short.BYTES];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = bytes.getShort() / 32768f;
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One thread: whisper.cpp's threads spin while they wait, which crawls on a busy machine. */
  public static SutSpec tinyEn() {
    return SutSpec.of("tiny.en", WhisperJniProvider.ID, "tiny.en")
        .withComputeType("q5_1")
        .withOption("threads", 1);
  }

  /** Enough of the encoder for six seconds: for tests to which the text does not matter. */
  public static SutSpec quick() {
    return tinyEn().withOption("audio_context", 300).withOption("temperature_increment", 0);
  }

  public static OpenRequest request(SutSpec spec) {
    return request(spec, TranscriptionTask.transcribe("en"));
  }

  public static OpenRequest request(SutSpec spec, TranscriptionTask task) {
    return new OpenRequest(spec, Options.of(spec.options().asMap()), Optional.of(MODELS), task);
  }

  public static TranscriptionRequest call(float[] samples) {
    return new TranscriptionRequest("clip", samples, TranscriptionTask.transcribe("en"));
  }

  /** A watcher to whom nothing matters. */
  public static TranscriptionProgress unwatched() {
    return new TranscriptionProgress() {
      @Override
      public void segmentsReadable() {
        // Of no interest.
      }

      @Override
      public void segment(Segment segment) {
        // Of no interest.
      }
    };
  }
}
