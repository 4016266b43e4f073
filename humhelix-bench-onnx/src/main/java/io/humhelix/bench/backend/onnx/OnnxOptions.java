package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.model.GraphChoice;
import io.humhelix.bench.backend.onnx.model.GraphVariant;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.backend.onnx.session.PluginLibrary;
import io.humhelix.bench.backend.onnx.session.ProviderSources;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options of this backend. Names are faster-whisper's where they mean the same; defaults are
 * those of OpenAI's {@code transcribe}, but for {@code beam_size}, {@code timestamps} and {@code
 * condition_on_previous_text}.
 */
final class OnnxOptions {

  static final String BEAM_SIZE = "beam_size";
  static final String BEST_OF = "best_of";
  static final String PATIENCE = "patience";
  static final String LENGTH_PENALTY = "length_penalty";
  static final String TEMPERATURE = "temperature";
  static final String TEMPERATURE_INCREMENT = "temperature_increment";
  static final String COMPRESSION_RATIO_THRESHOLD = "compression_ratio_threshold";
  static final String LOG_PROB_THRESHOLD = "log_prob_threshold";
  static final String NO_SPEECH_THRESHOLD = "no_speech_threshold";
  static final String CONDITION_ON_PREVIOUS_TEXT = "condition_on_previous_text";
  static final String INITIAL_PROMPT = "initial_prompt";
  static final String TIMESTAMPS = "timestamps";
  static final String MAX_INITIAL_TIMESTAMP = "max_initial_timestamp";
  static final String MAX_NEW_TOKENS = "max_new_tokens";
  static final String LONG_AUDIO = "long_audio";
  static final String BATCH_SIZE = "batch_size";
  static final String PAD_LAST_BATCH = "pad_last_batch";
  static final String SEED = "seed";
  static final String ENCODER_COMPUTE_TYPE = "encoder_compute_type";
  static final String DECODER_COMPUTE_TYPE = "decoder_compute_type";
  static final String ENCODER_FILE = "encoder_file";
  static final String DECODER_FILE = "decoder_file";
  static final String THREADS = "threads";
  static final String INTER_OP_THREADS = "inter_op_threads";
  static final String GRAPH_OPTIMIZATION = "graph_optimization";
  static final String CPU_ARENA = "cpu_arena";
  static final String SHARED_ARENA = "shared_arena";
  static final String EXECUTION_PROVIDER = "execution_provider";
  static final String PROVIDER_OPTIONS = "provider_options";
  static final String SESSION_CONFIG = "session_config";
  static final String ARENA_LIMIT_MB = "arena_limit_mb";
  static final String ARENA_EXTEND_STRATEGY = "arena_extend_strategy";
  static final String CUDNN_CONV_ALGO_SEARCH = "cudnn_conv_algo_search";
  static final String USE_TF32 = "use_tf32";
  static final String TRT_ENGINE_CACHE = "trt_engine_cache";
  static final String IO_BINDING = "io_binding";
  static final String PROFILE = "profile";
  static final String NATIVE_PATH = "native_path";
  static final String EP_LIBRARY = "ep_library";
  static final String CUDA_LIBRARIES = "cuda_libraries";
  static final String ALLOW_SOFTWARE_DEVICE = "allow_software_device";

  static final String AUTO = "auto";
  static final String ON = "on";
  static final String OFF = "off";

  private static final String BATCHED = "batched";

  private static final int MOST_BEAMS = 64;
  private static final int MOST_WINDOWS = 256;
  private static final int MOST_THREADS = 512;
  private static final int DEFAULT_MOST_THREADS = 4;
  private static final int MOST_MEBIBYTES = 1 << 20;

  static final List<OptionSpec> SPECS =
      Stream.of(search(), audio(), graphs(), engine(), libraries()).flatMap(List::stream).toList();

  private final Options options;

  private OnnxOptions(Options options) {
    this.options = options;
  }

