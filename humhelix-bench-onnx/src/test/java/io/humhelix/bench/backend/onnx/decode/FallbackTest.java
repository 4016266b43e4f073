package io.humhelix.bench.backend.onnx.decode;

import static io.humhelix.bench.backend.onnx.decode.SmallModel.END;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.SILENCE;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.START;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.audio;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.TranscriptionTask;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackTest {

  private static final List<Integer> REPEATED = Collections.nCopies(40, 1);

  @TempDir private Path folder;

  @Test
  void textThatRepeatsItselfIsDecodedAgain() throws Exception {
    ScriptedNetwork network =
        network(
            (window, attempt, tokens, logits) ->
                say(attempt < 2 ? REPEATED : List.of(0, 1, 2), tokens, logits));

    WindowReport window = transcribe(network, DecodingOptions.DEFAULT).windows().get(0);

    assertEquals(0.4, window.temperature(), 1e-9);
    assertEquals(3, window.tokens());
    assertEquals(List.of(1, 5, 5), rows(network), "five candidates above temperature 0");
    assertEquals(List.of(1), network.encoded, "the audio is encoded once");
    assertEquals(0, network.open());
  }

  @Test
  void unlikelyTextIsDecodedAgainUpToTemperatureOne() throws Exception {
    ScriptedNetwork network = network(FallbackTest::unlikely);

    WindowReport window = transcribe(network, DecodingOptions.DEFAULT).windows().get(0);

    assertEquals(1, window.temperature(), 1e-9);
    assertTrue(window.meanLogProbability() < -1, () -> "" + window);
    assertEquals(List.of(1, 5, 5, 5, 5, 5), rows(network));
  }

  @Test
  void withoutFallbackTheFirstTextStays() throws Exception {
    ScriptedNetwork network =
        network((window, attempt, tokens, logits) -> say(REPEATED, tokens, logits));
    DecodingOptions options = DecodingOptions.DEFAULT.withFallback(FallbackOptions.NONE);

    WindowReport window = transcribe(network, options).windows().get(0);

    assertEquals(40, window.tokens());
    assertTrue(window.compressionRatio() > 2.4, () -> "" + window);
    assertTrue(Double.isNaN(window.meanLogProbability()), "not looked at");
    assertTrue(Double.isNaN(window.silenceProbability()), "not looked at");
    assertEquals(List.of(1), rows(network));
  }

  @Test
  void unlikelyTextInSilenceIsDroppedAtOnce() throws Exception {
    ScriptedNetwork network =
        network(
            (window, attempt, tokens, logits) -> {
              if (tokens.size() == 1) {
                logits[SILENCE] = 20;
              } else {
                unlikely(window, attempt, tokens, logits);
              }
            });

    Transcription result = transcribe(network, DecodingOptions.DEFAULT);

    assertEquals("", result.text());
    assertTrue(result.windows().get(0).silent());
    assertEquals(1, result.windows().get(0).silenceProbability(), 1e-6);
    assertEquals(List.of(1), rows(network), "no further try");
  }

  @Test
  void likelyTextIsKeptThoughSilenceIsLikelyToo() throws Exception {
    ScriptedNetwork network =
        network(
            (window, attempt, tokens, logits) -> {
              if (tokens.size() == 1) {
                logits[SILENCE] = 20;
              } else {
                say(List.of(3), tokens, logits);
              }
            });

    assertEquals(" d", transcribe(network, DecodingOptions.DEFAULT).text());

    FallbackOptions strict =
        new FallbackOptions(
            0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(0.6));
    assertEquals("", transcribe(network, DecodingOptions.DEFAULT.withFallback(strict)).text());
  }

  @Test
  void drawsAreTheSameInEveryCallAndOthersWithAnotherSeed() throws Exception {
    FallbackOptions warm =
        new FallbackOptions(
            1, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    DecodingOptions options = DecodingOptions.DEFAULT.withFallback(warm);
    Script script =
        (window, attempt, tokens, logits) -> {
          Arrays.fill(logits, 0, 7, 1);
          logits[END] = tokens.size() > 12 ? 20 : Float.NEGATIVE_INFINITY;
        };

    String first = transcribe(network(script), options).text();

    assertEquals(first, transcribe(network(script), options).text());
    DecodingOptions other =
        new DecodingOptions(
            options.search(),
            warm,
            options.timestamps(),
            options.longAudio(),
            false,
            "",
            1,
            false,
            100,
            42);
    assertNotEquals(first, transcribe(network(script), other).text());
  }

  @Test
  void drawsFollowTheTemperature() {
    float[] logits = {0, (float) Math.log(3), Float.NEGATIVE_INFINITY};
    assertEquals(0.75, share(logits, 1), 0.02);
    assertEquals(0.9, share(logits, 0.5), 0.02);
  }

  private static double share(float[] logits, double temperature) {
    TokenChoice choice = TokenChoice.drawn(temperature, List.of(new SplittableRandom(3)));
    int second = 0;
    for (int i = 0; i < 20_000; i++) {
      int token = choice.choose(logits, new TokenRange(0, 3), logits[1], 0);
      assertTrue(token < 2, "suppressed");
      second += token;
    }
    return second / 20_000.0;
  }

  @Test
  void theBestOfTheDrawsIsKept() throws Exception {
    // A draw of the first word ends likely, any other one unlikely.
    ScriptedNetwork network =
        network(
            (window, attempt, tokens, logits) -> {
              int last = tokens.get(tokens.size() - 1);
              Arrays.fill(logits, 0, 3, 1);
              logits[END] = last == 0 ? 9 : last < 3 ? 1 : Float.NEGATIVE_INFINITY;
            });
    FallbackOptions warm =
        new FallbackOptions(
            1, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    DecodingOptions options =
        DecodingOptions.DEFAULT
            .withFallback(warm)
            .withSearch(new SearchOptions(1, 1, OptionalDouble.empty(), 40));

    assertTrue(transcribe(network, options).text().endsWith(" a"));
    assertEquals(List.of(40), rows(network));
  }

  @Test
  void thresholdsAreTheReferences() {
    FallbackOptions reference = FallbackOptions.REFERENCE;
    assertEquals(
        "[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]",
        reference.temperatures().stream()
            .map(t -> Math.round(t * 100) / 100.0)
            .toList()
            .toString());
    assertEquals(List.of(0.3), new FallbackOptions(0.3, 0, none(), none(), none()).temperatures());
    assertTrue(reference.failed(window(-1.01, 0.1, 1)));
    assertTrue(reference.failed(window(-0.5, 0.1, 2.41)));
    assertEquals(false, reference.failed(window(-1, 0.1, 2.4)));
    assertEquals(false, reference.failed(window(-1.01, 0.61, 9)), "silence");
    assertTrue(reference.failed(window(-0.9, 0.61, 9)), "likely, but repeated");
    assertTrue(reference.silent(window(-1, 0.61, 1)));
    assertEquals(false, reference.silent(window(-0.99, 0.61, 1)));
    assertEquals(false, reference.silent(window(-1, 0.6, 1)));
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    refused("beams is 0", () -> SearchOptions.ofBeams(0));
    refused("patience", () -> new SearchOptions(1, 0.1, none(), 1));
    refused("length penalty", () -> new SearchOptions(1, 1, OptionalDouble.of(1.1), 1));
    refused("best of", () -> new SearchOptions(1, 1, none(), 0));
    refused("temperature is 1.1", () -> new FallbackOptions(1.1, 0, none(), none(), none()));
    refused("increment", () -> new FallbackOptions(0, 1e-9, none(), none(), none()));
    refused(
        "windows together",
        () -> DecodingOptions.DEFAULT.withLongAudio(DecodingOptions.LongAudio.BATCHED, 0));
  }

  private static void refused(String part, Runnable options) {
    IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, options::run);
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
    assertTrue(failure.getMessage().contains("must be"), failure.getMessage());
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  private static DecodedWindow window(double mean, double silence, double ratio) {
    return new DecodedWindow(List.of(), Optional.empty(), 0, mean, silence, ratio);
  }

  private static void unlikely(int window, int attempt, List<Integer> tokens, float[] logits) {
    if (tokens.get(tokens.size() - 1) != START) {
      Arrays.fill(logits, 0, 10, 1);
      logits[END] = tokens.size() > 6 ? 20 : SmallModel.VOCABULARY * -1f;
    }
  }

  private static List<Integer> rows(ScriptedNetwork network) {
    return network.prompts.stream().map(List::size).toList();
  }

  private ScriptedNetwork network(Script script) throws Exception {
    return new SmallModel(folder, false).network(script);
  }

  private Transcription transcribe(ScriptedNetwork network, DecodingOptions options)
      throws Exception {
    return new SmallModel(folder, false)
        .transcriber(network, options)
        .transcribe(audio(5), TranscriptionTask.DEFAULT, segment -> {});
  }
}
