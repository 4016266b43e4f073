package io.humhelix.bench.backend.onnx.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares with {@code vectors.json}, made by OpenAI's {@code whisper.timing} (release 20250625) in
 * numpy: random attention, and random words and segments with every kind of oddity.
 */
class WordsTest {

  private static JsonNode vectors;

  @BeforeAll
  static void read() throws Exception {
    try (InputStream stream = WordsTest.class.getResourceAsStream("vectors.json")) {
      vectors = new ObjectMapper().readTree(stream);
    }
  }

  @Test
  void attentionIsCombinedAsTheReferenceDoes() {
    assertEquals(4, vectors.get("matrix").size());
    for (JsonNode vector : vectors.get("matrix")) {
      List<float[][]> heads = new ArrayList<>();
      vector.get("heads").forEach(head -> heads.add(matrix(head)));
      float[][] expected = matrix(vector.get("matrix"));

      float[][] combined = AttentionMatrix.of(heads, vector.get("positions").asInt(), 7);

      assertEquals(expected.length, combined.length);
      for (int token = 0; token < expected.length; token++) {
        assertArrayEquals(expected[token], combined[token], 1e-4f);
      }
    }
  }

  @Test
  void tokensBeginWhereTheReferenceHearsThem() {
    for (JsonNode vector : vectors.get("matrix")) {
      int[] expected = new int[vector.get("starts").size()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = vector.get("starts").get(i).asInt();
      }
      assertArrayEquals(expected, TimeWarp.starts(matrix(vector.get("matrix"))));
    }
  }

  @Test
  void aPathHasAnAnswerOfItsOwn() {
    float[][] gain = {
      {1, 1, -1, -1, -1, -1},
      {-1, -1, 1, -1, -1, -1},
      {-1, -1, -1, 1, 1, 1},
    };
    assertArrayEquals(new int[] {0, 2, 3}, TimeWarp.starts(gain));
    assertArrayEquals(new int[] {0, 0}, TimeWarp.starts(new float[][] {{1}, {1}}));
  }

  @Test
  void aPositionThatTellsNothingIsNoNaN() {
    float[][] alike = {{0.5f, 0.5f}, {0.5f, 0.5f}};
    float[][] combined = AttentionMatrix.of(List.<float[][]>of(alike), 2, 7);
    assertArrayEquals(new float[2], combined[0]);
    float[][] silent = {{0, 0, 1}, {0, 0, 1}};
    assertArrayEquals(new float[2], AttentionMatrix.of(List.<float[][]>of(silent), 2, 7)[1]);
  }

  @Test
  void wordsFindTheirPlaceAsInTheReference() {
    assertEquals(60, vectors.get("placement").size());
    int moved = 0;
    for (JsonNode vector : vectors.get("placement")) {
      List<TimedWord> words = new ArrayList<>();
      for (JsonNode word : vector.get("words")) {
        words.add(
            new TimedWord(
                word.get(0).asText(),
                word.get(1).asInt(),
                word.get(2).asDouble(),
                word.get(3).asDouble()));
      }
      WordPlacement placement = new WordPlacement(words, vector.get("last").asDouble());
      for (int i = 0; i < vector.get("segments").size(); i++) {
        JsonNode segment = vector.get("segments").get(i);
        JsonNode expected = vector.get("expected").get(i);
        SegmentWords placed =
            placement.place(
                segment.get(0).asDouble(), segment.get(1).asDouble(), segment.get(2).asInt());
        assertEquals(expected.get(0).asDouble(), placed.start(), 1e-9, vector::toString);
        assertEquals(expected.get(1).asDouble(), placed.end(), 1e-9, vector::toString);
        assertEquals(expected.get(2).size(), placed.words().size(), vector::toString);
        moved += placed.start() == segment.get(0).asDouble() ? 0 : 1;
        for (int j = 0; j < placed.words().size(); j++) {
          TimedWord word = placed.words().get(j);
          JsonNode other = expected.get(2).get(j);
          assertEquals(other.get(0).asText(), word.text(), vector::toString);
          assertEquals(other.get(1).asDouble(), word.start(), 1e-9, vector::toString);
          assertEquals(other.get(2).asDouble(), word.end(), 1e-9, vector::toString);
        }
      }
    }
    assertTrue(moved > 20, "segments moved to their words: " + moved);
  }

  private static float[][] matrix(JsonNode node) {
    float[][] matrix = new float[node.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = new float[node.get(i).size()];
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = (float) node.get(i).get(j).asDouble();
      }
    }
    return matrix;
  }
}
