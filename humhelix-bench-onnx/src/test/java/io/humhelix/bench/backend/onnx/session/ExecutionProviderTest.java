package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtProvider;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExecutionProviderTest {

  /** Those that come only as plug-ins: no list of ONNX Runtime's has them. */
  private static final Set<ExecutionProvider> PLUGINS =
      Set.of(ExecutionProvider.GGML, ExecutionProvider.NVTENSORRTRTX);

  @Test
  void namesAreOnnxRuntimes() {
    Set<String> known =
        Arrays.stream(OrtProvider.values()).map(OrtProvider::getName).collect(Collectors.toSet());
    for (ExecutionProvider provider : ExecutionProvider.values()) {
      if (PLUGINS.contains(provider)) {
        continue;
      }
      assertTrue(known.contains(provider.ortName()), provider.ortName());
      assertEquals(Optional.of(provider), ExecutionProvider.of(provider.word()));
      assertEquals(Optional.of(provider), ExecutionProvider.ofOrtName(provider.ortName()));
    }
  }

  @Test
  void aDeviceHasAUsualProvider() {
    assertEquals(Optional.of(ExecutionProvider.CPU), ExecutionProvider.forDevice("cpu"));
    assertEquals(Optional.of(ExecutionProvider.CUDA), ExecutionProvider.forDevice("cuda"));
    assertEquals(Optional.of(ExecutionProvider.MIGRAPHX), ExecutionProvider.forDevice("rocm"));
    assertEquals(Optional.empty(), ExecutionProvider.forDevice("abacus"));
  }
}
