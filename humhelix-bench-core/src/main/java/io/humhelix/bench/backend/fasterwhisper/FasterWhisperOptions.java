package io.humhelix.bench.backend.fasterwhisper;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of this backend, under faster-whisper's own names. Only what a definition sets is
 * handed over; faster-whisper's defaults are read from the installed version and are in the
 * results. The one exception is {@code beam_size}: faster-whisper's default is 5; it is set here to
 * appear in every table.
 */
final class FasterWhisperOptions {

  static final String PYTHON = "python";
  static final String START_TIMEOUT = "start_timeout_s";
  static final String DOWNLOAD_ROOT = "download_root";
  static final String PASS_ENVIRONMENT = "pass_environment";
  static final String BATCH_SIZE = "batch_size";
  static final String CPU_THREADS = "cpu_threads";
  static final String NUM_WORKERS = "num_workers";
  static final String CUDA_LIBRARIES = "cuda_libraries";
  static final String PRELOAD = "preload";
  static final String WITHOUT_TIMESTAMPS = "without_timestamps";

  static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.of(PYTHON, Type.TEXT, "Python interpreter that has faster-whisper")
              .withDefault("python3"),
          OptionSpec.of(DOWNLOAD_ROOT, Type.PATH, "Hugging Face cache that holds the models"),
          OptionSpec.of(
              CUDA_LIBRARIES,
              Type.PATHS,
              "folders in which cuBLAS is looked for first; then where pip, conda and CUDA's toolkit"
                  + " put it"),
          OptionSpec.of(
              "flash_attention", Type.FLAG, "flash attention of CTranslate2, if its build has it"),
          OptionSpec.of(CPU_THREADS, Type.INTEGER, "CPU threads of a call; 0: the engine's")
              .between(0, 512),
          OptionSpec.of(NUM_WORKERS, Type.INTEGER, "most concurrent calls").between(1, 256),
          OptionSpec.of(
                  BATCH_SIZE, Type.INTEGER, "windows per batch of the batched pipeline; 0: off")
              .between(0, 1024),
          OptionSpec.of("beam_size", Type.INTEGER, "1: greedy; more: beam search of that width")
              .withDefault(5L)
              .between(1, 100),
          OptionSpec.of("best_of", Type.INTEGER, "candidates at temperatures above 0")
              .between(1, 100),
          OptionSpec.of("patience", Type.NUMBER, "beam search patience").between(0, 10),
          OptionSpec.of("length_penalty", Type.NUMBER, "exponent for ranking candidates")
              .between(-10, 10),
          OptionSpec.of("repetition_penalty", Type.NUMBER, "above 1: fewer repetitions")
              .between(0, 10),
          OptionSpec.of("no_repeat_ngram_size", Type.INTEGER, "0: off").between(0, 100),
          OptionSpec.of("temperature", Type.NUMBERS, "one, or several to fall back to in turn")
              .between(0, 2),
          OptionSpec.of("compression_ratio_threshold", Type.NUMBER, "above: next temperature")
              .between(0, 100),
          OptionSpec.of("log_prob_threshold", Type.NUMBER, "below: next temperature")
              .between(-100, 0),
          OptionSpec.of("no_speech_threshold", Type.NUMBER, "above: no speech").between(0, 1),
          OptionSpec.of(
              "condition_on_previous_text",
              Type.FLAG,
              "each window continues the text of the one before"),
          OptionSpec.of("prompt_reset_on_temperature", Type.NUMBER, "above: forget the text before")
              .between(0, 2),
          OptionSpec.of("initial_prompt", Type.TEXT, "text that the first window continues"),
          OptionSpec.of("prefix", Type.TEXT, "text that the first window starts with"),
          OptionSpec.of("hotwords", Type.TEXT, "words to expect"),
          OptionSpec.of("suppress_blank", Type.FLAG, "no blank at the start of a window"),
          OptionSpec.of(
              "suppress_tokens", Type.NUMBERS, "token ids that are never written; -1: the model's"),
          OptionSpec.of(WITHOUT_TIMESTAMPS, Type.FLAG, "decode no time tokens"),
          OptionSpec.of("max_initial_timestamp", Type.NUMBER, "latest first time token; seconds")
              .between(0, 30),
          OptionSpec.of("multilingual", Type.FLAG, "detect the language of every window"),
          OptionSpec.of("vad_parameters", Type.MAP, "settings of Silero voice activity detection"),
          OptionSpec.of("max_new_tokens", Type.INTEGER, "most tokens per window").between(1, 448),
          OptionSpec.of("chunk_length", Type.INTEGER, "length of a window; seconds").between(1, 30),
          OptionSpec.of(
                  "hallucination_silence_threshold",
                  Type.NUMBER,
                  "skip longer silences if text looks hallucinated; needs word timestamps; seconds")
              .between(0, 3600),
          OptionSpec.of(
                  "language_detection_threshold",
                  Type.NUMBER,
                  "probability at which a language is accepted")
              .between(0, 1),
          OptionSpec.of(
                  "language_detection_segments",
                  Type.INTEGER,
                  "windows used to detect the language")
              .between(1, 1000),
          OptionSpec.of(START_TIMEOUT, Type.NUMBER, "longest wait for Python to start; seconds")
              .withDefault(120.0)
              .between(1, 3600),
          OptionSpec.of(
              PASS_ENVIRONMENT,
              Type.TEXTS,
              "names of environment variables to pass on as well as PATH, HOME, CUDA_* and similar;"
                  + " values are never stored"));

  /** What concerns the process and not the decoding. */
  private static final Set<String> NOT_HANDED_OVER =
      Set.of(PYTHON, DOWNLOAD_ROOT, CUDA_LIBRARIES, START_TIMEOUT, PASS_ENVIRONMENT);

  private final Options options;

  FasterWhisperOptions(Options options) {
    this.options = options;
  }

  String python() {
    return options.text(PYTHON).orElse("python3");
  }

  Duration startTimeout() {
    return Duration.ofMillis(Math.round(1000 * options.number(START_TIMEOUT).orElse(120.0)));
  }

  Optional<Path> downloadRoot() {
    return options.text(DOWNLOAD_ROOT).map(Path::of);
  }

  boolean batched() {
    return options.integer(BATCH_SIZE).orElse(0L) > 0;
  }

  List<String> passEnvironment() {
    return texts(PASS_ENVIRONMENT);
  }

  List<Path> cudaLibraries() {
    return texts(CUDA_LIBRARIES).stream().map(Path::of).toList();
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    Object value = options.get(name).orElse(List.of());
    (value instanceof List<?> list ? list : List.of(value))
        .forEach(text -> texts.add(String.valueOf(text)));
    return texts;
  }

  /** What the engine gets. A single temperature is a number, since a list means a fallback. */
  Options handedOver() {
    Map<String, Object> values = new LinkedHashMap<>();
    options
        .asMap()
        .forEach(
            (name, value) -> {
              if (!NOT_HANDED_OVER.contains(name)) {
                values.put(name, value);
              }
            });
    if (values.get("temperature") instanceof List<?> list && list.size() == 1) {
      values.put("temperature", list.get(0));
    }
    return Options.of(values);
  }
}
