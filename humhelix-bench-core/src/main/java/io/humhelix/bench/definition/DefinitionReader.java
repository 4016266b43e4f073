package io.humhelix.bench.definition;

import io.humhelix.bench.model.BenchmarkDefinition;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads definition files. Thread-safe.
 *
 * <h2>Our own form</h2>
 *
 * <pre>{@code
 * name: tiny.en, quantised or not       # what is measured, for people
 * models: ../models                     # folder in which models are looked up by name
 * output: results                       # folder of the results file
 * scenario: single-stream               # the default; others have keys of their own
 * isolation: process                    # the default; or in-process
 *
 * workloads:                            # at least one
 *   - name: librivox                    # unique
 *     files: [audio/*.wav]              # paths and patterns (* ? [ab] {a,b} **), sorted
 *     references:                       # what is said, by clip: its file name
 *       first.wav: he was not an ill disposed young man
 *     # references: refs.tsv            # or a file: names, tabs and texts
 *     language: en                      # two or three letters; left out, the engine detects it
 *     task: transcribe                  # or translate (to English)
 *     word_timestamps: false
 *     vad_filter: false
 *   - name: one
 *     files: [30s.wav]
 *     text: what is said in it          # the reference of a workload of one file
 *   - name: listed
 *     manifest: speech/manifest.jsonl   # a line: {"audio_filepath", "duration", "text", "speaker"}
 *
 * suts:                                 # systems under test, at least one
 *   - name: quantised                   # unique; left out, it is model and compute type
 *     backend: whisper-jni              # id of a backend
 *     model: tiny.en                    # a name, or a path
 *     compute_type: q5_1                # left out, it is the engine's choice
 *     device: cpu                       # or cuda, cuda:1, …; cpu if left out
 *     options: {beam_size: 5}           # of the backend, which checks them
 *     workloads: [librivox]             # left out, it is all
 *
 * matrix:                               # every system times every combination
 *   compute_type: [q5_1, q8_0]          # backend, model, compute_type, device
 *   options.beam_size: [1, 5]           # options.NAME
 *   exclude:                            # combinations to leave out; also by sut and workload
 *     - {compute_type: q8_0, options.beam_size: 5}
 *   include:                            # combinations to add
 *     - {sut: quantised, workload: one, compute_type: float16}
 *
 * trials:
 *   warmup: 1                           # after the first pass
 *   count: 5                            # measured
 *   seed: 42                            # of the order; left out, one is drawn and stored
 *   load_timeout_s: 600
 *   call_timeout_s: 60                  # left out, it grows with the audio
 *   max_duration_s: 300                 # of a run config; left out, there is no limit
 *
 * accuracy:
 *   normalizer: multilingual            # or another id of Normalizers; left out, by language
 *   max_wer_percent: 10                 # above it a trial is invalid; needs every reference
 *   max_cer_percent: 5                  # the same for characters
 *   max_error_percent: 0                # calls that may fail; the default
 *
 * baseline: main                        # stored results to compare with: a name, a file, a folder
 * tolerances: {rtf: 3, wer_percent: 1}  # percent, or percentage points of error rates
 * limits: {rtf: "<= 0.1"}               # what a level may be; a number by the metric's name
 * }</pre>
 *
 * <p>Only {@code name}, {@code workloads} and {@code suts} with {@code backend} and {@code model}
 * are required. Relative paths start at the file's folder. A model is a path if it starts with
 * {@code ./} or {@code ../}, or if there is such a file; otherwise it is a name. A manifest's paths
 * start at the manifest; {@code files} together with {@code manifest} select some of its lines. A
 * clip is named after its file, with as many folders as needed to tell equal names apart.
 *
 * <p>The YAML is plain: one document of maps, lists and scalars, in UTF-8, at most 1 MiB, 32
 * levels, 100 000 values and 100 000 characters a line; anchors, aliases, tags, merge keys and
 * duplicate keys are refused. Text needs no quotes where text is expected ({@code language: no} is
 * Norwegian), a flag is {@code true} or {@code false}, and a number has decimal digits.
 *
 * <h2>hum-helix's form</h2>
 *
 * A file with {@code benchmarks}, a list of maps with {@code model}, {@code audio_file} and
 * optionally {@code compute_type}, {@code device}, {@code beam_size}, {@code vad_filter}, {@code
 * word_timestamps} and {@code backend} ({@code faster-whisper}), and with {@code download_root},
 * the models folder. Each entry is one run config. Audio files are in the workloads folder, by
 * default the folder of the file; a {@code manifest.jsonl} there gives references. The language is
 * English for models whose name ends with {@code .en}; otherwise the engine detects it. The
 * benchmark is named after the file.
 */
public final class DefinitionReader {

  private static final int MOST_BYTES = 1 << 20;

  private DefinitionReader() {}

  /**
   * Reads a definition file.
   *
   * @param file a YAML file of either form
   * @param overrides values that replace those of the file
   * @return the definition, all paths of it absolute
   * @throws DefinitionException if it cannot be read or used, with all its problems
   */
  public static BenchmarkDefinition read(Path file, Overrides overrides)
      throws DefinitionException {
    Problems problems = new Problems(file.toString());
    Optional<String> text = source(problems).read(file);
    problems.throwIfAny();
    return read(text.orElseThrow(), file, overrides, problems);
  }

  /**
   * Reads a definition file as it is.
   *
   * @param file a YAML file of either form
   * @return the definition, all paths of it absolute
   * @throws DefinitionException if it cannot be read or used, with all its problems
   */
  public static BenchmarkDefinition read(Path file) throws DefinitionException {
    return read(file, Overrides.NONE);
  }

  /**
   * Reads a definition from a text.
   *
   * @param text YAML of either form
   * @param file the file that the text stands for: relative paths start at its folder, messages
   *     show its name; it need not exist
   * @param overrides values that replace those of the file
   * @return the definition, all paths of it absolute
   * @throws DefinitionException if it cannot be used, with all its problems
   */
  public static BenchmarkDefinition read(String text, Path file, Overrides overrides)
      throws DefinitionException {
    Problems problems = new Problems(file.toString());
    Optional<String> checked = source(problems).check(text);
    problems.throwIfAny();
    return read(checked.orElseThrow(), file, overrides, problems);
  }

  /**
   * Tells which form a file has.
   *
   * @param file a YAML file
   * @return whether it has hum-helix's form; false for one that cannot be read
   */
  public static boolean isHumHelix(Path file) {
    Problems problems = new Problems(file.toString());
    return source(problems)
        .read(file)
        .flatMap(text -> YamlTree.parse(text, problems))
        .filter(DefinitionReader::isHumHelix)
        .isPresent();
  }

  private static boolean isHumHelix(Node root) {
    return root instanceof Node.Entries map && map.entries().containsKey("benchmarks");
  }

  private static SourceText source(Problems problems) {
    return new SourceText(problems, problems.file(), "definition file", MOST_BYTES);
  }

  private static BenchmarkDefinition read(
      String text, Path file, Overrides overrides, Problems problems) throws DefinitionException {
    Objects.requireNonNull(overrides, "overrides");
    SutForm.checkOverrides(overrides, problems);
    Optional<Node> root = YamlTree.parse(text, problems);
    Optional<BenchmarkDefinition> definition =
        root.flatMap(node -> definition(node, file, overrides, problems));
    problems.throwIfAny();
    return definition.orElseThrow();
  }

  private static Optional<BenchmarkDefinition> definition(
      Node root, Path file, Overrides overrides, Problems problems) {
    if (root instanceof Node.Scalar scalar && scalar.isNothing()) {
      problems.at(root, "", "the file is empty", "a definition", "write name, workloads and suts");
      return Optional.empty();
    }
    boolean humHelix = isHumHelix(root);
    Folder base = Folder.around(file);
    return Section.open(root, "", humHelix ? Level.HUM_HELIX : Level.TOP, problems)
        .flatMap(
            top ->
                humHelix
                    ? new HumHelixForm(top, base, overrides).read(name(file))
                    : new OrdinaryForm(top, base, overrides).read());
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