  private static List<OptionSpec> search() {
    return List.of(
        OptionSpec.of(
                BEAM_SIZE,
                Type.INTEGER,
                "1: greedy; more: beam search of that width, at temperature 0 alone")
            .withDefault(1L)
            .between(1, MOST_BEAMS),
        OptionSpec.of(PATIENCE, Type.NUMBER, "finished beams to wait for, as a factor of beam_size")
            .withDefault(1.0)
            .between(0.01, 100),
        OptionSpec.of(
                LENGTH_PENALTY,
                Type.NUMBER,
                "exponent of the length penalty for ranking candidates; left out: by mean log"
                    + " probability")
            .between(0, 1),
        OptionSpec.of(BEST_OF, Type.INTEGER, "candidates sampled at temperatures above 0")
            .withDefault(5L)
            .between(1, MOST_BEAMS),
        OptionSpec.of(TEMPERATURE, Type.NUMBER, "sampling temperature of the first attempt")
            .withDefault(0.0)
            .between(0, 1),
        OptionSpec.of(
                TEMPERATURE_INCREMENT,
                Type.NUMBER,
                "added after an attempt that fails a threshold, up to 1; 0: no fallback")
            .withDefault(0.2)
            .between(0, 1),
        OptionSpec.of(
                COMPRESSION_RATIO_THRESHOLD,
                Type.NUMBER,
                "an attempt fails if its text compresses better (repetitions); 0: not checked")
            .withDefault(2.4)
            .between(0, 100),
        OptionSpec.of(
                LOG_PROB_THRESHOLD,
                Type.NUMBER,
                "an attempt fails if its mean log probability is below; -100: not checked")
            .withDefault(-1.0)
            .between(-100, 0),
        OptionSpec.of(
                NO_SPEECH_THRESHOLD,
                Type.NUMBER,
                "a window whose probability of silence is above has no text; 1: not checked")
            .withDefault(0.6)
            .between(0, 1),
        OptionSpec.of(
                SEED, Type.INTEGER, "of sampling at temperatures above 0; the same for every call")
            .withDefault(0L)
            .between(0, Integer.MAX_VALUE));
  }

  private static List<OptionSpec> audio() {
    return List.of(
        OptionSpec.of(
            INITIAL_PROMPT,
            Type.TEXT,
            "text that the first window continues, batched every piece; with previous text it stays"
                + " before that of later windows while both fit in half the model's length less one"
                + " (223 tokens)"),
        OptionSpec.of(
                CONDITION_ON_PREVIOUS_TEXT,
                Type.FLAG,
                "each window of long audio continues the text of those before; not when batched, and not"
                    + " after a window decoded at a temperature above 0.5")
            .withDefault(false),
        OptionSpec.of(
                TIMESTAMPS,
                Type.TEXT,
                "time tokens; auto: for word times, and for long audio unless it is batched")
            .withDefault(AUTO)
            .oneOf(AUTO, ON, OFF),
        OptionSpec.of(
                MAX_INITIAL_TIMESTAMP,
                Type.NUMBER,
                "latest first time token; seconds; left out: the model's")
            .between(0, 30),
        OptionSpec.of(
                MAX_NEW_TOKENS,
                Type.INTEGER,
                "most tokens per window, without the prompt; the model's length, prompt included, is the"
                    + " most there can be")
            .between(1, 1 << 14),
        OptionSpec.of(
                LONG_AUDIO,
                Type.TEXT,
                "above 30 s: sequential seeks by time tokens, batched decodes several pieces at once")
            .withDefault("sequential")
            .oneOf("sequential", BATCHED),
        OptionSpec.of(BATCH_SIZE, Type.INTEGER, "windows per batch if long_audio is batched")
            .withDefault(8L)
            .between(1, MOST_WINDOWS),
        OptionSpec.of(
            PAD_LAST_BATCH,
            Type.FLAG,
            "encode a batch with fewer windows at the full batch_size; on GPUs: true, on the CPU: false"));
  }

