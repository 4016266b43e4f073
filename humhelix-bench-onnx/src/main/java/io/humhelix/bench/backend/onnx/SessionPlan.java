package io.humhelix.bench.backend.onnx;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The execution provider and its settings, from the device and the options of a definition.
 *
 * @param settings the settings; empty if there is an issue
 * @param issues why a device and options do not go together
 */
record SessionPlan(Optional<SessionSettings> settings, List<Issue> issues) {

  private static final long MEBIBYTE = 1 << 20;

  /** Providers to which ONNX Runtime's Java API passes no options. */
  private static final Set<ExecutionProvider> WITHOUT_OPTIONS =
      EnumSet.of(
          ExecutionProvider.CPU,
          ExecutionProvider.DIRECTML,
          ExecutionProvider.ROCM,
          ExecutionProvider.DNNL);

  SessionPlan {
    issues = List.copyOf(issues);
  }

  static SessionPlan of(Device device, OnnxOptions options) {
    List<Issue> issues = new ArrayList<>();
    Optional<ExecutionProvider> provider = provider(device, options, issues);
    if (device.isCpu() && device.index().orElse(0) > 0) {
      issues.add(
          Issue.error(
              "device-unavailable",
              "onnxruntime: device '"
                  + device
                  + "' was requested, but the CPU has no device number.",
              "Use device: cpu, and threads to limit it."));
    }
    provider.ifPresent(known -> checkOptions(known, options, issues));
    return issues.isEmpty()
        ? new SessionPlan(provider.map(known -> settings(known, device, options)), issues)
        : new SessionPlan(Optional.empty(), issues);
  }

  private static Optional<ExecutionProvider> provider(
      Device device, OnnxOptions options, List<Issue> issues) {
    String word = options.word(OnnxOptions.EXECUTION_PROVIDER);
    if (word.equals(OnnxOptions.AUTO)) {
      Optional<ExecutionProvider> usual = ExecutionProvider.forDevice(device.kind());
      if (usual.isEmpty()) {
        issues.add(
            Issue.error(
                "device-unavailable",
                "onnxruntime: no execution provider works on device '" + device + "'.",
                "Use cpu, cuda, rocm, directml, coreml, openvino, qnn or webgpu."));
      }
      return usual;
    }
    ExecutionProvider asked = ExecutionProvider.of(word).orElseThrow();
    if (!asked.deviceKinds().contains(device.kind())) {
      issues.add(
          Issue.error(
              "option-unsupported",
              "onnxruntime: execution_provider "
                  + word
                  + " does not work on device '"
                  + device
                  + "'; it works on: "
                  + String.join(", ", asked.deviceKinds())
                  + ".",
              "Set device to one of these, or leave execution_provider out."));
    }
    return Optional.of(asked);
  }

  private static void checkOptions(
      ExecutionProvider provider, OnnxOptions options, List<Issue> issues) {
    if (!provider.isCuda()) {
      refuseIfGiven(OnnxOptions.ARENA_LIMIT_MB, "cuda", provider, options, issues);
      refuseIfGiven(OnnxOptions.CUDNN_CONV_ALGO_SEARCH, "cuda", provider, options, issues);
    }
    if (provider != ExecutionProvider.TENSORRT) {
      refuseIfGiven(OnnxOptions.TRT_ENGINE_CACHE, "tensorrt", provider, options, issues);
    }
    if (WITHOUT_OPTIONS.contains(provider)
        && !options.map(OnnxOptions.PROVIDER_OPTIONS).isEmpty()) {
      issues.add(
          Issue.error(
              "option-unsupported",
              "onnxruntime: option provider_options would have no effect: ONNX Runtime's Java API"
                  + " takes none for "
                  + provider.displayed()
                  + ".",
              "Leave it out."));
    }
  }

  private static void refuseIfGiven(
      String option,
      String owner,
      ExecutionProvider provider,
      OnnxOptions options,
      List<Issue> issues) {
    if (options.effective().get(option).isPresent()) {
      issues.add(
          Issue.error(
              "option-unsupported",
              "onnxruntime: option "
                  + option
                  + " would have no effect: it is for execution provider "
                  + owner
                  + ", and "
                  + provider.word()
                  + " is in use.",
              "Leave it out."));
    }
  }

  private static SessionSettings settings(
      ExecutionProvider provider, Device device, OnnxOptions options) {
    return new SessionSettings(
        provider,
        device.index().orElse(0),
        providerOptions(provider, options),
        options.integer(OnnxOptions.THREADS),
        options.integer(OnnxOptions.INTER_OP_THREADS),
        switch (options.word(OnnxOptions.GRAPH_OPTIMIZATION)) {
          case "none" -> OptLevel.NO_OPT;
          case "basic" -> OptLevel.BASIC_OPT;
          case "extended" -> OptLevel.EXTENDED_OPT;
          default -> OptLevel.ALL_OPT;
        },
        options.flag(OnnxOptions.CPU_ARENA),
        options.map(OnnxOptions.SESSION_CONFIG),
        options.text(OnnxOptions.PROFILE));
  }

  /** The provider's own options; what the definition passes on by their own names comes last. */
  private static Map<String, String> providerOptions(
      ExecutionProvider provider, OnnxOptions options) {
    Map<String, String> own = new LinkedHashMap<>();
    options
        .text(OnnxOptions.CUDNN_CONV_ALGO_SEARCH)
        .ifPresent(word -> own.put(SessionSettings.CUDNN_SEARCH, word.toUpperCase(Locale.ROOT)));
    options
        .optionalInteger(OnnxOptions.ARENA_LIMIT_MB)
        .ifPresent(
            limit -> own.put(SessionSettings.CUDA_MEMORY_LIMIT, Long.toString(limit * MEBIBYTE)));
    options
        .text(OnnxOptions.TRT_ENGINE_CACHE)
        .ifPresent(
            folder -> {
              own.put("trt_engine_cache_enable", "1");
              own.put("trt_engine_cache_path", folder);
            });
    own.putAll(options.map(OnnxOptions.PROVIDER_OPTIONS));
    return own;
  }
}
