package io.humhelix.bench.backend.onnx.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decodes the shipped speech with the shipped model; texts by a plain Python loop over it. */
class TinyEnglishTest {

  private static final String LIBRIVOX = "librivox/sense_and_sensibility_01_austen_64kb-";

  private static final Map<String, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put(
        LIBRIVOX + "0870.wav",
        "And Mr. John Dashwood had then leisure to consider how much there might be prudently in"
            + " his power to do for them.");
    TEXTS.put(LIBRIVOX + "0880.wav", "He was not an old-sposed young man.");
    TEXTS.put(LIBRIVOX + "0890.wav", TinyEnglish.ILL_DISPOSED);
    TEXTS.put(
        LIBRIVOX + "0920.wav",
        "Had he married a more amiable woman, he might have been made still more respectable than"
            + " he was.");
    TEXTS.put(LIBRIVOX + "0930.wav", "He might even have been made amiable himself.");
    TEXTS.put("5s.wav", TinyEnglish.ILL_DISPOSED);
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
  void textsAreThoseOfThePythonLoop() throws Exception {
    Transcriber transcriber = model.transcriber(DecodingOptions.DEFAULT);
    for (Map.Entry<String, String> clip : TEXTS.entrySet()) {
      List<Segment> heard = new ArrayList<>();
      Transcription result =
          transcriber.transcribe(
              Speech.samples(clip.getKey()), TranscriptionTask.DEFAULT, heard::add);
      System.out.println(result);
      assertEquals(clip.getValue(), result.text().strip(), clip.getKey());
      assertEquals(result.segments(), heard);
    }
    Transcription r =
        transcriber.transcribe(Speech.samples("30s.wav"), TranscriptionTask.DEFAULT, s -> {});
    System.out.println(r);
    for (String o : new String[] {"ts", "beam", "beamts"}) {
      DecodingOptions op = DecodingOptions.DEFAULT;
      if (o.contains("ts")) op = op.withTimestamps(DecodingOptions.Timestamps.ON);
      if (o.contains("beam")) op = op.withSearch(SearchOptions.ofBeams(5));
      System.out.println(
          o
              + " "
              + model
                  .transcriber(op)
                  .transcribe(Speech.samples("30s.wav"), TranscriptionTask.DEFAULT, s -> {}));
    }
    float[] y = Speech.samples("30s.wav");
    float[] z = Arrays.copyOf(y, y.length * 3);
    System.arraycopy(y, 0, z, y.length, y.length);
    System.arraycopy(y, 0, z, 2 * y.length, y.length);
    System.out.println(transcriber.transcribe(z, TranscriptionTask.DEFAULT, System.out::println));
    System.out.println(
        model
            .transcriber(
                DecodingOptions.DEFAULT.withLongAudio(DecodingOptions.LongAudio.BATCHED, 4))
            .transcribe(z, TranscriptionTask.DEFAULT, System.out::println));
  }
}