  private static List<OptionSpec> graphs() {
    String[] forms = GraphVariant.words().toArray(String[]::new);
    return List.of(
        OptionSpec.of(ENCODER_COMPUTE_TYPE, Type.TEXT, "compute type of the encoder, if different")
            .oneOf(forms),
        OptionSpec.of(DECODER_COMPUTE_TYPE, Type.TEXT, "compute type of the decoder, if different")
            .oneOf(forms),
        OptionSpec.of(
            ENCODER_FILE, Type.TEXT, "file name of the encoder, instead of the compute type's"),
        OptionSpec.of(
            DECODER_FILE, Type.TEXT, "file name of the decoder, instead of the compute type's"));
  }

  private static List<OptionSpec> engine() {
    return List.of(
        OptionSpec.of(THREADS, Type.INTEGER, "CPU threads of a call; min(4, processors)")
            .between(1, MOST_THREADS),
        OptionSpec.of(INTER_OP_THREADS, Type.INTEGER, "nodes of a graph run at the same time")
            .withDefault(1L)
            .between(1, MOST_THREADS),
        OptionSpec.of(GRAPH_OPTIMIZATION, Type.TEXT, "what ONNX Runtime may change in graphs")
            .withDefault("all")
            .oneOf("none", "basic", "extended", "all"),
        OptionSpec.of(CPU_ARENA, Type.FLAG, "keep host memory from call to call").withDefault(true),
        OptionSpec.of(
                SHARED_ARENA, Type.FLAG, "one arena for all graphs of a model, instead of one each")
            .withDefault(true),
        OptionSpec.of(
                EXECUTION_PROVIDER,
                Type.TEXT,
                "what runs on the device; auto: the device's usual one")
            .withDefault(AUTO)
            .oneOf(
                Stream.concat(
                        Stream.of(AUTO),
                        Arrays.stream(ExecutionProvider.values()).map(ExecutionProvider::word))
                    .toArray(String[]::new)),
        OptionSpec.of(
            PROVIDER_OPTIONS, Type.MAP, "options of the execution provider, passed on unchanged"),
        OptionSpec.of(SESSION_CONFIG, Type.MAP, "entries of ONNX Runtime's session configuration"),
        OptionSpec.of(ARENA_LIMIT_MB, Type.INTEGER, "limit of CUDA's device memory arena; MiB")
            .between(1, MOST_MEBIBYTES),
        OptionSpec.of(
                ARENA_EXTEND_STRATEGY,
                Type.TEXT,
                "CUDA: how the device memory arena grows; next_power_of_two if left out")
            .oneOf("next_power_of_two", "same_as_requested"),
        OptionSpec.of(
                CUDNN_CONV_ALGO_SEARCH,
                Type.TEXT,
                "CUDA: how cuDNN searches for convolution algorithms; heuristic if left out, since"
                    + " exhaustive searches again at every new shape")
            .oneOf("exhaustive", "heuristic", "default"),
        OptionSpec.of(
            USE_TF32,
            Type.FLAG,
            "CUDA: multiply float32 with 10 bits of mantissa on Ampere and newer; true if left out"),
        OptionSpec.of(
            TRT_ENGINE_CACHE, Type.PATH, "folder in which TensorRT caches the engines it builds"),
        OptionSpec.of(
                IO_BINDING,
                Type.TEXT,
                "keep the key/value cache in the device's memory where that can be; off: in host"
                    + " memory, copied at each token")
            .withDefault(AUTO)
            .oneOf(AUTO, ON, OFF),
        OptionSpec.of(
            PROFILE, Type.PATH, "start of the names of ONNX Runtime's profiles; slows calls"),
        OptionSpec.of(
            NATIVE_PATH,
            Type.PATH,
            "folder of a native build of ONNX Runtime (CUDA 13, ROCm, …); one per process"));
  }

  private static List<OptionSpec> libraries() {
    return List.of(
        OptionSpec.of(
            EP_LIBRARY,
            Type.TEXT,
            "plug-in that brings the execution provider, as <name>=<path of its library>"),
        OptionSpec.of(
            CUDA_LIBRARIES,
            Type.PATHS,
            "folders in which CUDA's, cuDNN's and TensorRT's libraries are looked for first"),
        OptionSpec.of(
            ALLOW_SOFTWARE_DEVICE,
            Type.FLAG,
            "take a GPU's interface that works on the processor (llvmpipe, SwiftShader) for the"
                + " device; false unless set"));
  }

