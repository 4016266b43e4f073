package io.humhelix.bench.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.definition.Overrides;
import io.humhelix.bench.model.BenchmarkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages show of Java is compiled, and what they show of definitions can be read. */
class SnippetsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What a part of a definition lacks. */
  private static final String REST =
      """
      name: rest
      workloads:
        - name: w
          files: [data/speech/5s.wav]
          text: so cold and rather selfish
      suts:
        - name: s
          backend: whisper-jni
          model: tiny.en
      """;

  private static List<Document> documents() throws IOException {
    List<Document> documents = new ArrayList<>(Document.pages());
    documents.add(Document.read("README.md"));
    return documents;
  }

  @Test
  void everyJavaBlockIsPartOfASourceThatIsCompiled() throws Exception {
    List<List<String>> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Document.ROOT.resolve("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.add(lines(Files.readString(file)));
      }
    }
    int blocks = 0;
    for (Document document : documents()) {
      for (Document.Block block : document.blocks("java")) {
        blocks++;
        assertTrue(
            sources.stream().anyMatch(source -> contains(source, block.text())),
            () -> document.path() + ":" + block.line() + " is in no example:\n" + block.text());
      }
    }
    assertTrue(blocks >= 6, "read " + blocks);
  }

  @Test
  void noticesABlockThatIsInNoExample() {
    List<String> source = List.of("a();", "b();", "c();");
    assertTrue(contains(source, "  b();\n\n  c();\n"));
    assertFalse(contains(source, "a();\nc();\n"));
  }

  private static boolean contains(List<String> source, String block) {
    return Collections.indexOfSubList(source, lines(block)) >= 0;
  }

  /** Lines without indentation and without empty ones. */
  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static final Pattern COORDINATES =
      Pattern.compile(
          "<groupId>(io\\.humhelix|com\\.microsoft\\.onnxruntime)</groupId>\\s*"
              + "<artifactId>[^<]*</artifactId>\\s*<version>([^<]*)</version>"
              + "|'(io\\.humhelix|com\\.microsoft\\.onnxruntime):[^:']*:([^']*)'");

  /** Users copy them: they are those of the last release; before the first one, of this build. */
  @Test
  void coordinatesHaveVersionsThatAreToBeHad() throws Exception {
    int found = 0;
    for (Document document : documents()) {
      found += versions(document).size();
      assertEquals(List.of(), wrong(document));
    }
    assertTrue(found >= 6, "read " + found);
  }

  @Test
  void tellsAnotherVersion() throws Exception {
    String text = "```groovy\nx 'io.humhelix:humhelix-bench-core:0.0.9'\n```\n";
    assertEquals(
        List.of("a.md: io.humhelix 0.0.9"),
        wrong(new Document(Document.ROOT.resolve("a.md"), text)));
  }

  @Test
  void theVersionIsThatOfTheLastReleaseOrElseOfTheBuild() {
    String pom = "<artifactId>humhelix-bench</artifactId>\n  <version>0.2.0-SNAPSHOT</version>";
    assertEquals("0.2.0-SNAPSHOT", version("## [Unreleased]\n", pom));
    assertEquals("0.1.1", version("## [Unreleased]\n\n## [0.1.1]\n\n## [0.1.0]\n", pom));
  }

  private static List<String> wrong(Document document) throws Exception {
    String pom = Document.read("pom.xml").text();
    String own = version(Document.read("CHANGELOG.md").text(), pom);
    String onnx = first("<onnxruntime\\.version>([^<]*)<", pom).orElseThrow();
    return versions(document).stream()
        .filter(one -> !one.equals("io.humhelix " + own))
        .filter(one -> !one.equals("com.microsoft.onnxruntime " + onnx))
        .map(one -> document.path() + ": " + one)
        .toList();
  }

  private static String version(String changelog, String pom) {
    return first("(?m)^## \\[(\\d[^\\]]*)\\]", changelog)
        .or(() -> first("<artifactId>humhelix-bench</artifactId>\\s*<version>([^<]*)<", pom))
        .orElseThrow();
  }

  private static Optional<String> first(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).findFirst();
  }

  private static List<String> versions(Document document) {
    List<String> versions = new ArrayList<>();
    for (String language : List.of("xml", "groovy")) {
      for (Document.Block block : document.blocks(language)) {
        Matcher one = COORDINATES.matcher(block.text());
        while (one.find()) {
          versions.add(
              one.group(1) != null
                  ? one.group(1) + " " + one.group(2)
                  : one.group(3) + " " + one.group(4));
        }
      }
    }
    return versions;
  }

  @Test
  void everyYamlBlockIsADefinitionOrAPartOfOne() throws Exception {
    int blocks = 0;
    for (Document document : documents()) {
      for (Document.Block block : document.blocks("yaml")) {
        blocks++;
        try {
          definition(block.text());
        } catch (DefinitionException e) {
          throw new AssertionError(document.path() + ":" + block.line() + ": " + e.getMessage(), e);
        }
      }
    }
    assertTrue(blocks >= 8, "read " + blocks);
  }

  @Test
  void aPartHasItsOwnKeysAndNoOthers() throws Exception {
    BenchmarkDefinition definition = definition("trials: {forks: 7}\n");
    assertEquals(7, definition.trials().forks());
    assertEquals("rest", definition.name());
    assertThrows(DefinitionException.class, () -> definition("trials: {fork: 7}\n"));
    assertThrows(DefinitionException.class, () -> definition("model: tiny\n"));
  }

  /** The definition of the page is that of the README's command. */
  @Test
  void theQuickstartOfThePageIsTheFile() throws Exception {
    Document page = Document.read("humhelix-bench-core/src/site/markdown/definition.md");
    List<String> file = lines(Files.readString(Document.ROOT.resolve("examples/quickstart.yaml")));
    assertTrue(contains(file, page.blocks("yaml").get(0).text()));
  }

  private static BenchmarkDefinition definition(String block)
      throws IOException, DefinitionException {
    ObjectNode whole = (ObjectNode) YAML.readTree(block);
    if (!whole.has("benchmarks")) {
      ObjectNode rest = (ObjectNode) YAML.readTree(REST);
      rest.fieldNames()
          .forEachRemaining(
              name -> {
                if (!whole.has(name)) {
                  whole.set(name, rest.get(name));
                }
              });
    }
    Path file = Document.ROOT.resolve("examples/part.yaml").toAbsolutePath().normalize();
    return DefinitionReader.read(YAML.writeValueAsString(whole), file, Overrides.NONE);
  }
}
