package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.humhelix.bench.backend.onnx.runtime.GraphRole;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the sessions of a model are made with. Immutable.
 *
 * @param provider what is to do the work; ONNX Runtime adds the CPU for nodes that it cannot take
 * @param deviceIndex which device of its kind, from 0
 * @param providerOptions the provider's own options, as ONNX Runtime names them
 * @param threads threads within a node, 1 or more
 * @param interOpThreads nodes at the same time, 1 or more; more than 1 runs graphs in parallel mode
 * @param optimization what ONNX Runtime may change in graphs before it runs them
 * @param cpuArena whether host memory is kept between calls
 * @param configEntries further entries of ONNX Runtime's session configuration
 * @param profile start of the names of files in which every run's nodes are timed; empty for none
 */
public record SessionSettings(
    ExecutionProvider provider,
    int deviceIndex,
    Map<String, String> providerOptions,
    int threads,
    int interOpThreads,
    OptLevel optimization,
    boolean cpuArena,
    Map<String, String> configEntries,
    Optional<String> profile) {

  /** CUDA's option for how cuDNN looks for its convolutions. */
  public static final String CUDNN_SEARCH = "cudnn_conv_algo_search";

  /** CUDA's option for the most device memory that its arena takes; bytes. */
  public static final String CUDA_MEMORY_LIMIT = "gpu_mem_limit";

  /** CUDA's option for how that arena grows. */
  public static final String CUDA_ARENA_STRATEGY = "arena_extend_strategy";

  /** CUDA's option for products of float32 by TF32. */
  public static final String CUDA_TF32 = "use_tf32";

  public SessionSettings {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(optimization, "optimization");
    providerOptions = Map.copyOf(providerOptions);
    configEntries = Map.copyOf(configEntries);
    Objects.requireNonNull(profile, "profile");
  }

  /**
   * The processor with ONNX Runtime's defaults.
   *
   * @param threads threads within a node, 1 or more
   * @return the settings
   */
  public static SessionSettings cpu(int threads) {
    return new SessionSettings(
        ExecutionProvider.CPU,
        0,
        Map.of(),
        threads,
        1,
        OptLevel.ALL_OPT,
        true,
        Map.of(),
        Optional.empty());
  }

  /**
   * Returns what runs a graph. TensorRT builds an engine for each range of shapes, so it gets only
   * the encoder: in the decoder, whose cache grows, it would build them within calls.
   *
   * @param role what the graph is for
   * @return the provider, or CUDA in TensorRT's place
   */
  public ExecutionProvider providerOf(GraphRole role) {
    return provider == ExecutionProvider.TENSORRT && role != GraphRole.ENCODER
        ? ExecutionProvider.CUDA
        : provider;
  }

  /**
   * Makes ONNX Runtime's options for a session with the provider itself.
   *
   * @return new options, which the caller closes when the session is made
   * @throws OrtException if ONNX Runtime refuses, such as for a provider that it does not have
   */
  public SessionOptions newOptions() throws OrtException {
    return newOptions(GraphRole.ENCODER);
  }

  /**
   * Makes ONNX Runtime's options for the session of a graph.
   *
   * @param role what the graph is for
   * @return new options, which the caller closes when the session is made
   * @throws OrtException if ONNX Runtime refuses, such as for a provider that it does not have
   */
  public SessionOptions newOptions(GraphRole role) throws OrtException {
    SessionOptions options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(interOpThreads);
      options.setExecutionMode(
          interOpThreads > 1 ? ExecutionMode.PARALLEL : ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(optimization);
      options.setCPUArenaAllocator(cpuArena);
      for (Map.Entry<String, String> entry : configEntries.entrySet()) {
        options.addConfigEntry(entry.getKey(), entry.getValue());
      }
      if (profile.isPresent()) {
        options.enableProfiling(profile.get());
      }
      ProviderRegistration.add(options, this, providerOf(role));
      return options;
    } catch (OrtException | RuntimeException e) {
      options.close();
      throw e;
    }
  }
}
