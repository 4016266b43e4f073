package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Vectors made with whisper-normalizer and jiwer; see README.md beside them. */
class ReferenceVectorsTest {

  private static final List<String> WHISPER = List.of("basic", "basic_no_diacritics", "english");

  @Test
  void normalisesAsWhisper() throws IOException {
    List<Executable> checks = new ArrayList<>();
    List<JsonNode> vectors = ReferenceVectors.read("normalizer-cases.jsonl");
    assertEquals(600, vectors.size());
    for (JsonNode vector : vectors) {
      for (String id : WHISPER) {
        checks.add(() -> assertNormalForm(id, vector, "ref", 0));
        checks.add(() -> assertNormalForm(id, vector, "hyp", 1));
      }
    }
    assertAll(checks);
  }

  private static void assertNormalForm(String id, JsonNode vector, String field, int index) {
    String raw = vector.get(field).asText();
    assertEquals(
        vector.get(id).get(index).asText(),
        Normalizers.byId(id).normalize(raw),
        () -> id + " of " + raw);
  }

  @Test
  void countsErrorsAsJiwer() throws IOException {
    List<Executable> checks = new ArrayList<>();
    for (JsonNode vector : ReferenceVectors.read("normalizer-cases.jsonl")) {
      ClipScore english = score("english", vector);
      ClipScore basic = score("basic", vector);
      checks.add(() -> assertErrors(vector, "wer_english", "words", english.words()));
      checks.add(() -> assertErrors(vector, "cer_english", "chars", english.characters()));
      checks.add(() -> assertErrors(vector, "wer_basic", "words", basic.words()));
    }
    assertAll(checks);
  }

  private static ClipScore score(String id, JsonNode vector) {
    return new Scorer(Normalizers.byId(id))
        .score(vector.get("ref").asText(), vector.get("hyp").asText());
  }

  private static void assertErrors(
      JsonNode vector, String field, String length, ErrorCounts counts) {
    JsonNode expected = vector.get(field);
    if (expected == null) {
      // The vectors leave out a rate with nothing to divide by.
      assertFalse(counts.hasRate(), vector::toString);
      return;
    }
    assertEquals(expected.get("errors").asLong(), counts.errors(), vector::toString);
    assertEquals(expected.get(length).asLong(), counts.referenceLength(), vector::toString);
  }

  @Test
  void normalisesFurtherTextsAsWhisper() throws IOException {
    List<Executable> checks = new ArrayList<>();
    List<JsonNode> vectors = ReferenceVectors.read("normalizer-fuzz-cases.jsonl");
    for (JsonNode vector : vectors) {
      String raw = vector.get("text").asText();
      for (String id : WHISPER) {
        checks.add(
            () ->
                assertEquals(
                    vector.get(id).asText(),
                    Normalizers.byId(id).normalize(raw),
                    () -> id + " of " + raw));
      }
    }
    assertAll(checks);
  }
}