  /** Whether a GPU's interface on the processor counts as the device. */
  boolean allowsSoftwareDevice() {
    return options.flag(ALLOW_SOFTWARE_DEVICE).orElse(false);
  }

  /** Where the definition says that an execution provider's libraries lie. */
  ProviderSources sources() {
    List<?> folders =
        options.get(CUDA_LIBRARIES).orElse(List.of()) instanceof List<?> list ? list : List.of();
    return new ProviderSources(
        folders.stream().map(folder -> Path.of(folder.toString())).toList(),
        text(EP_LIBRARY).flatMap(PluginLibrary::parse));
  }

  /**
   * Completes options.
   *
   * @param given those of the definition, with or without the declared defaults
   * @return every option in effect
   */
  static OnnxOptions of(Options given) {
    Map<String, Object> effective = new LinkedHashMap<>();
    for (OptionSpec spec : SPECS) {
      given
          .get(spec.name())
          .or(spec::defaultValue)
          .ifPresent(value -> effective.put(spec.name(), value));
    }
    effective.putIfAbsent(
        THREADS, Math.min(DEFAULT_MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    return new OnnxOptions(Options.of(effective));
  }

  /** Every option in effect, and what they mean in the words that all backends share. */
  Options effective() {
    return options
        .with(
            DecodingOption.TEMPERATURES.key(),
            DecodingOption.temperatures(
                number(TEMPERATURE), fallsBack() ? number(TEMPERATURE_INCREMENT) : 0))
        .with(
            DecodingOption.TIMESTAMPS.key(),
            switch (word(TIMESTAMPS)) {
              case ON -> "always";
              case OFF -> "never";
              default -> batched() ? "for word times" : "for long audio and word times";
            })
        .with(DecodingOption.VAD_FILTER.key(), false)
        .with(DecodingOption.AUDIO_WINDOW.key(), DecodingOption.PADDED_TO_30_S);
  }

  /** Whether an attempt can fail, so that there is a second temperature. */
  private boolean fallsBack() {
    return number(COMPRESSION_RATIO_THRESHOLD) != DecodingPlan.ANY_COMPRESSION_RATIO
        || number(LOG_PROB_THRESHOLD) != DecodingPlan.ANY_LOG_PROBABILITY;
  }

  /** Whether long audio is decoded in pieces, each for itself. */
  boolean batched() {
    return word(LONG_AUDIO).equals(BATCHED);
  }

  int integer(String name) {
    return Math.toIntExact(options.integer(name).orElseThrow());
  }

  double number(String name) {
    return options.number(name).orElseThrow();
  }

  boolean flag(String name) {
    return options.flag(name).orElseThrow();
  }

  /** A text that has a default. */
  String word(String name) {
    return options.text(name).orElseThrow();
  }

  Optional<String> text(String name) {
    return options.text(name);
  }

  Optional<Long> optionalInteger(String name) {
    return options.integer(name);
  }

  Optional<Boolean> optionalFlag(String name) {
    return options.flag(name);
  }

  Optional<Double> optionalNumber(String name) {
    return options.number(name);
  }

  /** Names and values as ONNX Runtime takes them: texts, with 1 and 0 for true and false. */
  Map<String, String> map(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (options.get(name).orElse(null) instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) ->
              texts.put(
                  key.toString(),
                  value instanceof Boolean flag ? flag ? "1" : "0" : value.toString()));
    }
    return texts;
  }

  /** Which of a model's graphs to use. */
  GraphChoice graphs(ComputeType asked) {
    Optional<GraphVariant> both =
        asked.isDefault() ? Optional.empty() : GraphVariant.of(asked.canonical());
    return new GraphChoice(
        text(ENCODER_COMPUTE_TYPE).flatMap(GraphVariant::of).or(() -> both),
        text(DECODER_COMPUTE_TYPE).flatMap(GraphVariant::of).or(() -> both),
        text(ENCODER_FILE),
        text(DECODER_FILE));
  }
}
