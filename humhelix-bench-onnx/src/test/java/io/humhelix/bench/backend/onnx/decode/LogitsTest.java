package io.humhelix.bench.backend.onnx.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogitsTest {

  private static final float NONE = Float.NEGATIVE_INFINITY;

  @Test
  void sumsAreRightForAnyShapeOfTheVocabulary() {
    Random random = new Random(5);
    for (double spread : new double[] {0.1, 1, 3, 8, 30}) {
      float[] logits = new float[51_864];
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        logits[i] = i % 7 == 0 ? NONE : (float) (spread * random.nextGaussian());
        sum += Math.exp(logits[i]);
      }
      float max = Logits.max(logits, 0, logits.length);
      double found = Logits.logSumExp(logits, 0, logits.length, max);
      assertEquals(Math.log(sum), found, 3e-4, "spread " + spread);
    }
  }

  @Test
  void aSureTokenHasProbabilityOne() {
    float[] logits = new float[1000];
    Arrays.fill(logits, -40);
    logits[7] = 3;
    assertEquals(1, Logits.probability(logits, 7), 1e-6);
    logits[9] = 3;
    assertEquals(0.5, Logits.probability(logits, 9), 1e-6);
    assertEquals(0.5, Logits.probability(logits, 7), 1e-6);
  }

  @Test
  void aRangeWithNothingLeftHasNoSum() {
    float[] logits = {NONE, NONE, 5};
    assertEquals(NONE, Logits.max(logits, 0, 2));
    assertEquals(NONE, Logits.max(logits, 1, 1));
    assertEquals(NONE, Logits.logSumExp(logits, 0, 2, NONE));
    assertEquals(0, Logits.argmax(logits, 0, 2));
  }

  @Test
  void theFirstOfEqualsIsTaken() {
    for (int size = 1; size < 40; size++) {
      float[] logits = new float[size];
      logits[size - 1] = 1;
      logits[size / 2] = 1;
      assertEquals(size / 2, Logits.argmax(logits, 0, size));
      assertEquals(size - 1, Logits.argmax(logits, size - 1, size), "size " + size);
    }
  }

  @Test
  void theTopIsThatOfASort() {
    Random random = new Random(2);
    for (int size : new int[] {1, 3, 6, 7, 1000}) {
      float[] logits = new float[size];
      for (int i = 0; i < size; i++) {
        logits[i] = random.nextInt(20);
      }
      int[] expected =
          IntStream.range(0, size)
              .boxed()
              .sorted((a, b) -> Float.compare(logits[b], logits[a]))
              .limit(6)
              .mapToInt(Integer::intValue)
              .toArray();
      int[] top = new int[6];
      int count = Logits.top(logits, 0, size, top);
      assertArrayEquals(expected, Arrays.copyOf(top, count));
    }
    float[] suppressed = {NONE, 2, NONE, 1};
    int[] top = new int[3];
    assertEquals(2, Logits.top(suppressed, 0, 4, top));
    assertArrayEquals(new int[] {1, 3}, Arrays.copyOf(top, 2));
  }

  @Test
  void compressionIsZlibs() {
    assertEquals(0, CompressionRatio.of(""));
    // len(s) / len(zlib.compress(s)) of Python.
    assertEquals(1.0 / 9, CompressionRatio.of("a"), 1e-9);
    assertEquals(
        74 / 66.0,
        CompressionRatio.of(
            "Unless to be rather cold-hearted and rather selfish is to be ill-disposed."),
        1e-9);
    assertEquals(400 / 18.0, CompressionRatio.of("word ".repeat(80)), 1e-9);
  }
}
