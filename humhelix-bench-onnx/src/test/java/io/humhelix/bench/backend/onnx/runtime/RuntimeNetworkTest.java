package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RuntimeNetworkTest {

  @AfterEach
  void everythingIsReleased() {
    assertEquals(0, LiveObjects.count());
  }

  @Test
  void greedyTokensAreThoseOfThePythonLoop() throws Exception {
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine())) {
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, TinyModel.features()));
      assertEquals(new MemoryUse("Cpu", false, false, true), network.memory());
    }
  }

  @Test
  void tellsWhichProviderRunsTheNodes() throws Exception {
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine())) {
      List<ProviderNodes> nodes = network.assignment();

      assertEquals(
          Set.of(EditedModels.ENCODER, EditedModels.MERGED),
          nodes.stream().map(ProviderNodes::graph).collect(Collectors.toSet()));
      for (ProviderNodes each : nodes) {
        assertEquals("CPUExecutionProvider", each.provider());
        assertTrue(each.nodes() > 100, each::toString);
        assertTrue(each.operators().containsKey("MatMul"), each::toString);
      }
      // The branches of a merged decoder count too.
      assertTrue(nodes.get(1).operators().containsKey("If"), nodes::toString);
    }
  }

  @Test
  void eachNetworkHasAnArenaOfItsOwnThatItsGraphsShare() throws Exception {
    RuntimeNetwork one = TinyModel.load(RuntimeAccess.engine());
    try (RuntimeNetwork other = TinyModel.load(RuntimeAccess.engine())) {
      try (one) {
        assertTrue(one.memory().sharedArena());
        assertTrue(other.memory().sharedArena(), "the first one's is no longer registered");
      }
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(other, TinyModel.features()));
    }
  }

  @Test
  void whatCannotBeSharedIsNot() throws Exception {
    Engine engine = RuntimeAccess.engine();
    ArenaPlan plan =
        new ArenaPlan(
            true,
            Optional.of(
                new ArenaPlan.Arena(
                    "NowhereExecutionProvider", DeviceMemory.cuda(0), 1 << 20, false)));
    WhisperModel model = TinyModel.model();
    try (RuntimeNetwork network =
        RuntimeNetwork.load(
            engine,
            model.graphs(),
            model.config().sizes(),
            TinyModel.RECIPE,
            Optional.empty(),
            plan)) {
      assertFalse(network.memory().sharedArena());
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, TinyModel.features()));
    }
  }

  @Test
  @Tag("slow")
  void fourDecodingsAtOnceGiveWhatOneGives() throws Exception {
    float[] features = TinyModel.features();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine())) {
      Callable<List<Integer>> task = () -> TinyModel.greedy(network, features);
      for (Future<List<Integer>> result :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> task).toList())) {
        assertEquals(TinyModel.TOKENS, result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void closingTheNetworkClosesWhatWasLeftOpen() throws Exception {
    RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine());
    EncodedAudio audio = network.encode(TinyModel.features(), 1);
    Decoding decoding = network.decode(audio, 1);
    decoding.prompt(new int[][] {TinyModel.PROMPT}, 0);
    decoding.next(new int[] {17486});
    network.close();
    network.close();

    assertEquals(0, LiveObjects.count());
    assertThrows(IllegalStateException.class, () -> decoding.next(new int[] {284}));
    assertThrows(IllegalStateException.class, () -> network.encode(TinyModel.features(), 1));
    assertThrows(IllegalStateException.class, () -> network.decode(audio, 1));
    assertThrows(IllegalStateException.class, network::assignment);
    decoding.close();
    audio.close();
  }

  @Test
  @Tag("slow")
  void refusesWhatTheGraphsWouldReadPast() throws Exception {
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine());
        EncodedAudio audio = network.encode(TinyModel.features(), 1);
        Decoding decoding = network.decode(audio, 2)) {
      refused(() -> network.encode(new float[10], 1));
      refused(() -> network.encode(new float[0], 0));
      refused(() -> network.decode(audio, 0));
      refused(() -> decoding.prompt(new int[][] {{1}}, 0));
      refused(() -> decoding.prompt(new int[][] {{1}, {1, 2}}, 0));
      refused(() -> decoding.prompt(new int[][] {{-1}, {1}}, 0));
      refused(() -> decoding.prompt(new int[][] {{51864}, {1}}, 0));
      refused(() -> decoding.prompt(new int[][] {new int[449], new int[449]}, 0));
      assertThrows(
          IndexOutOfBoundsException.class, () -> decoding.prompt(new int[][] {{1}, {1}}, 1));
      assertThrows(IllegalStateException.class, () -> decoding.next(new int[] {1, 1}));
      decoding.prompt(new int[][] {{50257}, {50257}}, 0);
      assertThrows(IllegalStateException.class, () -> decoding.prompt(new int[][] {{1}, {1}}, 0));
      refused(() -> decoding.next(new int[] {1}));
      refused(() -> decoding.reorder(new int[] {0}));
      refused(() -> decoding.reorder(new int[] {0, 2}));
      refused(() -> decoding.crossAttention(0, 0, 0));
      assertFalse(network.hasCrossAttention());
      assertThrows(UnsupportedOperationException.class, () -> network.decode(audio, 1, 0));
    }
  }

  private static void refused(org.junit.jupiter.api.function.Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }
}
