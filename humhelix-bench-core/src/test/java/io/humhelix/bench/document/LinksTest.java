package io.humhelix.bench.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links of all documents lead to a file and a heading; those to other hosts have the form of one.
 */
class LinksTest {

  @Test
  void everyLinkOfEveryDocumentLeadsSomewhere() throws Exception {
    List<String> problems = new ArrayList<>();
    int links = 0;
    for (Document document : Document.all()) {
      links += document.targets().size();
      problems.addAll(problems(document, Document.ROOT));
    }
    assertEquals(List.of(), problems);
    assertTrue(links > 100, "read " + links);
  }

  @Test
  void tellsWhatLeadsNowhere(@TempDir Path root) throws Exception {
    Files.writeString(
        root.resolve("other.md"), "# A `B`: c, d\n\n## Same\n\n## Same\n\n## Größe\n");
    Files.createDirectory(root.resolve("folder"));
    assertEquals(
        List.of(
            "page.md:1: missing.md: no such file",
            "page.md:2: other.md#none: no such heading; there are [a-b-c-d, same, same-1, größe]",
            "page.md:3: #top: no such heading; there are []",
            "page.md:4: ../outside: leads out of the repository",
            "page.md:5: http://: no address",
            "page.md:6: javascript:alert(1): only https, http and files of the repository",
            "page.md:7: folder#part: no heading in a folder",
            "page.md:9: gone.png: no such file",
            "page.md:11: HTML"),
        problems(
            new Document(
                root.resolve("page.md"),
                """
                [a](missing.md)
                [a](other.md#none)
                [a](#top)
                [a](../outside)
                [a](http://)
                [a](javascript:alert(1))
                [a](folder#part)
                [a](other.md#a-b-c-d) [a](other.md#same-1) [a](other.md#größe) [a](folder) `[a](b)`
                ![a](gone.png)
                [a](https://example.org/x?y#z)
                <a href="x">a</a>
                """),
            root));
  }

  private static List<String> problems(Document document, Path root) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Document.Target target : document.targets()) {
      String problem = problem(document, target.target(), root);
      if (!problem.isEmpty()) {
        problems.add(place(document, root, target.line()) + target.target() + ": " + problem);
      }
    }
    document.html().stream()
        .distinct()
        .forEach(line -> problems.add(place(document, root, line) + "HTML"));
    return problems;
  }

  private static String place(Document document, Path root, int line) {
    return root.relativize(document.file()) + ":" + line + ": ";
  }

  private static String problem(Document document, String target, Path root) throws IOException {
    if (target.matches("https?:.*")) {
      return isAddress(target) ? "" : "no address";
    }
    if (target.matches("\\w+:.*")) {
      return "only https, http and files of the repository";
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? document.file() : document.file().resolveSibling(path).normalize();
    if (!file.toAbsolutePath().normalize().startsWith(root.toAbsolutePath().normalize())) {
      return "leads out of the repository";
    }
    if (!path.isEmpty() && !Files.exists(file)) {
      return "no such file";
    }
    if (hash < 0) {
      return "";
    }
    if (Files.isDirectory(file)) {
      return "no heading in a folder";
    }
    Set<String> anchors =
        (path.isEmpty() ? document : new Document(file, Files.readString(file))).anchors();
    return anchors.contains(target.substring(hash + 1))
        ? ""
        : "no such heading; there are " + anchors;
  }

  private static boolean isAddress(String target) {
    try {
      return new URI(target).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
