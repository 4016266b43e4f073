package io.humhelix.bench.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Verdict;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of reference have what the code has, and nothing else. */
class ReferenceTest {

  private static final String PAGES = "humhelix-bench-core/src/site/markdown/";

  private static Document page(String name) throws Exception {
    return Document.read(PAGES + name);
  }

  private static JsonNode schema() throws Exception {
    try (InputStream in = DefinitionReader.class.getResourceAsStream("definition.schema.json")) {
      return new ObjectMapper().readTree(in).get("$defs");
    }
  }

  private static Set<String> keys(JsonNode definition) {
    Set<String> keys = new TreeSet<>();
    definition.get("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @ParameterizedTest
  @CsvSource({
    "definition, definition.md, Top level",
    "workload, definition.md, workloads",
    "sut, definition.md, suts",
    "trials, definition.md, trials",
    "accuracy, definition.md, accuracy",
    "scenario, scenarios.md, The scenarios"
  })
  void everyKeyOfADefinitionHasARow(String definition, String page, String heading)
      throws Exception {
    Set<String> written = new TreeSet<>(FirstCells.codes(page(page), heading));
    Set<String> keys = keys(schema().get(definition));
    if (definition.equals("scenario")) {
      written.removeAll(scenarios());
      // A name, too.
      keys.remove("streams");
    }
    assertEquals(List.of(), FirstCells.differences(page, written, keys));
  }

  @Test
  void everyScenarioHasARow() throws Exception {
    Set<String> written = new TreeSet<>(FirstCells.codes(page("scenarios.md"), "The scenarios"));
    written.retainAll(scenarios());
    assertEquals(new TreeSet<>(scenarios()), written);
  }

  private static Set<String> scenarios() throws Exception {
    Set<String> names = new HashSet<>();
    schema()
        .at("/scenario/properties/name/enum")
        .elements()
        .forEachRemaining(name -> names.add(name.asText()));
    assertEquals(5, names.size(), names.toString());
    return names;
  }

  /** Maps within a line have no table of their own. */
  @Test
  void everyKeyWithinAKeyIsTold() throws Exception {
    for (String definition : List.of("precision", "findPeak", "matrix")) {
      Document page = page(definition.equals("findPeak") ? "scenarios.md" : "definition.md");
      for (String key : keys(schema().get(definition))) {
        assertTrue(page.text().contains(key), page.path() + " lacks " + key);
      }
    }
  }

  @Test
  void everyVerdictHasARow() throws Exception {
    assertEquals(
        List.of(),
        FirstCells.differences(
            "compare.md",
            FirstCells.codes(page("compare.md"), "Verdicts"),
            names(Verdict.values())));
  }

  @Test
  void everyNormalizerHasARow() throws Exception {
    Set<String> written = FirstCells.codes(page("error-rates.md"), "Normalisers");
    assertEquals(List.of(), FirstCells.differences("error-rates.md", written, Normalizers.ids()));
  }

  @Test
  void everyStatusIsTold() throws Exception {
    List<String> code = page("results-file.md").code();
    List<String> missing = new ArrayList<>(names(TrialStatus.values()));
    missing.removeAll(code);
    assertEquals(List.of(), missing);
  }

  private static Collection<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  @Test
  void tellsWhatIsMissingAndWhatIsGone() {
    Document page =
        new Document(
            Document.ROOT.resolve("a.md"),
            """
            # Page

            ## `keys`

            | Key | Meaning |
            | --- | --- |
            | `a` `b` | not `x` |
            | `old` | `y` |

            ## Others

            | Key | Meaning |
            | --- | --- |
            | `z` 1 | one |
            """);
    assertEquals(Set.of("a", "b", "old"), FirstCells.codes(page, "keys"));
    assertEquals(Set.of("z 1"), FirstCells.texts(page, "Others"));
    assertEquals(
        List.of("a.md lacks new", "a.md has old, which is nowhere else"),
        FirstCells.differences("a.md", FirstCells.codes(page, "keys"), List.of("a", "b", "new")));
  }
}
