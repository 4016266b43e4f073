package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import java.io.IOException;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Substitutions, deletions, insertions and hits as jiwer counts them; see README.md beside. */
class JiwerCasesTest {

  private static List<JsonNode> cases() throws IOException {
    return ReferenceVectors.read("jiwer-cases.jsonl");
  }

  private static Scorer keepingMarks(JsonNode one) {
    boolean turkish = one.get("language").asText().equals("tr");
    return new Scorer(Normalizers.byId(turkish ? "multilingual_turkic" : "multilingual"));
  }

  @Test
  void countsAreThoseOfJiwer() throws IOException {
    List<Executable> checks = new ArrayList<>();
    Set<String> languages = new HashSet<>();
    for (JsonNode one : cases()) {
      languages.add(one.get("language").asText());
      checks.add(() -> assertCounts(one, one.get("multilingual"), keepingMarks(one)));
      checks.add(() -> assertCounts(one, one.get("none"), new Scorer(Normalizers.byId("none"))));
    }
    assertEquals(Set.of("zh", "ja", "th", "hi", "ar", "tr", "de"), languages);
    assertAll(checks);
  }

  private static void assertCounts(JsonNode one, JsonNode expected, Scorer scorer) {
    ClipScore score = scorer.score(one.get("ref").asText(), one.get("hyp").asText());
    assertEquals(expected.get("ref").asText(), score.reference());
    assertEquals(expected.get("hyp").asText(), score.hypothesis());
    assertEquals(expected.get("words").toString(), text(score.words()), one::toString);
    assertEquals(expected.get("characters").toString(), text(score.characters()), one::toString);
  }

  private static String text(ErrorCounts counts) {
    long hits = counts.referenceLength() - counts.substitutions() - counts.deletions();
    return List.of(counts.substitutions(), counts.deletions(), counts.insertions(), hits)
        .toString()
        .replace(" ", "");
  }

  @Test
  void composedAndDecomposedTextsHaveNoErrorsButByNone() throws IOException {
    int different = 0;
    for (JsonNode one : cases()) {
      for (String key : List.of("ref", "hyp")) {
        String text = one.get(key).asText();
        String composed = java.text.Normalizer.normalize(text, Form.NFC);
        String decomposed = java.text.Normalizer.normalize(text, Form.NFD);
        ClipScore score = keepingMarks(one).score(composed, decomposed);
        assertEquals(0, score.words().errors(), text);
        assertEquals(0, score.characters().errors(), text);
        long plain =
            new Scorer(Normalizers.byId("none")).score(composed, decomposed).characters().errors();
        assertEquals(!composed.equals(decomposed), plain > 0, text);
        different += plain > 0 ? 1 : 0;
      }
    }
    assertTrue(different > 50, "vectors with marks: " + different);
  }

  @Test
  void aSentenceIsTheSameInEveryForm() throws IOException {
    List<JsonNode> cases = cases();
    for (int i = 0; i < cases.size(); i += 3) {
      JsonNode counts = cases.get(i).get("multilingual");
      assertEquals(counts, cases.get(i + 1).get("multilingual"));
      assertEquals(counts, cases.get(i + 2).get("multilingual"));
    }
  }
}
