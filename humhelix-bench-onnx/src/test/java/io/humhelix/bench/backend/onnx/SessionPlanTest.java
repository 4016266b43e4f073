package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.humhelix.bench.backend.onnx.decode.DecodingOptions;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SessionPlanTest {

  @Test
  void cudaGetsItsOptions() {
    SessionSettings settings =
        plan(
            "cuda:1",
            Options.empty()
                .with("arena_limit_mb", 2)
                .with("cudnn_conv_algo_search", "heuristic")
                .with("graph_optimization", "basic")
                .with("threads", 3)
                .with("provider_options", Map.of("use_tf32", false, "gpu_mem_limit", 5)));
    assertEquals(ExecutionProvider.CUDA, settings.provider());
    assertEquals(1, settings.deviceIndex());
    assertEquals(3, settings.threads());
    assertEquals(OptLevel.BASIC_OPT, settings.optimization());
    assertEquals(
        Map.of("cudnn_conv_algo_search", "HEURISTIC", "gpu_mem_limit", "5", "use_tf32", "0"),
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
            "gpu_mem_limit",
            "2097152",
            "trt_engine_cache_enable",
            "1",
            "trt_engine_cache_path",
            "/cache"),
        settings.providerOptions());
  }

  @Test
  void aDeviceThatNoProviderKnowsIsRefused() {
    List<Issue> issues =
        SessionPlan.of(Device.parse("abacus"), OnnxOptions.of(Options.empty())).issues();
    assertEquals("device-unavailable", issues.get(0).code());
  }

  @Test
  void thresholdsCanBeSwitchedOff() {
    DecodingOptions reference = DecodingPlan.of(OnnxOptions.of(Options.empty()));
    assertEquals(OptionalDouble.of(2.4), reference.fallback().maxCompressionRatio());
    DecodingOptions off =
        DecodingPlan.of(
            OnnxOptions.of(
                Options.empty()
                    .with("compression_ratio_threshold", 0.0)
                    .with("log_prob_threshold", -100.0)
                    .with("no_speech_threshold", 1.0)));
    assertEquals(OptionalDouble.empty(), off.fallback().maxCompressionRatio());
    assertEquals(OptionalDouble.empty(), off.fallback().minLogProbability());
    assertEquals(OptionalDouble.empty(), off.fallback().silenceProbability());
  }

  @Test
  void defaultsAreTheDecoders() {
    assertEquals(DecodingOptions.DEFAULT, DecodingPlan.of(OnnxOptions.of(Options.empty())));
  }

  private static SessionSettings plan(String device, Options options) {
    SessionPlan plan = SessionPlan.of(Device.parse(device), OnnxOptions.of(options));
    assertEquals(List.of(), plan.issues());
    return plan.settings().orElseThrow();
  }
}
