package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions;
import io.humhelix.bench.backend.onnx.runtime.ArenaPlan;
import io.humhelix.bench.backend.onnx.runtime.DeviceMemory;
import io.humhelix.bench.backend.onnx.runtime.GraphRole;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPlanTest {

  @Test
  void cudaGetsItsOptions() {
    SessionSettings settings =
        plan(
            "cuda:1",
            Options.empty()
                .with("arena_limit_mb", 2)
                .with("cudnn_conv_algo_search", "exhaustive")
                .with("arena_extend_strategy", "same_as_requested")
                .with("graph_optimization", "basic")
                .with("threads", 3)
                .with("provider_options", Map.of("use_tf32", false, "gpu_mem_limit", 5)));
    assertEquals(ExecutionProvider.CUDA, settings.provider());
    assertEquals(1, settings.deviceIndex());
    assertEquals(3, settings.threads());
    assertEquals(OptLevel.BASIC_OPT, settings.optimization());
    assertEquals(
        Map.of(
            "cudnn_conv_algo_search",
            "EXHAUSTIVE",
            "gpu_mem_limit",
            "5",
            "use_tf32",
            "0",
            "arena_extend_strategy",
            "kSameAsRequested"),
        settings.providerOptions(),
        "what is passed on by its own name counts");
  }

  @Test
  void tensorRtGetsItsCache() {
    SessionSettings settings =
        plan(
            "cuda",
            Options.empty()
                .with("execution_provider", "tensorrt")
                .with("arena_limit_mb", 2)
                .with("trt_engine_cache", "/cache"));
    assertEquals(ExecutionProvider.TENSORRT, settings.provider());
    assertEquals(
        Map.of(
            "cudnn_conv_algo_search",
            "HEURISTIC",
            "use_tf32",
            "1",
            "arena_extend_strategy",
            "kNextPowerOfTwo",
            "gpu_mem_limit",
            "2097152",
            "trt_engine_cache_enable",
            "1",
            "trt_engine_cache_path",
            "/cache"),
        settings.providerOptions());
  }

  @Test
  void cudaIsSetExplicitlyWhereNothingIsAsked() {
    assertEquals(
        Map.of(
            "cudnn_conv_algo_search",
            "HEURISTIC",
            "use_tf32",
            "1",
            "arena_extend_strategy",
            "kNextPowerOfTwo"),
        plan("cuda", Options.empty()).providerOptions());
    assertEquals(
        "0",
        plan("cuda", Options.empty().with("use_tf32", false)).providerOptions().get("use_tf32"));
    assertEquals(Map.of(), plan("webgpu", Options.empty()).providerOptions());
    assertEquals(Map.of(), plan("cpu", Options.empty()).providerOptions());
  }

  @Test
  void arenasAreSharedAsTheProvidersWouldBeMade() {
    Options limited =
        Options.empty()
            .with("arena_limit_mb", 2)
            .with("arena_extend_strategy", "same_as_requested");
    assertEquals(
        new ArenaPlan(
            true,
            Optional.of(
                new ArenaPlan.Arena(
                    "CUDAExecutionProvider", DeviceMemory.cuda(1), 2 << 20, false))),
        arenas("cuda:1", limited));
    assertEquals(
        new ArenaPlan(
            false,
            Optional.of(
                new ArenaPlan.Arena("CUDAExecutionProvider", DeviceMemory.cuda(0), 0, true))),
        arenas("cuda", Options.empty().with("cpu_arena", false)));
    assertEquals(new ArenaPlan(true, Optional.empty()), arenas("webgpu", Options.empty()));
    assertEquals(ArenaPlan.NONE, arenas("cpu", Options.empty().with("cpu_arena", false)));
    assertEquals(ArenaPlan.NONE, arenas("cuda", Options.empty().with("shared_arena", false)));
  }

  private static ArenaPlan arenas(String device, Options options) {
    return SessionPlan.arenas(plan(device, options), OnnxOptions.of(options));
  }

  @Test
  void theCacheLiesOnTheDeviceUnlessTold() {
    assertEquals(Optional.of(DeviceMemory.cuda(1)), memory("cuda:1", "auto"));
    assertEquals(Optional.of(DeviceMemory.cuda(0)), memory("cuda", "on"));
    assertEquals(Optional.empty(), memory("cuda", "off"));
    assertEquals(Optional.empty(), memory("webgpu", "auto"));
    assertEquals(Optional.empty(), memory("cpu", "on"));
  }

  private static Optional<DeviceMemory> memory(String device, String binding) {
    Options options = Options.empty().with("io_binding", binding);
    return SessionPlan.memory(plan(device, options), OnnxOptions.of(options));
  }

  @Test
  void tensorRtRunsTheEncoderAlone() {
    SessionSettings settings =
        plan(
            "cuda",
            Options.empty()
                .with("execution_provider", "tensorrt")
                .with("provider_options", Map.of("trt_fp16_enable", true)));
    assertEquals(ExecutionProvider.TENSORRT, settings.providerOf(GraphRole.ENCODER));
    assertEquals(ExecutionProvider.CUDA, settings.providerOf(GraphRole.DECODER));
    assertEquals(ExecutionProvider.CUDA, settings.providerOf(GraphRole.GATHERER));
    SessionSettings cuda = plan("cuda", Options.empty());
    for (GraphRole role : GraphRole.values()) {
      assertEquals(ExecutionProvider.CUDA, cuda.providerOf(role));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cpu, , false",
    "cuda, , true",
    "rocm, , true",
    "cpu, true, true",
    "cuda, false, false"
  })
  void gpusSeeBatchesOfOneShapeUnlessTold(String device, Boolean asked, boolean pads) {
    Options options =
        asked == null ? Options.empty() : Options.empty().with("pad_last_batch", asked);
    assertEquals(pads, SessionPlan.padsLastBatch(plan(device, options), OnnxOptions.of(options)));
    assertEquals(pads, DecodingPlan.of(OnnxOptions.of(options), pads).padsLastBatch());
  }

  @ParameterizedTest
  @CsvSource({
    "cuda, tensorrt, use_tf32, false, NVIDIA_TF32_OVERRIDE",
    "cpu, auto, io_binding, off, no effect",
    "webgpu, auto, io_binding, on, copied through host memory",
    "webgpu, auto, use_tf32, true, no effect",
    "rocm, auto, arena_extend_strategy, same_as_requested, no effect",
    "cpu, auto, cuda_libraries, /opt/cuda, no effect"
  })
  void whatWouldNotBeFollowedIsRefused(
      String device, String provider, String option, String value, String expected) {
    Object given = value.matches("true|false") ? Boolean.valueOf(value) : (Object) value;
    List<Issue> issues =
        SessionPlan.of(
                Device.parse(device),
                OnnxOptions.of(
                    Options.empty().with("execution_provider", provider).with(option, given)))
            .issues();
    assertEquals(1, issues.size(), issues::toString);
    assertEquals("option-unsupported", issues.get(0).code());
    assertTrue(
        (issues.get(0).message() + issues.get(0).remedy()).contains(expected), issues::toString);
  }

  @Test
  void aDeviceThatNoProviderKnowsIsRefused() {
    List<Issue> issues =
        SessionPlan.of(Device.parse("abacus"), OnnxOptions.of(Options.empty())).issues();
    assertEquals("device-unavailable", issues.get(0).code());
  }

  @Test
  void thresholdsCanBeSwitchedOff() {
    DecodingOptions reference = DecodingPlan.of(OnnxOptions.of(Options.empty()), false);
    assertEquals(OptionalDouble.of(2.4), reference.fallback().maxCompressionRatio());
    DecodingOptions off =
        DecodingPlan.of(
            OnnxOptions.of(
                Options.empty()
                    .with("compression_ratio_threshold", 0.0)
                    .with("log_prob_threshold", -100.0)
                    .with("no_speech_threshold", 1.0)),
            false);
    assertEquals(OptionalDouble.empty(), off.fallback().maxCompressionRatio());
    assertEquals(OptionalDouble.empty(), off.fallback().minLogProbability());
    assertEquals(OptionalDouble.empty(), off.fallback().silenceProbability());
  }

  @Test
  void defaultsAreTheDecoders() {
    assertEquals(DecodingOptions.DEFAULT, DecodingPlan.of(OnnxOptions.of(Options.empty()), false));
  }

  private static SessionSettings plan(String device, Options options) {
    SessionPlan plan = SessionPlan.of(Device.parse(device), OnnxOptions.of(options));
    assertEquals(List.of(), plan.issues());
    return plan.settings().orElseThrow();
  }
}
