package io.humhelix.bench.backend.onnx.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.model.TranscriptionTask;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares with {@code beams.json}: OpenAI's {@code BeamSearchDecoder} and {@code
 * MaximumLikelihoodRanker} (release 20250625), run with numpy in torch's place, over random models
 * in which the last token decides about the next.
 */
class BeamSearchTest {

  private static final int WORDS = 8;

  @TempDir private Path folder;

  @Test
  void findsWhatTheReferenceFinds() throws Exception {
    JsonNode vectors;
    try (InputStream stream = BeamSearchTest.class.getResourceAsStream("beams.json")) {
      vectors = new ObjectMapper().readTree(stream);
    }
    LogitRules rules = new LogitRules(new SmallModel(folder, false).config(), false);
    assertEquals(40, vectors.size());
    int unlikeGreedy = 0;
    for (JsonNode vector : vectors) {
      JsonNode penalty = vector.get("penalty");
      SearchOptions options =
          new SearchOptions(
              vector.get("beams").asInt(),
              vector.get("patience").asDouble(),
              penalty.isNull() ? OptionalDouble.empty() : OptionalDouble.of(penalty.asDouble()),
              1);
      int limit = vector.get("limit").asInt();

      Candidate best =
          run(new BeamSearch(rules, SmallModel.END, options), vector.get("logits"), limit, 1)
              .get(0);

      List<Integer> expected = new ArrayList<>();
      vector.get("tokens").forEach(token -> expected.add(word(token.asInt())));
      assertEquals(expected, best.tokens(), vector::toString);
      assertEquals(vector.get("sum").asDouble(), best.logProbability(), 1e-4, vector::toString);
      // Windows beside it change nothing.
      List<Candidate> three =
          run(new BeamSearch(rules, SmallModel.END, options), vector.get("logits"), limit, 3);
      assertEquals(List.of(best, best, best), three);
      RowSearch greedy =
          new RowSearch(rules, TokenChoice.LIKELIEST, 1, SmallModel.END, true, options);
      Candidate other = run(greedy, vector.get("logits"), limit, 1).get(0);
      unlikeGreedy += other.tokens().equals(best.tokens()) ? 0 : 1;
    }
    assertTrue(unlikeGreedy > 10, "unlike greedy search: " + unlikeGreedy);
  }

  @Test
  void oneBeamAloneMayBeLeft() throws Exception {
    // Only the first word can be said: there are fewer offers than beams.
    ScriptedNetwork network =
        new SmallModel(folder, false)
            .network(
                (window, attempt, tokens, logits) -> {
                  Arrays.fill(logits, Float.NEGATIVE_INFINITY);
                  logits[tokens.size() < 4 ? 0 : SmallModel.END] = 1;
                });
    LogitRules rules = new LogitRules(new SmallModel(folder, false).config(), false);
    BeamSearch search = new BeamSearch(rules, SmallModel.END, SearchOptions.ofBeams(3));
    try (Decoding decoding = network.decode(network.encode(new float[0], 1), 3)) {
      float[][][] first = decoding.prompt(new int[][] {{11, 19}, {11, 19}, {11, 19}}, 1);
      float[][] logits = {first[0][0], first[1][0], first[2][0]};
      assertEquals(List.of(0, 0), search.run(decoding, logits, 20).get(0).tokens());
    }
  }

  @Test
  void anUnlikelyFirstWordCanWin() throws Exception {
    SmallModel model = new SmallModel(folder, false);
    Script script =
        (window, attempt, tokens, logits) -> {
          int last = tokens.get(tokens.size() - 1);
          if (last == SmallModel.NO_TIMES) {
            logits[0] = 1;
            logits[1] = 0.9f;
          } else if (last == 0) {
            Arrays.fill(logits, 2, 7, 1);
            logits[SmallModel.END] = 0.5f;
          } else {
            logits[SmallModel.END] = 10;
          }
        };
    String greedy = text(model, script, SearchOptions.GREEDY);
    assertEquals(" b", text(model, script, SearchOptions.ofBeams(2)));
    assertNotEquals(" b", greedy);
  }

  private static String text(SmallModel model, Script script, SearchOptions search)
      throws Exception {
    DecodingOptions options =
        DecodingOptions.DEFAULT.withSearch(search).withFallback(FallbackOptions.NONE);
    ScriptedNetwork network = model.network(script);
    return model
        .transcriber(network, options)
        .transcribe(SmallModel.audio(2), TranscriptionTask.DEFAULT, segment -> {})
        .text();
  }

  /** The model's last line holds for the first word, its last column for the end. */
  private List<Candidate> run(Search search, JsonNode model, int limit, int windows)
      throws Exception {
    ScriptedNetwork network =
        new SmallModel(folder, false)
            .network(
                (window, attempt, tokens, logits) -> {
                  Arrays.fill(logits, Float.NEGATIVE_INFINITY);
                  int last = tokens.get(tokens.size() - 1);
                  int line = last == SmallModel.NO_TIMES ? WORDS + 1 : Math.min(last, WORDS);
                  line = last == 9 ? 7 : line;
                  line = last == SmallModel.END ? WORDS : line;
                  for (int i = 0; i <= WORDS; i++) {
                    logits[word(i)] = (float) model.get(line).get(i).asDouble();
                  }
                });
    int rows = windows * search.rowsPerWindow();
    try (EncodedAudio audio = network.encode(new float[0], windows);
        Decoding decoding = network.decode(audio, search.rowsPerWindow())) {
      int[][] prompts = new int[rows][];
      Arrays.setAll(prompts, i -> new int[] {SmallModel.START, SmallModel.NO_TIMES});
      float[][][] first = decoding.prompt(prompts, 1);
      float[][] logits = new float[rows][];
      Arrays.setAll(logits, i -> first[i][0]);
      return search.run(decoding, logits, limit);
    }
  }

  /** Words 7 and 8 of the small model are suppressed; 9 stands for the eighth. */
  private static int word(int token) {
    return token == WORDS ? SmallModel.END : token == 7 ? 9 : token;
  }
}
