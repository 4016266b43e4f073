package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.backend.onnx.model.GraphChoice;
import io.humhelix.bench.backend.onnx.model.ModelGraphs;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.runtime.MemoryUse;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What results say of settings that decide the speed. */
class EffectiveSettingsTest {

  private static final MemoryUse HOST = new MemoryUse("Cpu", false, false, true);
  private static final MemoryUse GPU = new MemoryUse("Cuda:0", true, true, false);

  private final ModelGraphs graphs =
      ModelReader.read(Requests.MODEL, GraphChoice.DEFAULT).model().orElseThrow().graphs();

  @Test
  void cudaTellsWhatItWasSetTo() {
    assertEquals(
        Map.of(
            "decoder_form", "Optimum, merged",
            "shared_arena", false,
            "cache_place", "device",
            "pinned_host_memory", true,
            "cudnn_conv_algo_search", "heuristic",
            "arena_extend_strategy", "next_power_of_two",
            "arena_limit_mb", "none",
            "use_tf32", true),
        told("cuda", Options.empty(), Map.of(), GPU));
  }

  @Test
  void optionsPassedOnByTheirOwnNamesHaveTheLastWord() {
    Map<String, Object> told =
        told(
            "cuda",
            Options.empty()
                .with("use_tf32", true)
                .with("arena_extend_strategy", "same_as_requested")
                .with(
                    "provider_options",
                    Map.of(
                        "use_tf32",
                        false,
                        "cudnn_conv_algo_search",
                        "DEFAULT",
                        "gpu_mem_limit",
                        3L << 30)),
            Map.of(),
            GPU);
    assertEquals(false, told.get("use_tf32"));
    assertEquals("default", told.get("cudnn_conv_algo_search"));
    assertEquals("same_as_requested", told.get("arena_extend_strategy"));
    assertEquals(3072L, told.get("arena_limit_mb"));
  }

  @Test
  void aVariableSwitchesTf32OffForAllOfNvidiasLibraries() {
    Map<String, String> off = Map.of("NVIDIA_TF32_OVERRIDE", "0");
    assertEquals(false, told("cuda", Options.empty(), off, GPU).get("use_tf32"));
  }

  @Test
  void tensorRtDoesNotTellOfTf32AndRunsTheEncoderAlone() {
    Map<String, Object> told =
        told("cuda", Options.empty().with("execution_provider", "tensorrt"), Map.of(), GPU);
    assertEquals(null, told.get("use_tf32"));
    assertEquals("CUDA", told.get("decoder_execution_provider"));
  }

  @Test
  void aCacheThatIsCopiedIsSaid() {
    assertEquals(
        Map.of(
            "decoder_form",
            "Optimum, merged",
            "shared_arena",
            true,
            "cache_place",
            "host, copied at each token",
            "pinned_host_memory",
            false),
        told("webgpu", Options.empty(), Map.of(), HOST));
    assertEquals(
        "host, copied at each token",
        told("cuda", Options.empty().with("io_binding", "off"), Map.of(), HOST).get("cache_place"));
  }

  @Test
  void aProcessorHasNoneOfThis() {
    assertEquals(
        Map.of("decoder_form", "Optimum, merged", "shared_arena", true),
        told("cpu", Options.empty(), Map.of("NVIDIA_TF32_OVERRIDE", "0"), HOST));
  }

  private Map<String, Object> told(
      String device, Options options, Map<String, String> environment, MemoryUse memory) {
    SessionSettings settings =
        SessionPlan.of(Device.parse(device), OnnxOptions.of(options)).settings().orElseThrow();
    return new LinkedHashMap<>(
        new EffectiveSettings(settings, environment)
            .addTo(Options.empty(), graphs, memory)
            .asMap());
  }
}
