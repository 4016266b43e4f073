package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows: several windows, several rows of a window, prompts, and rows that take others' caches. */
@Tag("slow")
class ResidentDecodingTest {

  /** Dynamic quantisation scales activations per call, so batches change logits a little. */
  private static final float BATCH_EFFECT = 1.0f;

  private static RuntimeNetwork network;
  private static float[] features;
  private static float[] two;

  @BeforeAll
  static void load() throws Exception {
    network = TinyModel.load(RuntimeAccess.engine());
    features = TinyModel.features();
    two = Arrays.copyOf(features, 2 * features.length);
    System.arraycopy(TinyModel.shifted(features), 0, two, features.length, features.length);
  }

  @AfterAll
  static void close() {
    network.close();
    assertEquals(0, LiveObjects.count());
  }

  @Test
  void windowsDecodeTogether() throws Exception {
    List<List<Integer>> alone =
        List.of(
            TinyModel.greedy(network, features),
            TinyModel.greedy(network, TinyModel.shifted(features)));
    List<List<Integer>> together = List.of(new ArrayList<>(), new ArrayList<>());
    try (EncodedAudio audio = network.encode(two, 2);
        Decoding decoding = network.decode(audio, 1)) {
      assertEquals(2, decoding.rows());
      float[][][] prompted = decoding.prompt(prompts(2), 1);
      float[][] logits = {prompted[0][0], prompted[1][0]};
      boolean[] ended = new boolean[2];
      while (!(ended[0] && ended[1])) {
        int[] tokens = new int[2];
        for (int row = 0; row < 2; row++) {
          tokens[row] = TinyModel.best(logits[row]);
          ended[row] |= tokens[row] == TinyModel.END;
          if (!ended[row]) {
            together.get(row).add(tokens[row]);
          }
        }
        logits = decoding.next(tokens);
      }
    }
    assertEquals(alone, together);
  }

  @Test
  void aRowGoesOnFromAnother() throws Exception {
    try (EncodedAudio audio = network.encode(two, 2);
        Decoding decoding = network.decode(audio, 2);
        Decoding untouched = network.decode(audio, 2)) {
      decoding.prompt(prompts(4), 1);
      untouched.prompt(prompts(4), 1);
      int[] diverging = {17486, 843, 17486, 843};
      float[][] logits = decoding.next(diverging);
      untouched.next(diverging);
      assertFalse(Arrays.equals(logits[0], logits[1]), "rows with other tokens");

      decoding.reorder(new int[] {1, 1, 3, 2});
      float[][] moved = copy(decoding.next(new int[] {284, 284, 284, 284}));
      float[][] kept = copy(untouched.next(new int[] {284, 284, 284, 284}));

      assertArrayEquals(moved[0], moved[1], "both went on from row 1");
      assertEquals(TinyModel.best(kept[1]), TinyModel.best(moved[0]));
      assertArrayEquals(kept[1], moved[0], BATCH_EFFECT);
      assertArrayEquals(kept[3], moved[2], BATCH_EFFECT);
      assertArrayEquals(kept[2], moved[3], BATCH_EFFECT);
      assertTrue(furthest(kept[0], moved[0]) > BATCH_EFFECT, "row 0 has another past now");
    }
  }

  @Test
  void orderThatChangesNothingCostsNothing() throws Exception {
    try (EncodedAudio audio = network.encode(features, 1);
        Decoding decoding = network.decode(audio, 2)) {
      decoding.reorder(new int[] {1, 0});
      decoding.prompt(prompts(2), 1);
      long before = LiveObjects.count();
      decoding.reorder(new int[] {0, 1});
      assertEquals(before, LiveObjects.count());
    }
  }

  @Test
  void promptGivesTheLogitsOfTheWantedPlaces() throws Exception {
    int[] tokens = {50257, 50362, 17486, 284, 307};
    try (EncodedAudio audio = network.encode(features, 1);
        Decoding atOnce = network.decode(audio, 1);
        Decoding oneByOne = network.decode(audio, 1)) {
      float[][] wanted = atOnce.prompt(new int[][] {tokens}, 4, 0, 2)[0];
      assertEquals(3, wanted.length);
      float[] first = oneByOne.prompt(new int[][] {{50257}}, 0)[0][0];
      assertArrayEquals(first, wanted[1], BATCH_EFFECT);
      oneByOne.next(new int[] {50362});
      assertArrayEquals(oneByOne.next(new int[] {17486})[0], wanted[2], BATCH_EFFECT);
      oneByOne.next(new int[] {284});
      float[] last = oneByOne.next(new int[] {307})[0];
      assertArrayEquals(last, wanted[0], BATCH_EFFECT);
      assertEquals(2138, TinyModel.best(wanted[0]));
    }
  }

