package io.humhelix.bench.backend.onnx.decode;

import static io.humhelix.bench.backend.onnx.decode.SmallModel.END;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.at;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.audio;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.say;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

  private static final DecodingOptions BATCHED =
      DecodingOptions.DEFAULT.withLongAudio(DecodingOptions.LongAudio.BATCHED, 8);

  @TempDir private Path folder;

  @Test
  void clipsAreDecodedTogetherAndEndedRowsAreFedTheEnd() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(saying(List.of(List.of(0, 1, 2), List.of(3), List.of(4, 5))));
    List<String> heard = new ArrayList<>();

    List<Transcription> results =
        model
            .transcriber(network, DecodingOptions.DEFAULT)
            .transcribeBatch(
                List.of(audio(3), audio(2), audio(1)),
                TranscriptionTask.DEFAULT,
                (clip, segment) -> heard.add(clip + segment.text()));

    assertEquals(
        List.of(" a b c", " d", " e f"), results.stream().map(Transcription::text).toList());
    assertEquals(List.of("0 a b c", "1 d", "2 e f"), heard);
    assertEquals(List.of(3), network.encoded);
    assertEquals(List.of(List.of(0, 3, 4), List.of(1, END, 5), List.of(2, END, END)), network.fed);
    assertEquals(List.of(3, 1, 2), results.stream().map(Transcription::tokens).toList());
    assertEquals(0, network.open());
  }

  @Test
  void noMoreWindowsThanAllowedAreTogether() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network((window, attempt, tokens, logits) -> say(List.of(window), tokens, logits));

    List<Transcription> results =
        model
            .transcriber(
                network,
                DecodingOptions.DEFAULT.withLongAudio(DecodingOptions.LongAudio.SEQUENTIAL, 2))
            .transcribeBatch(
                Collections.nCopies(5, audio(1)), TranscriptionTask.DEFAULT, (clip, segment) -> {});

    assertEquals(List.of(2, 2, 1), network.encoded);
    assertEquals(
        List.of(" a", " b", " c", " d", " e"), results.stream().map(Transcription::text).toList());
  }

  @Test
  void aWindowThatFailsIsDecodedAgainAlone() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(
            (window, attempt, tokens, logits) ->
                say(
                    window == 1 && attempt == 0 ? Collections.nCopies(40, 1) : List.of(window, 5),
                    tokens,
                    logits));

    List<Transcription> results =
        model
            .transcriber(network, DecodingOptions.DEFAULT)
            .transcribeBatch(
                Collections.nCopies(3, audio(1)), TranscriptionTask.DEFAULT, (clip, segment) -> {});

    assertEquals(
        List.of(" a f", " b f", " c f"), results.stream().map(Transcription::text).toList());
    assertEquals(List.of(3, 5), network.prompts.stream().map(List::size).toList());
    assertEquals(
        List.of(0.0, 0.2, 0.0),
        results.stream().map(result -> result.windows().get(0).temperature()).toList());
  }

  @Test
  void longAndShortClipsOfABatchGoByThemselves() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(
            saying(
                List.of(
                    List.of(0), List.of(1), List.of(at(0), 2, at(30)), List.of(at(0), 3, at(10)))));

    List<Transcription> results =
        model
            .transcriber(network, DecodingOptions.DEFAULT)
            .transcribeBatch(
                List.of(audio(1), audio(40), audio(2)),
                TranscriptionTask.DEFAULT,
                (clip, segment) -> {});

    // Short clips have prompts without times, long ones with: they cannot be fed together.
    assertEquals(List.of(2, 1, 1), network.encoded);
    assertEquals(List.of(" a", " c d", " b"), results.stream().map(Transcription::text).toList());
    assertEquals(40, results.get(1).segments().get(1).endSeconds(), 1e-9);
  }

  @Test
  void piecesOfLongAudioAreDecodedTogetherAndHeardInOrder() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    // The first piece needs a second window, so that it ends last.
    List<List<Integer>> said =
        List.of(
            List.of(at(0), 0, at(20), at(20), 1),
            List.of(at(0), 2, at(5)),
            List.of(at(0), 3, at(6)),
            List.of(at(0), 1, at(4)));
    ScriptedNetwork network = model.network(saying(said));
    List<Segment> heard = new ArrayList<>();

    Transcription result =
        model
            .transcriber(network, BATCHED.withTimestamps(DecodingOptions.Timestamps.ON))
            .transcribe(audio(70), TranscriptionTask.DEFAULT, heard::add);

    assertEquals(" a b c d", result.text());
    assertEquals(result.segments(), heard);
    assertEquals(List.of(3, 1), network.encoded);
    double last = -1;
    for (Segment segment : heard) {
      assertTrue(segment.startSeconds() > last, heard::toString);
      last = segment.startSeconds();
    }
  }

  @Test
  void aShortLastBatchIsEncodedAtTheFullShape() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    DecodingOptions three =
        DecodingOptions.DEFAULT.withLongAudio(DecodingOptions.LongAudio.BATCHED, 3);
    List<String> texts = new ArrayList<>();
    for (boolean padded : new boolean[] {false, true}) {
      ScriptedNetwork network =
          model.network(
              (window, attempt, tokens, logits) -> say(List.of(window % 6), tokens, logits));

      Transcription result =
          model
              .transcriber(network, three.withLastBatchPadded(padded))
              .transcribe(audio(130), TranscriptionTask.DEFAULT, segment -> {});

      assertEquals(padded ? List.of(3, 3) : List.of(3, 2), network.encoded);
      assertEquals(
          List.of(3, 2), network.prompts.stream().map(List::size).toList(), "windows decoded");
      texts.add(result.text());
      assertEquals(0, network.open());
    }
    assertEquals(" a b c d e", texts.get(0));
    assertEquals(texts.get(0), texts.get(1));
  }

  @Test
  void aClipOfOneWindowIsNotFilledUp() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network = model.network(saying(List.of(List.of(0))));

    model
        .transcriber(network, BATCHED.withLastBatchPadded(true))
        .transcribe(audio(20), TranscriptionTask.DEFAULT, segment -> {});

    assertEquals(List.of(1), network.encoded);
  }

  @Test
  void piecesHaveNoTimesUnlessAskedFor() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network = model.network(saying(List.of(List.of(0), List.of(1))));

    Transcription result =
        model
            .transcriber(network, BATCHED)
            .transcribe(audio(40), TranscriptionTask.DEFAULT, segment -> {});

    assertEquals(List.of(2), network.encoded);
    assertEquals(2, result.segments().size());
    assertEquals(0, result.segments().get(0).startSeconds());
    double cut = result.segments().get(0).endSeconds();
    assertTrue(cut >= 25 && cut <= 30, () -> "cut at " + cut);
    assertEquals(cut, result.segments().get(1).startSeconds(), 0.011);
    assertEquals(40, result.segments().get(1).endSeconds(), 0.011);
  }

  @Test
  void audioIsCutWhereItIsQuiet() {
    float[] samples = audio(100);
    Arrays.fill(samples, 27 * 16_000, 27 * 16_000 + 8_000, 0);
    Arrays.fill(samples, (int) (54.5 * 16_000), 55 * 16_000, 0);

    List<Integer> cuts = new QuietCuts(480_000, 16_000).of(samples);

    assertEquals(0, cuts.get(0));
    assertEquals(27.25, cuts.get(1) / 16_000.0, 0.2);
    assertEquals(54.75, cuts.get(2) / 16_000.0, 0.2);
    assertEquals(samples.length, cuts.get(cuts.size() - 1));
    for (int i = 1; i < cuts.size(); i++) {
      assertTrue(cuts.get(i) - cuts.get(i - 1) <= 480_000, cuts::toString);
      assertTrue(cuts.get(i) > cuts.get(i - 1), cuts::toString);
    }
    assertEquals(List.of(0, 480_000), new QuietCuts(480_000, 16_000).of(new float[480_000]));
  }
}
