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

  /** Users copy them: they are those of this build. */
  @Test
  void coordinatesHaveTheVersionsOfThisBuild() throws Exception {
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

  private static List<String> wrong(Document document) throws Exception {
    String pom = Files.readString(Document.ROOT.resolve("pom.xml"));
    List<String> wrong = new ArrayList<>();
    for (String version : versions(document)) {
      String own =
          version.startsWith("io.humhelix ")
              ? "<artifactId>humhelix-bench</artifactId>\n  <version>"
              : "<onnxruntime.version>";
      if (!pom.contains(own + version.substring(version.indexOf(' ') + 1) + "<")) {
        wrong.add(document.path() + ": " + version);
      }
    }
    return wrong;
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
