package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions.LongAudio;
import io.humhelix.bench.backend.onnx.decode.FallbackOptions;
import io.humhelix.bench.backend.onnx.decode.SearchOptions;
import io.humhelix.bench.backend.onnx.decode.Transcriber;
import io.humhelix.bench.backend.onnx.decode.Transcription;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import io.humhelix.bench.model.TranscriptionTask;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call needs is made when the network is loaded: calls are timed. */
@Tag("slow")
class NothingMadeInCallsTest {

  private static final TranscriptionTask PLAIN = TranscriptionTask.transcribe("en");
  private static final TranscriptionTask WORDS =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, false);

  /** Every window fails at first, so that draws with several rows follow. */
  private static final FallbackOptions DRAWING =
      new FallbackOptions(
          0, 1, OptionalDouble.of(0.1), OptionalDouble.empty(), OptionalDouble.empty());

  @TempDir Path folder;

  @Test
  void noCallMakesASessionOrKeepsNativeMemory() throws Exception {
    EditedModels models = new EditedModels(folder.resolve("model"));
    models.exposeCrossAttention();
    WhisperModel model = models.read();
    float[] clip = Speech.samples("5s.wav");
    float[] full = Speech.samples("30s.wav");
    float[] longer = Arrays.copyOf(full, full.length + clip.length);
    System.arraycopy(clip, 0, longer, full.length, clip.length);
    DecodingOptions batched = DecodingOptions.DEFAULT.withLongAudio(LongAudio.BATCHED, 3);

    long before = LiveObjects.sessionsMade();
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine(), model)) {
      long loaded = LiveObjects.sessionsMade();
      long held = LiveObjects.count();
      assertEquals(before + 4, loaded, "encoder, decoder, rows of the cache, windows");

      Tokenizer tokenizer = Tokenizer.read(model.tokenizer());
      for (DecodingOptions options :
          List.of(
              DecodingOptions.DEFAULT,
              DecodingOptions.DEFAULT.withSearch(
                  new SearchOptions(3, 1, OptionalDouble.empty(), 2)),
              DecodingOptions.DEFAULT.withFallback(DRAWING),
              batched.withLastBatchPadded(true),
              batched.withLastBatchPadded(false))) {
        Transcriber transcriber = new Transcriber(model.config(), tokenizer, network, options);
        for (TranscriptionTask task : List.of(PLAIN, WORDS)) {
          boolean cuts = options.longAudio() == LongAudio.BATCHED;
          for (float[] samples : List.of(new float[160], cuts ? longer : clip)) {
            Transcription result = transcriber.transcribe(samples, task, segment -> {});
            assertTrue(samples.length < clip.length || !result.text().isBlank(), options::toString);
            assertEquals(loaded, LiveObjects.sessionsMade(), () -> "sessions with " + options);
            assertEquals(held, LiveObjects.count(), () -> "held after a call with " + options);
          }
        }
      }
    }
    assertEquals(0, LiveObjects.count());
  }

  @Test
  void theLastBatchFilledUpHasTheSameText() throws Exception {
    WhisperModel model = TinyModel.model();
    float[] clip = Speech.samples("30s.wav");
    float[] twice = Arrays.copyOf(clip, 2 * clip.length);
    System.arraycopy(clip, 0, twice, clip.length, clip.length);
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine())) {
      Tokenizer tokenizer = Tokenizer.read(model.tokenizer());
      String[] texts = new String[2];
      for (int padded = 0; padded < 2; padded++) {
        texts[padded] =
            new Transcriber(
                    model.config(),
                    tokenizer,
                    network,
                    DecodingOptions.DEFAULT
                        .withLongAudio(LongAudio.BATCHED, 4)
                        .withLastBatchPadded(padded == 1))
                .transcribe(twice, PLAIN, segment -> {})
                .text();
      }
      assertFalse(texts[0].isBlank());
      assertEquals(texts[0], texts[1]);
    }
  }
}
