package io.humhelix.bench.backend.onnx.decode;

import static io.humhelix.bench.backend.onnx.decode.SmallModel.END;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.ENGLISH;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.GERMAN;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.NO_TIMES;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.PREVIOUS;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.START;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.TRANSCRIBE;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.TRANSLATE;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.at;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.audio;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.say;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriberTest {

  private static final DecodingOptions TIMES =
      DecodingOptions.DEFAULT.withTimestamps(DecodingOptions.Timestamps.ON);

  @TempDir private Path folder;

  private final List<Segment> heard = new ArrayList<>();

  @Test
  void aShortClipIsOneWindowWithoutTimes() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network = model.network(saying(List.of(List.of(0, 1, 2))));

    Transcription result = transcribe(model, network, DecodingOptions.DEFAULT, 5);

    assertEquals(List.of(Segment.of(0, 5, " a b c")), result.segments());
    assertEquals(result.segments(), heard);
    assertEquals(List.of(List.of(START, NO_TIMES)), network.prompts.get(0));
    assertEquals(List.of(List.of(0), List.of(1), List.of(2)), network.fed);
    assertEquals(3, result.tokens());
    assertEquals(Optional.empty(), result.language());
    assertEquals(
        List.of("features", "encode", "decode"),
        result.phases().stream().map(Phase::name).toList());
    assertEquals(0, network.open());
  }

  @Test
  void noAudioHasNoText() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network = model.network(saying(List.of(List.of(0))));

    assertEquals(List.of(), transcribe(model, network, DecodingOptions.DEFAULT, 0).segments());
    assertEquals(List.of(), network.encoded);
    // Less than a frame is audio still.
    assertEquals(" a", transcribe(model, network, DecodingOptions.DEFAULT, 0.005).text());
  }

  @Test
  void theNextWindowBeginsAtTheLastTime() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(
            saying(
                List.of(
                    List.of(at(0), 0, at(10), at(10), 1, at(20), at(20), 2),
                    List.of(at(0), 2, 3, at(25)),
                    List.of(at(0.5), 4, at(4), at(4), 5, at(9), at(9)),
                    List.of(at(0), 6, at(1))))); // 59 s: the last second

    Transcription result =
        transcribe(model, network, DecodingOptions.DEFAULT.withContext("", true), 60);

    assertEquals(
        List.of(
            Segment.of(0, 10, " a"),
            Segment.of(10, 20, " b"),
            Segment.of(20, 45, " c d"),
            Segment.of(50.5, 54, " e"),
            Segment.of(54, 59, " f"),
            Segment.of(59, 60, " g")),
        rounded(result.segments()));
    assertEquals(rounded(result.segments()), rounded(heard));
    assertEquals(
        List.of(0.0, 20.0, 50.0, 59.0),
        result.windows().stream().map(WindowReport::startSeconds).toList());
    assertEquals(List.of(START), network.prompts.get(0).get(0));
    assertEquals(
        List.of(PREVIOUS, at(0), 0, at(10), at(10), 1, at(20), START),
        network.prompts.get(1).get(0));
  }

  @Test
  void earlierTextIsLeftOutByDefaultAndCutToHalfTheLength() throws Exception {
    SmallModel model = new SmallModel(folder, false, 16);
    List<List<Integer>> said =
        List.of(List.of(at(0), 0, 1, 2, 3, 4, 5, at(30)), List.of(at(0), 6, at(30)), List.of(9));
    ScriptedNetwork network = model.network(saying(said));
    transcribe(model, network, DecodingOptions.DEFAULT, 60);
    assertEquals(List.of(START), network.prompts.get(1).get(0));

    network = model.network(saying(said));
    transcribe(model, network, DecodingOptions.DEFAULT.withContext("", true), 60);
    assertEquals(
        List.of(PREVIOUS, 0, 1, 2, 3, 4, 5, at(30), START),
        network.prompts.get(1).get(0),
        "the last 7 tokens of 8");
  }

  @Test
  void theInitialPromptPrecedesTheFirstWindow() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(saying(List.of(List.of(at(0), 0, at(30)), List.of(at(0), 1, at(30)))));

    transcribe(model, network, DecodingOptions.DEFAULT.withContext(" j i ", false), 60);

    assertEquals(List.of(PREVIOUS, 9, 8, START), network.prompts.get(0).get(0));
    assertEquals(List.of(START), network.prompts.get(1).get(0));
  }

  @Test
  void aTextEndsAtTheModelsLength() throws Exception {
    SmallModel model = new SmallModel(folder, false, 8);
    ScriptedNetwork network =
        model.network((window, attempt, tokens, logits) -> logits[tokens.size() % 7] = 10);

    Transcription result =
        transcribe(model, network, DecodingOptions.DEFAULT.withFallback(FallbackOptions.NONE), 5);

    assertEquals(6, result.tokens(), "8 with the prompt");
    assertEquals(5, network.fed.size(), "the last token is not fed");
  }

  @Test
  void emptySegmentsAreLeftOut() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(saying(List.of(List.of(at(0), 0, at(2), at(2)), List.of(at(0)))));

    Transcription result = transcribe(model, network, TIMES, 5);

    assertEquals(List.of(Segment.of(0, 2, " a")), rounded(result.segments()));
  }

  @Test
  void segmentsEndWithTheClip() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(saying(List.of(List.of(at(0), 0, at(4), at(4), 1, at(6.38), at(6.38)))));

    Transcription result = transcribe(model, network, TIMES, 6);

    assertEquals(List.of(Segment.of(0, 4, " a"), Segment.of(4, 6, " b")), result.segments());
  }

  @Test
  void theLanguageIsDetectedOnTheWay() throws Exception {
    SmallModel model = new SmallModel(folder, true);
    ScriptedNetwork network = model.network(this::german);

    Transcription result = transcribe(model, network, DecodingOptions.DEFAULT, 5);

    assertEquals(Optional.of("de"), result.language());
    assertEquals(" a", result.text());
    assertEquals(List.of(List.of(List.of(START))), network.prompts, "one decoding");
    assertEquals(
        List.of(List.of(GERMAN), List.of(TRANSCRIBE), List.of(NO_TIMES), List.of(0)), network.fed);
  }

  @Test
  void theLanguageOfLongAudioIsThatOfItsFirstWindow() throws Exception {
    SmallModel model = new SmallModel(folder, true);
    ScriptedNetwork network =
        model.network(
            (window, attempt, tokens, logits) -> {
              german(window, attempt, tokens, logits);
              if (tokens.size() == 1) {
                logits[window == 0 ? GERMAN : ENGLISH] = 20;
              }
            });

    Transcription result =
        transcribe(
            model,
            network,
            DecodingOptions.DEFAULT.withLongAudio(DecodingOptions.LongAudio.BATCHED, 4),
            100);

    assertEquals(Optional.of("de"), result.language());
    assertEquals(List.of(1, 3), network.encoded, "the others wait for the first");
    for (List<Integer> prompt : network.prompts.get(1)) {
      assertEquals(List.of(START, GERMAN, TRANSCRIBE, NO_TIMES), prompt);
    }
  }

  @Test
  void withEarlierTextTheLanguageIsDetectedApart() throws Exception {
    SmallModel model = new SmallModel(folder, true);
    ScriptedNetwork network = model.network(this::german);

    transcribe(model, network, DecodingOptions.DEFAULT.withContext("j", false), 5);

    assertEquals(
        List.of(
            List.of(List.of(START)),
            List.of(List.of(PREVIOUS, 9, START, GERMAN, TRANSCRIBE, NO_TIMES))),
        network.prompts);
  }

  private void german(int window, int attempt, List<Integer> tokens, float[] logits) {
    if (tokens.size() == 1) {
      logits[GERMAN] = 5;
      logits[ENGLISH] = 4;
      logits[3] = 9;
    } else {
      say(List.of(0), tokens, logits);
    }
  }

  @Test
  void languageAndTaskAreThoseAskedFor() throws Exception {
    SmallModel model = new SmallModel(folder, true);
    ScriptedNetwork network = model.network(saying(List.of(List.of(0))));
    TranscriptionTask task =
        new TranscriptionTask(Optional.of("DE"), TranscriptionTask.Kind.TRANSLATE, false, false);

    Transcription result =
        model.transcriber(network, DecodingOptions.DEFAULT).transcribe(audio(5), task, heard::add);

    assertEquals(List.of(START, GERMAN, TRANSLATE, NO_TIMES), network.prompts.get(0).get(0));
    assertEquals(Optional.of("de"), result.language());
  }

  @Test
  void whatTheModelCannotDoIsRefused() throws Exception {
    SmallModel many = new SmallModel(folder, true);
    SmallModel english = new SmallModel(folder, false);

    assertTrue(refusal(many, "fr", false).contains("'fr'"));
    assertTrue(refusal(english, "de", false).contains("English-only"));
    assertTrue(refusal(english, "en", true).contains("cannot translate"));
    ScriptedNetwork deaf = new ScriptedNetwork(SmallModel.VOCABULARY, false, saying(List.of()));
    SutException failure =
        assertThrows(
            SutException.class,
            () ->
                english
                    .transcriber(deaf, DecodingOptions.DEFAULT)
                    .transcribe(
                        audio(1),
                        new TranscriptionTask(
                            Optional.empty(), TranscriptionTask.Kind.TRANSCRIBE, true, false),
                        heard::add));
    assertTrue(failure.getMessage().contains("cross-attention"), failure.getMessage());
  }

  private String refusal(SmallModel model, String language, boolean translate) {
    TranscriptionTask.Kind kind =
        translate ? TranscriptionTask.Kind.TRANSLATE : TranscriptionTask.Kind.TRANSCRIBE;
    TranscriptionTask task = new TranscriptionTask(Optional.of(language), kind, false, false);
    Transcriber transcriber =
        model.transcriber(model.network(saying(List.of())), DecodingOptions.DEFAULT);
    return assertThrows(
            SutException.class, () -> transcriber.transcribe(audio(1), task, heard::add))
        .getMessage();
  }

  @Test
  void wordsHaveTheTimesThatTheAttentionShows() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(saying(List.of(List.of(at(0), 0, 1, at(2), at(2), 2, at(6)))));
    TranscriptionTask task =
        new TranscriptionTask(Optional.empty(), TranscriptionTask.Kind.TRANSCRIBE, true, false);

    Transcription result =
        model.transcriber(network, DecodingOptions.DEFAULT).transcribe(audio(8), task, heard::add);

    // Prompt: start, no times, a, b, c, end; each listens to half a second, a to the second one.
    assertEquals(List.of(START, NO_TIMES, 0, 1, 2, END), network.prompts.get(1).get(0));
    assertEquals(2, result.segments().size());
    Segment first = result.segments().get(0);
    assertEquals(List.of(" a", " b"), first.words().stream().map(word -> word.text()).toList());
    assertEquals(0.98, first.words().get(0).endSeconds(), 0.1);
    assertEquals(first.words().get(0).endSeconds(), first.words().get(1).startSeconds(), 1e-9);
    assertEquals(1.5, first.words().get(1).endSeconds(), 0.1);
    assertEquals(first.words().get(1).endSeconds(), first.endSeconds(), 1e-9);
    assertEquals(1.5, result.segments().get(1).words().get(0).startSeconds(), 0.1);
    assertEquals(0, network.open());
  }

  @Test
  void everythingIsClosedWhenTheEngineFails() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    ScriptedNetwork network =
        model.network(
            (window, attempt, tokens, logits) -> {
              if (tokens.size() > 3) {
                throw new IllegalStateException("broken");
              }
              logits[0] = 1;
            });

    assertThrows(
        IllegalStateException.class, () -> transcribe(model, network, DecodingOptions.DEFAULT, 5));
    assertEquals(0, network.open());
  }

  private Transcription transcribe(
      SmallModel model, ScriptedNetwork network, DecodingOptions options, double seconds)
      throws SutException {
    heard.clear();
    return model
        .transcriber(network, options)
        .transcribe(audio(seconds), TranscriptionTask.DEFAULT, heard::add);
  }

  private static List<Segment> rounded(List<Segment> segments) {
    return segments.stream()
        .map(
            segment ->
                Segment.of(
                    Math.round(segment.startSeconds() * 1000) / 1000.0,
                    Math.round(segment.endSeconds() * 1000) / 1000.0,
                    segment.text()))
        .toList();
  }
}
