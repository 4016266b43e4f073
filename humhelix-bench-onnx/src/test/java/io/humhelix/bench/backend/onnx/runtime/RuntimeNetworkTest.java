package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
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
      System.out.println(network.assignment());
    }
  }

  @Test
  void theJavaApiGivesTheSame() throws Exception {
    try (RuntimeNetwork network = TinyModel.load(TinyModel.javaEngine())) {
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, TinyModel.features()));
    }
  }
}
