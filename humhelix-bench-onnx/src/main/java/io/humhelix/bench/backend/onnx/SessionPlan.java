package io.humhelix.bench.backend.onnx;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.humhelix.bench.backend.onnx.runtime.ArenaPlan;
import io.humhelix.bench.backend.onnx.runtime.DeviceMemory;
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

  private static final List<String> CUDA_OPTIONS =
      List.of(
          OnnxOptions.CUDA_LIBRARIES,
          OnnxOptions.ARENA_LIMIT_MB,
          OnnxOptions.ARENA_EXTEND_STRATEGY,
          OnnxOptions.CUDNN_CONV_ALGO_SEARCH,
          OnnxOptions.USE_TF32);

  /**
   * Not ONNX Runtime's own default, exhaustive: that one tries every algorithm at each new shape,
   * and two shapes in turn were seen to take 142 ms where heuristic takes 17.
   */
  private static final String DEFAULT_SEARCH = "heuristic";

  /** ONNX Runtime's own default: what people get who do not ask. */
  private static final boolean DEFAULT_TF32 = true;

  SessionPlan {
    issues = List.copyOf(issues);
  }

  /**
   * Decides whether a last batch with fewer windows is encoded at the full batch's shape. A GPU
   * tunes itself to each new shape, or compiles for it; a processor would only work for nothing.
   */
  static boolean padsLastBatch(SessionSettings settings, OnnxOptions options) {
    return options
        .optionalFlag(OnnxOptions.PAD_LAST_BATCH)
        .orElse(!settings.provider().deviceKinds().get(0).equals("cpu"));
  }

  /** Where the key/value cache lies; empty for host memory. */
  static Optional<DeviceMemory> memory(SessionSettings settings, OnnxOptions options) {
    return settings
        .provider()
        .memory()
        .filter(name -> !options.word(OnnxOptions.IO_BINDING).equals(OnnxOptions.OFF))
        .map(name -> new DeviceMemory(name, settings.deviceIndex()));
  }

  /** The arenas that all sessions share. Only CUDA's can be made apart from a session. */
  static ArenaPlan arenas(SessionSettings settings, OnnxOptions options) {
    if (!options.flag(OnnxOptions.SHARED_ARENA)) {
      return ArenaPlan.NONE;
    }
    Map<String, String> given = settings.providerOptions();
    Optional<ArenaPlan.Arena> device =
        settings.provider().isCuda()
            ? Optional.of(
                new ArenaPlan.Arena(
                    ExecutionProvider.CUDA.ortName(),
                    DeviceMemory.cuda(settings.deviceIndex()),
                    bytes(given.get(SessionSettings.CUDA_MEMORY_LIMIT)),
                    !"kSameAsRequested".equals(given.get(SessionSettings.CUDA_ARENA_STRATEGY))))
            : Optional.empty();
    return new ArenaPlan(settings.cpuArena(), device);
  }

  /** ONNX Runtime itself refuses what is no number, when the provider is added. */
  private static long bytes(String limit) {
    return limit != null && limit.matches("\\d{1,18}") ? Long.parseLong(limit) : 0;
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
      for (String option : CUDA_OPTIONS) {
        refuseIfGiven(option, "cuda", provider, options, issues);
      }
    }
    if (provider == ExecutionProvider.TENSORRT
        && !options.optionalFlag(OnnxOptions.USE_TF32).orElse(true)) {
      issues.add(
          Issue.error(
              "option-unsupported",
              "onnxruntime: option use_tf32 is false, but TensorRT, which runs the encoder, does not"
                  + " take it.",
              "Leave it out and set the environment variable NVIDIA_TF32_OVERRIDE to 0, or use"
                  + " execution_provider: cuda."));
    }
    String binding = options.word(OnnxOptions.IO_BINDING);
    if (binding.equals(OnnxOptions.OFF) && provider == ExecutionProvider.CPU) {
      issues.add(
          Issue.error(
              "option-unsupported",
              "onnxruntime: option io_binding would have no effect: the processor works in host"
                  + " memory.",
              "Leave it out."));
    }
    if (binding.equals(OnnxOptions.ON)
        && provider != ExecutionProvider.CPU
        && provider.memory().isEmpty()) {
      issues.add(
          Issue.error(
              "option-unsupported",
              "onnxruntime: option io_binding is on, but with "
                  + provider.displayed()
                  + " the key/value cache is copied through host memory at each token.",
              "Leave it out, and the results say where the cache lies."));
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
    if (provider.isCuda()) {
      own.put(
          SessionSettings.CUDNN_SEARCH,
          options
              .text(OnnxOptions.CUDNN_CONV_ALGO_SEARCH)
              .orElse(DEFAULT_SEARCH)
              .toUpperCase(Locale.ROOT));
      own.put(
          SessionSettings.CUDA_TF32,
          options.optionalFlag(OnnxOptions.USE_TF32).orElse(DEFAULT_TF32) ? "1" : "0");
      own.put(
          SessionSettings.CUDA_ARENA_STRATEGY,
          options
              .text(OnnxOptions.ARENA_EXTEND_STRATEGY)
              .filter("same_as_requested"::equals)
              .map(word -> "kSameAsRequested")
              .orElse("kNextPowerOfTwo"));
      options
          .optionalInteger(OnnxOptions.ARENA_LIMIT_MB)
          .ifPresent(
              limit -> own.put(SessionSettings.CUDA_MEMORY_LIMIT, Long.toString(limit * MEBIBYTE)));
    }
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
