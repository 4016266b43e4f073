package io.humhelix.bench.backend.onnx.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.backend.onnx.runtime.EditedModels;
import io.humhelix.bench.backend.onnx.words.SegmentWords;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Word times of the shipped model, whose cross-attention weights are made outputs of the graph,
 * beside those of faster-whisper with the same weights before they were quantised. {@code
 * faster-whisper.json} says how it was made.
 */
@Tag("slow")
class WordTimesTest {

  private static final TranscriptionTask WORDS =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, false);

  private static TinyEnglish model;

  @BeforeAll
  static void load(@TempDir Path folder) throws Exception {
    EditedModels edited = new EditedModels(folder.resolve("model"));
    edited.exposeCrossAttention();
    model = new TinyEnglish(edited.read());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void wordsAreWhereFasterWhisperHearsThem() throws Exception {
    JsonNode clips;
    try (InputStream stream = SegmentWords.class.getResourceAsStream("faster-whisper.json")) {
      clips = new ObjectMapper().readTree(stream).get("clips");
    }
    List<Double> differences = new ArrayList<>();
    int words = 0;
    for (Map.Entry<String, JsonNode> clip : clips.properties()) {
      List<Word> own = words(Speech.samples(clip.getKey()));
      words += own.size();
      int next = 0;
      for (JsonNode other : clip.getValue()) {
        // Quantised weights write some words differently; the next that is written alike counts.
        int place = next;
        while (place < own.size() && !same(own.get(place).text(), other.get(0).asText())) {
          place++;
        }
        if (place < own.size() && place < next + 3) {
          differences.add(Math.abs(own.get(place).startSeconds() - other.get(1).asDouble()));
          differences.add(Math.abs(own.get(place).endSeconds() - other.get(2).asDouble()));
          next = place + 1;
        }
      }
    }
    double[] sorted = differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    assertTrue(sorted.length >= 2 * 0.95 * words, () -> "compared: " + sorted.length);
    assertEquals(0, sorted[sorted.length / 2], 0.011, () -> Arrays.toString(sorted));
    assertEquals(0, sorted[sorted.length - 1], 0.2, () -> Arrays.toString(sorted));
  }

  @Test
  void wordsAndSegmentsEndWithTheClip() throws Exception {
    float[] whole = Speech.samples("30s.wav");
    // Within a word.
    for (double seconds : new double[] {4.6, 5.6, 23.3}) {
      float[] samples = Arrays.copyOf(whole, (int) Math.round(seconds * 16_000));
      for (Segment segment : segments(samples)) {
        assertTrue(segment.endSeconds() <= seconds, segment::toString);
        for (Word word : segment.words()) {
          assertTrue(word.endSeconds() <= seconds, word::toString);
          assertTrue(word.startSeconds() <= word.endSeconds(), word::toString);
        }
      }
    }
  }

  private static List<Word> words(float[] samples) throws Exception {
    return segments(samples).stream().flatMap(segment -> segment.words().stream()).toList();
  }

  private static List<Segment> segments(float[] samples) throws Exception {
    return model
        .transcriber(DecodingOptions.DEFAULT.withFallback(FallbackOptions.NONE))
        .transcribe(samples, WORDS, segment -> {})
        .segments();
  }

  private static boolean same(String one, String other) {
    return letters(one).equals(letters(other));
  }

  private static String letters(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
