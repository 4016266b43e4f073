package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of models that the shipped one is not. */
@Tag("slow")
class ModelFormsTest {

  @TempDir Path folder;
  private EditedModels models;

  @BeforeEach
  void copy() throws Exception {
    models = new EditedModels(folder.resolve("model"));
  }

  @AfterEach
  void everythingIsReleased() {
    assertEquals(0, LiveObjects.count());
  }

  @Test
  void twoDecodersGiveWhatTheMergedOneGives() throws Exception {
    models.split();
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine(), models.read())) {
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, TinyModel.features()));
    }
  }

  @Test
  void inputsAndOutputsOf16BitGiveTheSameTokens() throws Exception {
    models.halve(EditedModels.ENCODER);
    models.halve(EditedModels.MERGED);
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine(), models.read())) {
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, TinyModel.features()));
    }
  }

  @Test
  void crossAttentionFollowsTheAudio() throws Exception {
    models.exposeCrossAttention();
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine(), models.read());
        EncodedAudio audio = network.encode(TinyModel.features(), 1)) {
      assertTrue(network.hasCrossAttention());
      int[] tokens =
          IntStream.concat(
                  IntStream.of(TinyModel.PROMPT),
                  TinyModel.TOKENS.stream().mapToInt(Integer::intValue))
              .toArray();
      try (Decoding decoding = network.decode(audio, 1, 2, 3)) {
        decoding.prompt(new int[][] {tokens}, tokens.length - 1);
        // An alignment head of tiny.en.
        float[][] weights = decoding.crossAttention(2, 5, 0);
        assertEquals(tokens.length, weights.length);
        for (float[] row : weights) {
          assertEquals(1500, row.length);
          assertEquals(1, sum(row), 1e-3);
        }
        int early = TinyModel.best(weights[3]);
        int late = TinyModel.best(weights[tokens.length - 3]);
        assertTrue(early < late && late < 250, early + " .. " + late + " of 250 frames of 5 s");
        assertThrows(IllegalArgumentException.class, () -> decoding.crossAttention(1, 0, 0));
        decoding.next(new int[] {TinyModel.END});
        assertEquals(1, decoding.crossAttention(3, 0, 0).length);
      }
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, TinyModel.features()));
    }
  }

  @Test
  void rowsOfAWindowShareItsCrossAttention() throws Exception {
    models.exposeCrossAttention();
    float[] features = TinyModel.features();
    float[] two = new float[2 * features.length];
    System.arraycopy(features, 0, two, 0, features.length);
    System.arraycopy(TinyModel.shifted(features), 0, two, features.length, features.length);
    int[][] prompt = IntStream.range(0, 4).mapToObj(i -> TinyModel.PROMPT).toArray(int[][]::new);
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine(), models.read());
        EncodedAudio audio = network.encode(two, 2);
        Decoding decoding = network.decode(audio, 2, 0)) {
      decoding.prompt(prompt, 1);
      float[] first = decoding.crossAttention(0, 0, 0)[1];
      org.junit.jupiter.api.Assertions.assertArrayEquals(
          first, decoding.crossAttention(0, 0, 1)[1]);
      assertTrue(!java.util.Arrays.equals(first, decoding.crossAttention(0, 0, 2)[1]));
      decoding.next(new int[] {17486, 284, 17486, 284});
      assertTrue(
          !java.util.Arrays.equals(
              decoding.crossAttention(0, 0, 0)[0], decoding.crossAttention(0, 0, 1)[0]));
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
