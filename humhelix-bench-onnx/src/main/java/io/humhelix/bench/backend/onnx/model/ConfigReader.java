package io.humhelix.bench.backend.onnx.model;

import io.humhelix.bench.backend.onnx.model.GenerationConfig.AlignmentHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a folder's JSON files. For one folder. */
final class ConfigReader {

  static final String CONFIG = "config.json";
  static final String GENERATION = "generation_config.json";
  static final String PREPROCESSOR = "preprocessor_config.json";
  static final String TOKENIZER = "tokenizer.json";

  /** Far beyond any Whisper: large-v3 has 32 layers, 20 heads, a width of 1280. */
  private static final int MOST_LAYERS = 256;

  private static final int MOST_HEADS = 256;
  private static final int WIDEST = 1 << 14;
  private static final int MOST_POSITIONS = 1 << 14;
  private static final int LARGEST_VOCABULARY = 1 << 20;

  /** Encoder positions of 30 s, and frames of features for each. */
  private static final int POSITIONS = 1500;

  private static final int DEFAULT_MAX_TOKENS = 448;
  private static final int DEFAULT_MEDIAN_FILTER = 7;
  private static final int WIDEST_MEDIAN_FILTER = 99;

  private final Path folder;
  private final Findings findings;
  private final List<Path> files = new ArrayList<>();

  ConfigReader(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /** Reads everything; what is missing or wrong becomes findings. */
  Optional<WhisperConfig> read() {
    Optional<JsonFile> config = open(CONFIG);
    Optional<NetworkSizes> sizes = config.flatMap(this::sizes);
    Path generationFile = folder.resolve(GENERATION);
    // transformers, too, falls back on the model's configuration.
    Optional<JsonFile> generation = Files.exists(generationFile) ? open(GENERATION) : config;
    Optional<JsonFile> preprocessor = open(PREPROCESSOR);
    sizes.ifPresent(known -> preprocessor.ifPresent(json -> checkFeatures(json, known)));
    Path tokenizerFile = folder.resolve(TOKENIZER);
    files.add(tokenizerFile);
    Optional<TokenizerIds> tokenizer =
        findings.attempt(tokenizerFile, () -> TokenizerIds.read(tokenizerFile));
    if (sizes.isEmpty() || generation.isEmpty() || tokenizer.isEmpty()) {
      return Optional.empty();
    }
    GenerationConfig generationConfig =
        generation(generation.get(), config.orElseThrow(), sizes.get());
    Optional<SpecialTokens> tokens =
        new SpecialTokenReader(generation.get(), tokenizerFile, tokenizer.get(), findings)
            .read(sizes.get().vocabulary());
    return tokens.map(known -> new WhisperConfig(sizes.get(), generationConfig, known));
  }

  List<Path> files() {
    return files;
  }

  private Optional<JsonFile> open(String name) {
    files.add(folder.resolve(name));
    return JsonFile.read(folder.resolve(name), findings);
  }

  /** Sizes, if all are right: what follows from a wrong one is no finding of its own. */
  private Optional<NetworkSizes> sizes(JsonFile json) {
    int before = findings.issues().size();
    json.text("model_type", "whisper");
    NetworkSizes sizes =
        new NetworkSizes(
            json.integer("num_mel_bins", 1, 1024),
            json.integer("d_model", 1, WIDEST),
            json.integer("encoder_layers", 1, MOST_LAYERS),
            json.integer("encoder_attention_heads", 1, MOST_HEADS),
            json.integer("decoder_layers", 1, MOST_LAYERS),
            json.integer("decoder_attention_heads", 1, MOST_HEADS),
            json.integer("max_source_positions", POSITIONS, POSITIONS),
            json.integer("max_target_positions", 1, MOST_POSITIONS),
            json.integer("vocab_size", 1, LARGEST_VOCABULARY));
    if (sizes.mels() != 80 && sizes.mels() != 128) {
      json.refuse("num_mel_bins", json.node("num_mel_bins"), "80 or 128");
    }
    if (findings.issues().size() > before) {
      return Optional.empty();
    }
    for (String heads : List.of("encoder_attention_heads", "decoder_attention_heads")) {
      if (sizes.width() % json.node(heads).intValue() != 0) {
        json.refuse(heads, json.node(heads), "a divisor of d_model, " + sizes.width());
      }
    }
    return findings.issues().size() > before ? Optional.empty() : Optional.of(sizes);
  }

  private static void checkFeatures(JsonFile json, NetworkSizes sizes) {
    json.integer("feature_size", sizes.mels(), sizes.mels());
    json.optional("sampling_rate", 16_000, 16_000);
    json.optional("n_fft", 400, 400);
    json.optional("hop_length", 160, 160);
    json.optional("chunk_length", 30, 30);
  }

  private static GenerationConfig generation(JsonFile json, JsonFile config, NetworkSizes sizes) {
    int lastToken = sizes.vocabulary() - 1;
    int maxTokens = json.optional("max_length", 1, MOST_POSITIONS).orElse(DEFAULT_MAX_TOKENS);
    List<AlignmentHead> heads =
        json.pairs("alignment_heads", sizes.decoderLayers(), sizes.decoderHeads()).stream()
            .map(pair -> new AlignmentHead(pair[0], pair[1]))
            .toList();
    int filter =
        config
            .optional("median_filter_width", 1, WIDEST_MEDIAN_FILTER)
            .orElse(DEFAULT_MEDIAN_FILTER);
    if (filter % 2 == 0) {
      config.refuse("median_filter_width", config.node("median_filter_width"), "an odd number");
    }
    return new GenerationConfig(
        Math.min(maxTokens, sizes.decoderPositions()),
        json.integers("suppress_tokens", 0, lastToken),
        json.integers("begin_suppress_tokens", 0, lastToken),
        json.optional("max_initial_timestamp_index", 0, POSITIONS),
        heads,
        filter);
  }
}
