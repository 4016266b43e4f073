package io.humhelix.bench.backend.onnx.model;

import static io.humhelix.bench.backend.onnx.model.ModelFolder.TINY;
import static io.humhelix.bench.backend.onnx.model.ModelFolder.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class ModelReaderTest {

  @TempDir Path temp;

  @Test
  void readsTheRealModel() {
    ModelReader reading = ModelReader.read(ModelFolder.REAL, GraphChoice.DEFAULT);
    assertEquals(List.of(), reading.issues());
    WhisperModel model = reading.model().orElseThrow();
    assertEquals(TINY, model.config().sizes());
    SpecialTokens tokens = model.config().tokens();
    assertEquals(50_256, tokens.endOfText());
    assertEquals(50_257, tokens.startOfTranscript());
    assertEquals(50_360, tokens.startOfPrevious());
    assertEquals(OptionalInt.of(50_359), tokens.startOfLanguageModel());
    assertEquals(50_361, tokens.noSpeech());
    assertEquals(50_362, tokens.noTimestamps());
    assertEquals(50_363, tokens.firstTimestamp());
    assertFalse(tokens.multilingual());
    assertEquals(OptionalInt.empty(), tokens.translate());
    GenerationConfig generation = model.config().generation();
    assertEquals(448, generation.maxTokens());
    assertEquals(90, generation.suppressed().size());
    assertEquals(List.of(220, 50_256), generation.suppressedAtBegin());
    assertEquals(OptionalInt.of(50), generation.maxInitialTimestampIndex());
    assertEquals(8, generation.alignmentHeads().size());
    assertEquals(7, generation.medianFilterWidth());
    assertTrue(model.graphs().merged());
    assertFalse(model.graphs().crossAttentions());
    assertEquals("quantized", model.graphs().computeType());
    assertEquals(Map.of("", 17L), model.graphs().encoder().signature().opsets());
    assertEquals(6, model.files().size(), model.files().toString());
  }

  @Test
  void takesTheMostPreciseFormThatBothNetworksHave() throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    folder.graph("encoder_model_fp16.onnx", OnnxFile.encoder(TINY));
    folder.graph("decoder_model_merged_fp16.onnx", OnnxFile.merged(TINY));
    assertEquals("float32", computeType(GraphChoice.DEFAULT));
    folder.without("onnx/encoder_model.onnx");
    assertEquals("float16", computeType(GraphChoice.DEFAULT));
    assertEquals(
        "float16+float32",
        computeType(
            new GraphChoice(
                Optional.of(GraphVariant.FLOAT16),
                Optional.of(GraphVariant.FLOAT32),
                Optional.empty(),
                Optional.empty())));
    folder.without("onnx/decoder_model_merged_fp16.onnx");
    assertRefused(
        folder.read(),
        "no encoder and decoder in one form",
        "encoder_model_fp16.onnx",
        "encoder_compute_type");
  }

  @Test
  void takesGraphsByTheirFileNames() throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    folder.graph("encoder_mine_q4.onnx", OnnxFile.encoder(TINY));
    assertEquals("q4+float32", computeType(byFile("encoder_mine_q4.onnx")));
    assertRefused(ModelReader.read(folder.path(), byFile("absent.onnx")), "no graph 'absent.onnx'");
    assertRefused(
        ModelReader.read(folder.path(), byFile("../onnx/encoder_model.onnx")), "no graph '../onnx");
  }

  @Test
  void readsTwoDecodersAndGraphsBesideTheConfiguration() throws IOException {
    ModelFolder folder = ModelFolder.in(temp).without("onnx/decoder_model_merged.onnx");
    Files.write(temp.resolve("decoder_model.onnx"), OnnxFile.first(TINY).bytes());
    Files.write(temp.resolve("decoder_with_past_model.onnx"), OnnxFile.withPast(TINY).bytes());
    WhisperModel model = folder.read().model().orElseThrow();
    assertFalse(model.graphs().merged());
    assertEquals(7, model.files().size());
    assertEquals(
        folder.read().model().orElseThrow().graphs(),
        ModelReader.read(
                temp,
                new GraphChoice(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("decoder_model.onnx")))
            .model()
            .orElseThrow()
            .graphs());
    folder.without("decoder_with_past_model.onnx");
    assertRefused(folder.read(), "no encoder and decoder in one form");
    assertRefused(
        ModelReader.read(temp, GraphChoice.of(GraphVariant.FLOAT32)),
        "no decoder of compute type float32",
        "decoder_with_past_model.onnx");
  }

  @Test
  void readsAMultilingualModelOfTheThirdGeneration() throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    NetworkSizes sizes = new NetworkSizes(128, 1280, 32, 20, 2, 20, 1500, 448, 51_866);
    folder
        .graph("encoder_model.onnx", OnnxFile.encoder(sizes))
        .graph("decoder_model_merged.onnx", OnnxFile.merged(sizes))
        .edit("preprocessor_config.json", json -> json.put("feature_size", 128))
        .edit(
            "config.json",
            json ->
                json.put("num_mel_bins", 128)
                    .put("d_model", 1280)
                    .put("encoder_layers", 32)
                    .put("decoder_layers", 2)
                    .put("encoder_attention_heads", 20)
                    .put("decoder_attention_heads", 20)
                    .put("vocab_size", 51_866))
        .edit("tokenizer.json", ModelReaderTest::multilingual)
        .edit(
            "generation_config.json",
            json -> {
              json.put("eos_token_id", 50_257).put("decoder_start_token_id", 50_258);
              json.put("no_timestamps_token_id", 50_364).put("is_multilingual", true);
              json.putObject("lang_to_id").put("<|en|>", 50_259).put("<|yue|>", 50_358);
              json.putNull("alignment_heads");
              json.remove("suppress_tokens");
            });
    ModelReader reading = folder.read();
    assertEquals(List.of(), reading.issues());
    SpecialTokens tokens = reading.model().orElseThrow().config().tokens();
    assertEquals(Map.of("en", 50_259, "yue", 50_358), tokens.languages());
    assertEquals(OptionalInt.of(50_360), tokens.transcribe());
    assertEquals(OptionalInt.of(50_359), tokens.translate());
    assertEquals(50_363, tokens.noSpeech());
    assertEquals(List.of(), reading.model().orElseThrow().config().generation().alignmentHeads());
    folder.edit(
        "generation_config.json",
        json -> ((ObjectNode) json.get("lang_to_id")).put("<|de|>", 50_300));
    assertRefused(folder.read(), "tokenizer of another model", "<|de|> nowhere", "lang_to_id");
  }

  /** The special tokens of large-v3, as far as the test needs them. */
  private static void multilingual(ObjectNode json) {
    ArrayNode added = json.putArray("added_tokens");
    Object[][] tokens = {
      {"<|endoftext|>", 50_257}, {"<|startoftranscript|>", 50_258}, {"<|en|>", 50_259},
      {"<|yue|>", 50_358}, {"<|translate|>", 50_359}, {"<|transcribe|>", 50_360},
      {"<|startoflm|>", 50_361}, {"<|startofprev|>", 50_362}, {"<|nospeech|>", 50_363},
      {"<|notimestamps|>", 50_364}
    };
    for (Object[] token : tokens) {
      added.addObject().put("content", (String) token[0]).put("id", (Integer) token[1]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config.json | missing",
        "preprocessor_config.json | missing",
        "tokenizer.json | missing"
      })
  void namesAMissingFile(String name, String found) throws IOException {
    assertRefused(ModelFolder.in(temp).without(name).read(), name, found);
  }

  @Test
  void saysHowToMakeATokenizerOfItsParts() throws IOException {
    ModelFolder folder = ModelFolder.in(temp).without("tokenizer.json");
    Files.createFile(temp.resolve("vocab.json"));
    Files.createFile(temp.resolve("merges.txt"));
    assertRefused(folder.read(), "vocab.json and merges.txt alone", "AutoTokenizer");
  }

  @Test
  void doesWithoutGenerationConfigAsTransformersDoes() throws IOException {
    ModelReader reading = ModelFolder.in(temp).without("generation_config.json").read();
    assertEquals(List.of(), reading.issues());
    WhisperModel model = reading.model().orElseThrow();
    assertEquals(90, model.config().generation().suppressed().size());
    assertEquals(50_362, model.config().tokens().noTimestamps());
    assertEquals(List.of(), model.config().generation().alignmentHeads());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config.json | model_type | \"bert\" | key 'model_type' = \"bert\"; allowed: \"whisper\"",
        "config.json | d_model | 0 | key 'd_model' = 0; allowed: a whole number from 1",
        "config.json | d_model | 3.5 | key 'd_model' = 3.5",
        "config.json | d_model | \"x\" | key 'd_model' = \"x\"",
        "config.json | decoder_layers | null | key 'decoder_layers' = null",
        "config.json | decoder_layers | 99999999999 | key 'decoder_layers' = 99999999999",
        "config.json | decoder_attention_heads | 5 | allowed: a divisor of d_model, 384",
        "config.json | num_mel_bins | 90 | allowed: 80 or 128",
        "config.json | max_source_positions | 750 | from 1500 to 1500",
        "config.json | median_filter_width | 4 | an odd number",
        "preprocessor_config.json | feature_size | 128 | from 80 to 80",
        "preprocessor_config.json | hop_length | 80 | from 160 to 160",
        "generation_config.json | suppress_tokens | [1,-1] | key 'suppress_tokens' = -1",
        "generation_config.json | suppress_tokens | 7 | a list of whole numbers",
        "generation_config.json | alignment_heads | [[4,0]] | the first below 4",
        "generation_config.json | alignment_heads | 3 | a list of pairs",
        "generation_config.json | is_multilingual | 1 | true or false",
        "generation_config.json | max_length | -1 | key 'max_length' = -1"
      })
  void namesAValueThatIsNotAllowed(String file, String key, String value, String found)
      throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    Path path = temp.resolve(file);
    String json = Files.readString(path);
    String without =
        json.replaceFirst(
            "\"" + key + "\":\\s*(\\[[^\\]]*(\\],?\\s*\\[[^\\]]*)*\\]\\s*\\]?|[^,\\n]+),?", "");
    Files.writeString(path, without.replaceFirst("\\{", "{\"" + key + "\": " + value + ","));
    ModelReader reading = folder.read();
    assertTrue(reading.model().isEmpty());
    Issue first = reading.issues().get(0);
    assertTrue(first.message().contains(file), first.message());
    assertTrue(first.message().contains(found), first.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is not a JSON object",
        "[1] | is not a JSON object",
        "{\"a\": | is not JSON (line 1",
        "<html> | is not JSON",
        "{\"a\":1}{} | is not JSON",
        "{\"a\":1,\"a\":2} | Duplicate"
      })
  void namesAConfigurationThatIsNotJson(String content, String found) throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    Files.writeString(temp.resolve("config.json"), content);
    assertRefused(folder.read(), "config.json", found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is not a JSON object",
        "{} | type 'none' with 0 tokens",
        "{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"a\":1}}} | 'WordPiece'",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":-1}}} | has the id -1",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":\"b\"}}} | has the id b",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":1}} | is not JSON",
        "{\"added_tokens\":[{\"id\":3}]} | without content or id",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":1}}} | no token <|endoftext|>"
      })
  void namesATokenizerThatIsNone(String content, String found) throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    Files.writeString(temp.resolve("tokenizer.json"), content);
    assertRefused(folder.read(), "tokenizer.json", found);
  }

  @Test
  void noticesATokenizerOfAnotherModel() throws IOException {
    ModelFolder folder = ModelFolder.in(temp).edit("tokenizer.json", ModelReaderTest::multilingual);
    assertRefused(
        folder.read(),
        "tokenizer of another model",
        "<|endoftext|> at 50257",
        "generation_config.json has it at 50256 (eos_token_id)");
  }

  @Test
  void noticesATokenizerThatLeavesNoRoomForTimes() throws IOException {
    ModelFolder folder = ModelFolder.in(temp);
    NetworkSizes fewer = new NetworkSizes(80, 384, 4, 6, 4, 6, 1500, 448, 51_000);
    folder.edit("config.json", json -> json.put("vocab_size", 51_000));
    folder.graph("decoder_model_merged.onnx", OnnxFile.merged(fewer));
    assertRefused(folder.read(), "tokenizer of another model", "leaves 637 of the model's 51000");
    NetworkSizes fewest = new NetworkSizes(80, 384, 4, 6, 4, 6, 1500, 448, 50_363);
    folder.edit("config.json", json -> json.put("vocab_size", 50_363));
    folder.edit(
        "tokenizer.json",
        json ->
            ((ArrayNode) json.get("added_tokens"))
                .addObject()
                .put("content", "<|30.00|>")
                .put("id", 51_863));
    folder.graph("decoder_model_merged.onnx", OnnxFile.merged(fewest));
    assertRefused(folder.read(), "the id 51863, but the model knows 50363 tokens");
  }

  @Test
  void reportsAllProblemsAtOnce() throws IOException {
    ModelFolder folder =
        ModelFolder.in(temp)
            .without("preprocessor_config.json")
            .without("tokenizer.json")
            .edit("config.json", json -> json.put("num_mel_bins", 90).remove("d_model"));
    Files.write(folder.onnx("encoder_model.onnx"), new byte[0]);
    List<Issue> issues = folder.read().issues();
    assertEquals(5, issues.size(), issues.toString());
    assertTrue(issues.stream().allMatch(issue -> issue.code().equals("model-invalid")));
  }

  private String computeType(GraphChoice choice) {
    ModelReader reading = ModelReader.read(temp, choice);
    assertEquals(List.of(), reading.issues());
    return reading.model().orElseThrow().graphs().computeType();
  }

  private static GraphChoice byFile(String encoder) {
    return new GraphChoice(
        Optional.empty(), Optional.empty(), Optional.of(encoder), Optional.empty());
  }
}
