package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SystemInfoTest {

  private static final String CPU_BUILD =
      "AVX = 1 | AVX2 = 1 | AVX512 = 0 | FMA = 1 | NEON = 0 | ARM_FMA = 0 | METAL = 0 | F16C = 1 |"
          + " FP16_VA = 0 | WASM_SIMD = 0 | BLAS = 0 | SSE3 = 1 | SSSE3 = 1 | VSX = 0 | CUDA = 0 |"
          + " COREML = 0 | OPENVINO = 0 | CANN = 0";

  @Test
  void refusesGpusOfACpuBuild() {
    SystemInfo info = new SystemInfo(CPU_BUILD);
    assertTrue(info.mayHave("cpu"));
    assertFalse(info.mayHave("cuda"));
    assertFalse(info.mayHave("metal"));
    assertFalse(info.mayHave("vulkan"));
  }

  @Test
  void findsTheGpuOfAGpuBuild() {
    assertTrue(new SystemInfo(CPU_BUILD.replace("CUDA = 0", "CUDA = 1")).mayHave("cuda"));
    assertTrue(new SystemInfo(CPU_BUILD.replace("METAL = 0", "METAL = 1")).mayHave("metal"));
    assertTrue(new SystemInfo(CPU_BUILD.replace("BLAS = 0", "BLAS = 1")).mayHave("vulkan"));
  }

  @Test
  void readsTheGroupsOfLaterVersions() {
    SystemInfo info =
        new SystemInfo(
            "WHISPER : COREML = 0 | OPENVINO = 0 | CUDA : ARCHS = 900 | USE_GRAPHS = 1 | CPU : SSE3"
                + " = 1 | ");
    assertTrue(info.mayHave("cuda"));
    assertFalse(info.mayHave("metal"));
    assertTrue(info.mayHave("vulkan"), "not named, so decided when the model is opened");
  }
}
