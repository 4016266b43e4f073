package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.model.ModelGraphs;
import io.humhelix.bench.backend.onnx.runtime.MemoryUse;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.DecodingOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What decides the speed beside the options of a definition: values that were left out there, and
 * what the engine made of them. Part of the options in effect. What does not exist on a device is
 * left out.
 */
final class EffectiveSettings {

  /** A variable of NVIDIA's libraries; 0 switches TF32 off whatever a program asks for. */
  private static final String TF32_OVERRIDE = "NVIDIA_TF32_OVERRIDE";

  private static final long MEBIBYTE = 1 << 20;

  /** What ONNX Runtime reads as false. */
  private static final Set<String> OFF = Set.of("0", "false");

  private static final String NO_LIMIT = "none";

  private final SessionSettings settings;
  private final Map<String, String> environment;

  EffectiveSettings(SessionSettings settings) {
    this(settings, System.getenv());
  }

  EffectiveSettings(SessionSettings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Completes options in effect. */
  Options addTo(Options options, ModelGraphs graphs, MemoryUse memory) {
    Options known =
        options
            .with("decoder_form", graphs.merged() ? "Optimum, merged" : "Optimum, with past apart")
            .with(OnnxOptions.SHARED_ARENA, memory.sharedArena());
    if (settings.provider() == ExecutionProvider.CPU) {
      return known;
    }
    known =
        known
            .with(
                DecodingOption.CACHE_PLACE.key(),
                memory.cacheOnDevice() ? "device" : "host, copied at each token")
            .with("pinned_host_memory", memory.pinned());
    return settings.provider().isCuda() ? cuda(known) : known;
  }

  /** From what CUDA is given, which a definition's provider_options may have the last word on. */
  private Options cuda(Options options) {
    Map<String, String> given = settings.providerOptions();
    Options known =
        options
            .with(
                OnnxOptions.CUDNN_CONV_ALGO_SEARCH,
                given.get(SessionSettings.CUDNN_SEARCH).toLowerCase(Locale.ROOT))
            .with(
                OnnxOptions.ARENA_EXTEND_STRATEGY,
                given.get(SessionSettings.CUDA_ARENA_STRATEGY).equals("kSameAsRequested")
                    ? "same_as_requested"
                    : "next_power_of_two")
            .with(OnnxOptions.ARENA_LIMIT_MB, limit(given.get(SessionSettings.CUDA_MEMORY_LIMIT)));
    // TensorRT decides for itself, and does not tell.
    return settings.provider() == ExecutionProvider.TENSORRT
        ? known.with("decoder_execution_provider", ExecutionProvider.CUDA.displayed())
        : known.with(
            DecodingOption.TF32.key(),
            !OFF.contains(given.get(SessionSettings.CUDA_TF32).toLowerCase(Locale.ROOT))
                && !"0".equals(environment.get(TF32_OVERRIDE)));
  }

  private static Object limit(String bytes) {
    try {
      return bytes == null ? NO_LIMIT : (Object) (Long.parseLong(bytes) / MEBIBYTE);
    } catch (NumberFormatException e) {
      // ONNX Runtime has taken it, in whatever notation.
      return bytes;
    }
  }
}