  @Test
  void rowsOfAWindowMayHavePromptsOfTheirOwn() throws Exception {
    int[][] prompts = {{50257, 50362}, {50257, 843}, {50257, 50362}, {50257, 50362}};
    try (EncodedAudio audio = network.encode(two, 2);
        Decoding own = network.decode(audio, 2);
        Decoding shared = network.decode(audio, 2)) {
      float[][][] ownLogits = own.prompt(prompts, 1);
      float[][][] sharedLogits = shared.prompt(prompts(4), 1);
      for (int row : new int[] {0, 2, 3}) {
        assertArrayEquals(sharedLogits[row][0], ownLogits[row][0], BATCH_EFFECT);
      }
      assertTrue(furthest(sharedLogits[1][0], ownLogits[1][0]) > BATCH_EFFECT);
      int[] tokens = {17486, 1770, 17486, 17486};
      float[][] ownNext = own.next(tokens);
      float[][] sharedNext = shared.next(tokens);
      assertArrayEquals(sharedNext[2], ownNext[2], BATCH_EFFECT);
    }
  }

  @Test
  void whatADeviceHoldsIsPickedThereAndNotCopiedWhole() throws Exception {
    WhisperModel model = TinyModel.model();
    int[][] prompt = {{50257, 50362, 17486, 284}};
    try (LoadedGraphs graphs =
        LoadedGraphs.load(
            RuntimeAccess.engine(),
            model.graphs(),
            model.config().sizes(),
            TinyModel.RECIPE,
            Optional.empty(),
            ArenaPlan.NONE)) {
      Gatherer picking =
          Gatherer.open(
              RuntimeAccess.engine(),
              TinyModel.RECIPE,
              graphs.tensors(),
              List.of(new Gatherer.Kind(1, PromptStep.POSITION_AXIS, Format.FLOAT32)));
      LoadedGraphs onDevice =
          new LoadedGraphs(
              graphs.sizes(),
              graphs.encoder(),
              graphs.first(),
              graphs.later(),
              new NotOnHost(graphs.tensors()),
              picking,
              graphs.features(),
              graphs.hidden(),
              graphs.cache(),
              graphs.crossAttention(),
              false);
      try (ResidentAudio audio = ResidentAudio.encode(onDevice, features, 1, closed -> {});
          Decoding picked = new ResidentDecoding(onDevice, audio, 1, new int[0], closed -> {});
          Decoding whole = new ResidentDecoding(graphs, audio, 1, new int[0], closed -> {})) {
        assertArrayEquals(whole.prompt(prompt, 3, 1), picked.prompt(prompt, 3, 1));
        assertArrayEquals(whole.next(new int[] {307}), picked.next(new int[] {307}));
      } finally {
        picking.close();
      }
    }
  }

  @Test
  void longestTextThatTheDecoderSees() throws Exception {
    int most = 448;
    try (EncodedAudio audio = network.encode(features, 1);
        Decoding decoding = network.decode(audio, 1)) {
      int[] prompt = IntStream.range(0, most - 1).map(i -> 843).toArray();
      decoding.prompt(new int[][] {prompt}, most - 2);
      decoding.next(new int[] {843});
      assertThrows(IllegalArgumentException.class, () -> decoding.next(new int[] {843}));
    }
  }

  private static int[][] prompts(int rows) {
    return IntStream.range(0, rows).mapToObj(row -> TinyModel.PROMPT).toArray(int[][]::new);
  }

  private static float[][] copy(float[][] logits) {
    return Arrays.stream(logits).map(float[]::clone).toArray(float[][]::new);
  }

  private static double furthest(float[] one, float[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> Math.abs(one[i] - other[i]))
        .max()
        .orElse(0);
  }

  /** Host memory that passes for a device's. */
  private record NotOnHost(Tensors tensors) implements Tensors {

    @Override
    public Tensor host(Format format, long... shape) throws SutException {
      return tensors.host(format, shape);
    }

    @Override
    public Tensor resident(Format format, long... shape) throws SutException {
      return tensors.resident(format, shape);
    }

    @Override
    public String place() {
      return "Test:0";
    }

    @Override
    public boolean residentOnHost() {
      return false;
    }

    @Override
    public Optional<ArenaSize> arena() throws SutException {
      return tensors.arena();
    }

    @Override
    public boolean pinned() {
      return tensors.pinned();
    }

    @Override
    public void close() {
      tensors.close();
    }
  }
}
