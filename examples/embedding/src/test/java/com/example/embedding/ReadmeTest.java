package com.example.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What the README shows is what the examples hold, so it compiles and runs. */
class ReadmeTest {

  private static final Path ROOT = Path.of("../..");

  @Test
  void everyJavaBlockIsPartOfAnExample() throws IOException {
    List<String> blocks = blocks("java");
    List<List<String>> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        sources.add(lines(Files.readString(file)));
      }
    }

    assertFalse(blocks.isEmpty(), "the README has no java block");
    for (String block : blocks) {
      assertTrue(sources.stream().anyMatch(source -> contains(source, block)), block);
    }
  }

  @Test
  void everyYamlBlockIsPartOfTheQuickstart() throws IOException {
    List<String> blocks = blocks("yaml");
    List<String> quickstart = lines(Files.readString(ROOT.resolve("examples/quickstart.yaml")));

    assertFalse(blocks.isEmpty(), "the README has no yaml block");
    for (String block : blocks) {
      assertTrue(contains(quickstart, block), block);
    }
  }

  @Test
  void hasTheTwoCommandsEachInABlockOfItsOwn() throws IOException {
    List<String> blocks = blocks("sh");

    assertEquals(2, blocks.size());
    assertTrue(
        blocks.get(0).contains("humhelix-bench run examples/quickstart.yaml"), blocks.get(0));
    assertEquals("mvn -B -ntp verify\n", blocks.get(1));
    blocks.forEach(block -> assertEquals(1, block.lines().count(), block));
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme());
    int links = 0;
    while (link.find()) {
      links++;
      assertTrue(Files.exists(ROOT.resolve(link.group(1))), link.group(1));
    }
    assertTrue(links > 0);
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

  private static List<String> blocks(String language) throws IOException {
    Matcher block = Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$").matcher(readme());
    List<String> found = new ArrayList<>();
    while (block.find()) {
      found.add(block.group(1));
    }
    return found;
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
