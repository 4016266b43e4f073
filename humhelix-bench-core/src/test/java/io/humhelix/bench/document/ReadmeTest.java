package io.humhelix.bench.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.junit.jupiter.api.Test;

/** The README is short, its sentences too, and it begins with a result and two commands. */
class ReadmeTest {

  private static final int MOST_WORDS = 25;

  private static final int WIDEST = 140;

  /** Lines of a screen. */
  private static final int SCREEN = 40;

  /** A row of a run's table: a status between names and numbers. */
  private static final Pattern RESULT = Pattern.compile("\\S.*  OK  +\\d+\\.\\d+  .*");

  private static Document readme() throws Exception {
    return Document.read("README.md");
  }

  @Test
  void isShort() throws Exception {
    Document readme = readme();
    assertEquals(List.of(), longSentences(readme));
    assertEquals(List.of(), longLines(readme, WIDEST));
    assertTrue(readme.text().lines().count() <= 180, "lines: " + readme.text().lines().count());
  }

  @Test
  void tellsLongSentencesAndLines() {
    String words = "word ".repeat(MOST_WORDS).strip();
    Document document =
        new Document(
            Document.ROOT.resolve("a.md"),
            "# "
                + words
                + " more\n\n"
                + words
                + ". "
                + words.toUpperCase(Locale.ROOT)
                + " [and](b)\n`more`. Short.\n\n- "
                + words
                + "\n- x\n  "
                + words
                + "\n\n| a |\n| --- |\n| "
                + words
                + " more |\n\n```text\n"
                + words
                + " more\n```\n");
    assertEquals(
        List.of(1, 3, 7, 12), longSentences(document).stream().map(ReadmeTest::line).toList());
    assertEquals(List.of("a.md:3"), longLines(document, 250));
  }

  private static int line(String problem) {
    return Integer.parseInt(problem.split(":")[1]);
  }

  @Test
  void theFirstScreenHoldsAResult() throws Exception {
    assertTrue(hasResult(readme().text().lines().limit(SCREEN).toList()));
    assertTrue(hasResult(List.of("a  OK  1.2  3.4")));
    assertTrue(!hasResult(List.of("a  FAILED  1.2  3.4", "OK", "a is OK")));
  }

  private static boolean hasResult(List<String> lines) {
    return lines.stream().anyMatch(line -> RESULT.matcher(line).matches());
  }

  /** CI runs them as they stand there. */
  @Test
  void hasTheTwoCommandsEachInABlockOfItsOwn() throws Exception {
    List<String> blocks = readme().blocks("sh").stream().map(Document.Block::text).toList();
    assertEquals(2, blocks.size());
    assertTrue(
        blocks.get(0).contains("humhelix-bench run examples/quickstart.yaml"), blocks.get(0));
    assertEquals("mvn -B -ntp verify\n", blocks.get(1));
    blocks.forEach(block -> assertEquals(1, block.lines().count(), block));
  }

  @Test
  void leadsToEveryPage() throws Exception {
    Set<String> linked = new HashSet<>();
    readme().targets().forEach(target -> linked.add(target.target().replaceFirst("#.*", "")));
    List<String> pages = Document.pages().stream().map(Document::path).toList();
    assertTrue(pages.size() > 20, pages.toString());
    assertEquals(List.of(), pages.stream().filter(page -> !linked.contains(page)).toList());
  }

  /** Sentences of paragraphs, cells and headings; a list's item ends where it ends. */
  private static List<String> longSentences(Document document) {
    List<String> found = new ArrayList<>();
    document.each(
        Node.class,
        node -> {
          if (node instanceof Paragraph || node instanceof TableCell || node instanceof Heading) {
            for (String sentence : sentences(Document.words(node))) {
              long words =
                  Arrays.stream(sentence.split("\\s+"))
                      .filter(word -> word.matches(".*[\\p{L}\\p{N}].*"))
                      .count();
              if (words > MOST_WORDS) {
                found.add(
                    document.path() + ":" + Document.line(node) + ": " + words + ": " + sentence);
              }
            }
          }
        });
    return found;
  }

  private static List<String> sentences(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      sentences.add(text.substring(from, to).strip());
    }
    return sentences;
  }

  static List<String> longLines(Document document, int widest) {
    List<String> lines = document.text().lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.codePointCount(0, line.length()) > widest) {
        found.add(document.path() + ":" + (i + 1));
      }
    }
    return found;
  }
}
