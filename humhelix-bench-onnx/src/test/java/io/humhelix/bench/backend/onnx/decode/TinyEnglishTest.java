package io.humhelix.bench.backend.onnx.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions.LongAudio;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions.Timestamps;
import io.humhelix.bench.backend.onnx.runtime.EditedModels;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decodes the shipped speech with the shipped model. What is expected was made in Python over the
 * same ONNX files: texts by a plain loop; times, beams and words by OpenAI's rules in numpy.
 */
class TinyEnglishTest {

  private static final String LIBRIVOX = "librivox/sense_and_sensibility_01_austen_64kb-";
  private static final String ILL_DISPOSED =
      "Unless to be rather cold-hearted and rather selfish is to be ill-disposed.";
  private static final Map<String, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put(
        LIBRIVOX + "0870.wav",
        "And Mr. John Dashwood had then leisure to consider how much there might be prudently in"
            + " his power to do for them.");
    TEXTS.put(LIBRIVOX + "0880.wav", "He was not an old-sposed young man.");
    TEXTS.put(LIBRIVOX + "0890.wav", ILL_DISPOSED);
    TEXTS.put(
        LIBRIVOX + "0920.wav",
        "Had he married a more amiable woman, he might have been made still more respectable than"
            + " he was.");
    TEXTS.put(LIBRIVOX + "0930.wav", "He might even have been made amiable himself.");
    TEXTS.put("5s.wav", ILL_DISPOSED);
    TEXTS.put(
        "30s.wav",
        "And Mr. John Dashwood had then leisure to consider how much there might be prudently in"
            + " his power to do for them. He was not an ill-disposed young man. "
            + ILL_DISPOSED
            + " Had he married a more amiable woman he might have been made still more respectable"
            + " than he was. He might even have been made amiable himself.");
  }

  private static TinyEnglish model;

  @BeforeAll
  static void load() throws Exception {
    model = new TinyEnglish();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  @Tag("slow")
  void textsAreThoseOfThePythonLoop() throws Exception {
    Transcriber transcriber = model.transcriber(DecodingOptions.DEFAULT);
    for (Map.Entry<String, String> clip : TEXTS.entrySet()) {
      List<Segment> heard = new ArrayList<>();
      Transcription result =
          transcriber.transcribe(
              Speech.samples(clip.getKey()), TranscriptionTask.DEFAULT, heard::add);

      assertEquals(clip.getValue(), result.text().strip(), clip.getKey());
      assertEquals(result.segments(), heard);
      WindowReport window = result.windows().get(0);
      assertEquals(0, window.temperature(), "no fallback");
      assertTrue(window.meanLogProbability() > -0.3, () -> "" + window);
      assertTrue(window.silenceProbability() < 0.1, () -> "" + window);
    }
  }

  @Test
  @Tag("slow")
  void aBatchHasTheTextsOfItsClips() throws Exception {
    List<float[]> clips = new ArrayList<>();
    for (String clip : TEXTS.keySet()) {
      clips.add(Speech.samples(clip));
    }

    List<Transcription> results =
        model
            .transcriber(DecodingOptions.DEFAULT)
            .transcribeBatch(clips, TranscriptionTask.DEFAULT, (clip, segment) -> {});

    // Rows share the scale of their quantised activations, so that a near tie may turn: a comma.
    assertEquals(
        TEXTS.values().stream().map(TinyEnglishTest::words).toList(),
        results.stream().map(result -> words(result.text())).toList());
  }

  @Test
  @Tag("slow")
  void callsAtTheSameTimeGetTheSameTexts() throws Exception {
    Transcriber transcriber = model.transcriber(DecodingOptions.DEFAULT);
    List<String> names = List.copyOf(TEXTS.keySet()).subList(0, 4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> calls = new ArrayList<>();
      for (String name : names) {
        float[] samples = Speech.samples(name);
        calls.add(
            threads.submit(
                () ->
                    transcriber
                        .transcribe(samples, TranscriptionTask.DEFAULT, segment -> {})
                        .text()
                        .strip()));
      }
      for (int i = 0; i < calls.size(); i++) {
        assertEquals(TEXTS.get(names.get(i)), calls.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void segmentsHaveTheTimesOfTheReference() throws Exception {
    Transcription result =
        model
            .transcriber(
                DecodingOptions.DEFAULT.withTimestamps(Timestamps.ON).withContext("", true))
            .transcribe(Speech.samples("30s.wav"), TranscriptionTask.DEFAULT, segment -> {});

    double[] starts = {0, 5.68, 8.4, 12.4, 18.76, 23.92, 25.72};
    assertEquals(starts.length, result.segments().size(), result::toString);
    for (int i = 0; i < starts.length; i++) {
      Segment segment = result.segments().get(i);
      assertEquals(starts[i], segment.startSeconds(), 0.11, segment::toString);
      double end = i + 1 < starts.length ? starts[i + 1] : 28.32;
      assertEquals(end, segment.endSeconds(), 0.11, segment::toString);
    }
    assertEquals(words(TEXTS.get("30s.wav")), words(result.text()));
    assertEquals(2, result.windows().size(), "the last sentence has a window of its own");
    // The text before it makes silence likely; without that it is 0.08.
    assertEquals(0.898, result.windows().get(1).silenceProbability(), 0.1);
  }

  @Test
  @Tag("slow")
  void fiveBeamsFindALikelierText() throws Exception {
    Transcription result =
        model
            .transcriber(DecodingOptions.DEFAULT.withSearch(SearchOptions.ofBeams(5)))
            .transcribe(Speech.samples("30s.wav"), TranscriptionTask.DEFAULT, segment -> {});

    assertEquals(TEXTS.get("30s.wav").replace("woman he", "woman, he"), result.text().strip());
    assertEquals(-0.0698, result.windows().get(0).meanLogProbability(), 0.005);
  }

  @Test
  @Tag("slow")
  void longAudioHasAllItsSentences() throws Exception {
    float[] once = Speech.samples("30s.wav");
    float[] twice = Arrays.copyOf(once, 2 * once.length + 16_000);
    System.arraycopy(once, 0, twice, once.length, once.length);
    String expected = words(TEXTS.get("30s.wav") + " " + TEXTS.get("30s.wav"));
    DecodingOptions batched = DecodingOptions.DEFAULT.withLongAudio(LongAudio.BATCHED, 4);

    for (DecodingOptions options : List.of(DecodingOptions.DEFAULT, batched)) {
      List<Segment> heard = new ArrayList<>();
      Transcription result =
          model.transcriber(options).transcribe(twice, TranscriptionTask.DEFAULT, heard::add);

      assertEquals(expected, words(result.text()), () -> options + ": " + result);
      assertEquals(result.segments(), heard);
      assertTrue(result.windows().size() >= 3, result::toString);
      double last = 0;
      for (Segment segment : heard) {
        assertTrue(segment.startSeconds() >= last, result::toString);
        last = segment.endSeconds();
      }
      assertTrue(last > 55 && last < 62, result::toString);
    }
  }

  @Test
  @Tag("slow")
  void wordsHaveTheTimesOfTheReference(@TempDir Path folder) throws Exception {
    String[] words = {
      " Unless",
      " to",
      " be",
      " rather",
      " cold",
      "-hearted",
      " and",
      " rather",
      " selfish",
      " is",
      " to",
      " be",
      " ill",
      "-disposed."
    };
    double[] ends = {
      0.66, 0.84, 1.02, 1.46, 1.9, 2.28, 2.62, 2.8, 3.52, 3.98, 4.18, 4.3, 4.44, 4.9
    };
    EditedModels edited = new EditedModels(folder.resolve("model"));
    edited.exposeCrossAttention();
    TranscriptionTask task =
        new TranscriptionTask(Optional.empty(), TranscriptionTask.Kind.TRANSCRIBE, true, false);
    try (TinyEnglish attentive = new TinyEnglish(edited.read())) {
      Transcription result =
          attentive
              .transcriber(DecodingOptions.DEFAULT.withTimestamps(Timestamps.OFF))
              .transcribe(Speech.samples("5s.wav"), task, segment -> {});

      List<Word> found = result.segments().get(0).words();
      assertEquals(List.of(words), found.stream().map(Word::text).toList());
      for (int i = 0; i < ends.length; i++) {
        Word word = found.get(i);
        assertEquals(i == 0 ? 0 : ends[i - 1], word.startSeconds(), 0.05, word::toString);
        assertEquals(ends[i], word.endSeconds(), 0.05, word::toString);
      }
      assertEquals(1, result.windows().size());
    }
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
  }
}
