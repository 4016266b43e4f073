package io.humhelix.bench.backend.onnx.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares with {@code vectors.json}: ids by the library {@code tokenizers} 0.23.3 from the same
 * {@code tokenizer.json}, text by Python's {@code bytes.decode("utf-8", "replace")}, words by the
 * rules of OpenAI's {@code whisper.tokenizer} in Python.
 */
class TokenizerTest {

  private static final Path FILE = Speech.data("models/whisper-tiny.en/tokenizer.json");

  private static Tokenizer tokenizer;
  private static JsonNode vectors;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws Exception {
    tokenizer = Tokenizer.read(FILE);
    try (InputStream stream = TokenizerTest.class.getResourceAsStream("vectors.json")) {
      vectors = new ObjectMapper().readTree(stream);
    }
  }

  @Test
  void encodesAsTheReference() {
    assertTrue(vectors.get("encode").size() > 300);
    for (JsonNode vector : vectors.get("encode")) {
      String text = vector.get(0).asText();
      assertEquals(ids(vector.get(1)), tokenizer.encode(text), () -> "tokens of '" + text + "'");
      assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
    }
  }

  @Test
  void decodesBrokenLettersAsPython() {
    assertTrue(vectors.get("decode").size() > 200);
    for (JsonNode vector : vectors.get("decode")) {
      List<Integer> ids = ids(vector.get(0));
      assertEquals(vector.get(1).asText(), tokenizer.decode(ids), () -> "text of " + ids);
    }
  }

  @Test
  void splitsWordsAsTheReference() {
    WordSplitter splitter = new WordSplitter(tokenizer, 50256);
    assertTrue(vectors.get("split").size() > 100);
    for (JsonNode vector : vectors.get("split")) {
      List<WordTokens> expected = new ArrayList<>();
      for (JsonNode word : vector.get(2)) {
        expected.add(new WordTokens(word.get(0).asText(), ids(word.get(1))));
      }
      assertEquals(expected, splitter.split(ids(vector.get(1)), vector.get(0).asText()));
    }
  }

  @Test
  void specialTokensHaveTheTextOfTheFileAndTimesNone() {
    assertEquals("<|endoftext|>", tokenizer.decode(List.of(50256)));
    assertEquals("<|notimestamps|>", tokenizer.decode(List.of(50362)));
    assertEquals(" the", tokenizer.decode(List.of(50363, 262, 51863)));
    assertEquals("", tokenizer.decode(List.of(-1, 1 << 30)));
    assertTrue(tokenizer.encode("<|endoftext|>").size() > 1, "ordinary text in a prompt");
  }

  @Test
  void readsBothFormsOfMerges() throws Exception {
    String vocabulary = vocabulary("\"ab\":1000,\"abc\":5");
    Path strings = write("strings.json", model(vocabulary, "[\"a b\",\"ab c\"]"));
    Path pairs = write("pairs.json", model(vocabulary, "[[\"a\",\"b\"],[\"ab\",\"c\"]]"));

    // Ids are not in the order of the merges here.
    assertEquals(List.of(5, 1000, 65), Tokenizer.read(strings).encode("abcabA"));
    assertEquals(List.of(5, 1000, 65), Tokenizer.read(pairs).encode("abcabA"));
    assertEquals("abcab", Tokenizer.read(pairs).decode(List.of(5, 1000)));
  }

  @Test
  void tellsWhatIsWrongWithAFile() throws Exception {
    refused(folder.resolve("none.json"), "none.json", "cannot be read");
    refused(write("empty.json", ""), "not complete JSON");
    refused(write("zeros.json", "\0\0\0"), "not complete JSON");
    refused(write("list.json", "[]"), "not a JSON object");
    byte[] whole = Files.readAllBytes(FILE);
    Path cut = folder.resolve("cut.json");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    refused(cut, "cut.json", "not complete JSON");
    refused(write("unigram.json", "{\"model\":{\"type\":\"Unigram\"}}"), "'Unigram'", "BPE");
    refused(write("bare.json", model("{}", "[]")), "0 vocabulary entries and 0 merges");
    refused(write("wild.json", model("{\"a\":2000000000}", "[\"a a\"]")), "2000000000");
    refused(write("text.json", model("{\"a\":\"x\"}", "[\"a a\"]")), "'a' has no id");
    refused(write("merge.json", model("{\"a\":1}", "[1]")), "merge");
  }

  private static void refused(Path file, String... parts) {
    SutException failure = assertThrows(SutException.class, () -> Tokenizer.read(file));
    assertEquals(FailureKind.MODEL, failure.kind());
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
    assertTrue(failure.remedy().contains("tokenizer.json"), failure.remedy());
  }

  private Path write(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  private static String model(String vocabulary, String merges) {
    return "{\"version\":\"1.0\",\"model\":{\"type\":\"BPE\",\"vocab\":"
        + vocabulary
        + ",\"merges\":"
        + merges
        + "}}";
  }

  /** A vocabulary of the printable letters by their codes, and more. */
  private static String vocabulary(String more) {
    StringBuilder json = new StringBuilder("{");
    for (char letter = 'A'; letter <= 'z'; letter++) {
      if (Character.isLetter(letter)) {
        json.append('"').append(letter).append("\":").append((int) letter).append(',');
      }
    }
    return json.append(more).append('}').toString();
  }

  private static List<Integer> ids(JsonNode node) {
    List<Integer> ids = new ArrayList<>();
    node.forEach(id -> ids.add(id.asInt()));
    return ids;
  }
}
