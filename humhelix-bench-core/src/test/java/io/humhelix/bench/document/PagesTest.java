package io.humhelix.bench.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.junit.jupiter.api.Test;

/** A page of reference begins with a task: what to type, or what to write into a file. */
class PagesTest {

  private static final int WIDEST = 140;

  /** What a reader sees before scrolling. */
  private static final int SCREEN = 30;

  private static final Set<String> LANGUAGES =
      Set.of("console", "sh", "text", "java", "xml", "yaml", "json", "python", "groovy");

  @Test
  void everyPageBeginsWithATask() throws Exception {
    List<String> problems = new ArrayList<>();
    for (Document page : Document.pages()) {
      problems.addAll(problems(page));
      problems.addAll(ReadmeTest.longLines(withoutTablesOfTests(page), WIDEST));
    }
    assertEquals(List.of(), problems);
  }

  /** Tables that tests make are as wide as their titles. */
  private static Document withoutTablesOfTests(Document page) {
    Matcher table = Pattern.compile("(?s)<!-- table: .*?<!-- end: ").matcher(page.text());
    return new Document(page.file(), table.replaceAll(found -> found.group().replaceAll(".+", "")));
  }

  @Test
  void tellsAPageThatDoesNot() {
    assertEquals(
        List.of(), problems(page("# See it\n\n```console\n$ humhelix-bench show results\n```\n")));
    assertEquals(
        List.of("a.md: no task at its beginning"), problems(page("# See it\n\nMuch to say.\n")));
    assertEquals(
        List.of("a.md: no task at its beginning"),
        problems(page("# See it\n" + "\nMuch to say.\n".repeat(20) + "```console\n$ ls\n```\n")));
    assertEquals(
        List.of("a.md: no heading of its own at the first line"),
        problems(page("```console\n$ ls\n```\n\n# See it\n")));
    assertEquals(
        List.of("a.md: 2 headings of the first level"),
        problems(page("# See it\n\n```console\n$ ls\n```\n\n# Hear it\n")));
    assertEquals(
        List.of("a.md:3", "a.md:4"),
        ReadmeTest.longLines(
            withoutTablesOfTests(page("<!-- table: a -->\n| a b c |\n<!-- end: a -->\na b c\n")),
            4));
    assertEquals(
        List.of("a.md:8: a block of 'basic', which nothing looks at"),
        problems(page("# See it\n\n```console\n$ ls\n```\n\n```basic\nGOTO 10\n```\n")));
  }

  private static Document page(String text) {
    return new Document(Document.ROOT.resolve("a.md"), text);
  }

  private static List<String> problems(Document page) {
    List<String> problems = new ArrayList<>();
    List<Heading> titles = new ArrayList<>();
    page.each(
        Heading.class,
        heading -> {
          if (heading.getLevel() == 1) {
            titles.add(heading);
          }
        });
    if (titles.isEmpty() || Document.line(titles.get(0)) != 1) {
      problems.add(page.path() + ": no heading of its own at the first line");
    }
    if (titles.size() > 1) {
      problems.add(page.path() + ": " + titles.size() + " headings of the first level");
    }
    if (page.blocks().stream().noneMatch(block -> block.line() <= SCREEN)) {
      problems.add(page.path() + ": no task at its beginning");
    }
    page.blocks().stream()
        .filter(block -> !LANGUAGES.contains(block.language()))
        .forEach(
            block ->
                problems.add(
                    page.path()
                        + ":"
                        + block.line()
                        + ": a block of '"
                        + block.language()
                        + "', which nothing looks at"));
    return problems;
  }

  @Test
  void theSiteHasEveryPageInItsMenu() throws Exception {
    String menu = Files.readString(Document.ROOT.resolve("humhelix-bench-core/src/site/site.xml"));
    for (Document page : Document.pages()) {
      String link = page.path().replace("/" + Document.PAGES, "").replaceFirst("md$", "html");
      assertTrue(menu.contains("href=\"" + link + "\""), link);
    }
  }
}
