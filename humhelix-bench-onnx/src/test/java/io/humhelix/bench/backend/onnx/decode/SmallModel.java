package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.GenerationConfig;
import io.humhelix.bench.backend.onnx.model.GenerationConfig.AlignmentHead;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.backend.onnx.model.WhisperConfig;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** A model of ten words, with the special tokens of a large one. */
final class SmallModel {

  /** Words 0 to 9 are " a" to " j"; 7 is never taken, 8 not first. */
  static final int END = 10;

  static final int START = 11;
  static final int ENGLISH = 12;
  static final int GERMAN = 13;
  static final int TRANSLATE = 14;
  static final int TRANSCRIBE = 15;
  static final int LANGUAGE_MODEL = 16;
  static final int PREVIOUS = 17;
  static final int SILENCE = 18;
  static final int NO_TIMES = 19;
  static final int TIME = 20;
  static final int VOCABULARY = TIME + 1501;

  private final WhisperConfig config;
  private final Tokenizer tokenizer;

  SmallModel(Path folder, boolean multilingual) throws Exception {
    this(folder, multilingual, 448);
  }

  SmallModel(Path folder, boolean multilingual, int maxTokens) throws Exception {
    config =
        new WhisperConfig(
            new NetworkSizes(80, 4, 1, 1, 2, 2, 1500, 448, VOCABULARY),
            new GenerationConfig(
                maxTokens,
                List.of(7, 99_999),
                List.of(8, END),
                OptionalInt.of(50),
                List.of(new AlignmentHead(0, 1), new AlignmentHead(1, 0)),
                7),
            new SpecialTokens(
                END,
                START,
                PREVIOUS,
                OptionalInt.of(LANGUAGE_MODEL),
                SILENCE,
                NO_TIMES,
                multilingual ? OptionalInt.of(TRANSCRIBE) : OptionalInt.empty(),
                multilingual ? OptionalInt.of(TRANSLATE) : OptionalInt.empty(),
                multilingual ? Map.of("en", ENGLISH, "de", GERMAN) : Map.of()));
    tokenizer = tokenizer(folder);
  }

  static Tokenizer tokenizer(Path folder) throws Exception {
    StringBuilder vocabulary = new StringBuilder();
    StringBuilder merges = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      char letter = (char) ('a' + i);
      vocabulary.append(i == 0 ? "" : ",").append("\"Ġ").append(letter).append("\":").append(i);
      merges.append(i == 0 ? "" : ",").append("\"Ġ ").append(letter).append('"');
    }
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(
        file,
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{"
            + vocabulary
            + "},\"merges\":["
            + merges
            + "]},\"added_tokens\":[{\"id\":10,\"content\":\"<|endoftext|>\"}]}");
    return Tokenizer.read(file);
  }

  WhisperConfig config() {
    return config;
  }

  ScriptedNetwork network(Script script) {
    return new ScriptedNetwork(VOCABULARY, true, script);
  }

  Transcriber transcriber(WhisperNetwork network, DecodingOptions options) {
    return new Transcriber(config, tokenizer, network, options);
  }

  /** Returns the token of a time. */
  static int at(double seconds) {
    return TIME + (int) Math.round(seconds / 0.02);
  }

  /** Returns audio: noise, so that nothing about it is special. */
  static float[] audio(double seconds) {
    float[] samples = new float[(int) Math.round(seconds * 16_000)];
    Random random = new Random(samples.length);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.1f * (random.nextFloat() - 0.5f);
    }
    return samples;
  }

  /** A script that says one sequence a window, surely; then the end of text. */
  static Script saying(List<List<Integer>> windows) {
    return (window, attempt, tokens, logits) -> say(windows.get(window), tokens, logits);
  }

  /** Makes the next token of a sequence the likeliest, or the end of text. */
  static void say(List<Integer> text, List<Integer> tokens, float[] logits) {
    int said = tokens.size() - 1 - promptEnd(tokens);
    logits[said < text.size() ? text.get(said) : END] = 10;
  }

  /** Returns the place of the prompt's last token. */
  static int promptEnd(List<Integer> tokens) {
    int place = tokens.lastIndexOf(START);
    while (place + 1 < tokens.size()
        && tokens.get(place + 1) >= ENGLISH
        && tokens.get(place + 1) <= NO_TIMES) {
      place++;
    }
    return place;
  }
}
