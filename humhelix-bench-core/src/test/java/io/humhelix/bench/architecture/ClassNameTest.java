package io.humhelix.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No two top-level classes of a module have the same simple name; tests are counted by themselves.
 */
class ClassNameTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern SOURCE = Pattern.compile("(.*/src/(?:main|test))/java/.*\\.java");

  /** The formatter indents nested types, and text within tests. */
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:(?:public|abstract|final|sealed|non-sealed|strictfp) )*"
              + "(?:class|record|interface|@interface|enum) (\\w+)");

  @Test
  void aModuleHasOneClassOfAName() throws IOException {
    Map<String, String> sources = sources();
    assertTrue(sources.size() > 900, "read " + sources.size() + " sources");
    assertEquals(Map.of(), duplicates(sources));
  }

  @Test
  void noticesTwoClassesOfOneName() {
    String reply = "package a;\n\n/** An answer. */\npublic final class Reply {}\n";
    assertEquals(
        Map.of(
            "m/src/main Reply", Set.of("m/src/main/java/a/Reply.java", "m/src/main/java/b/B.java")),
        duplicates(
            Map.of(
                "m/src/main/java/a/Reply.java",
                reply,
                "m/src/main/java/b/B.java",
                "package b;\n\nclass B {}\n\nrecord Reply(int status) {}\n")));
  }

  @Test
  void acceptsOneNameInTwoModulesInTestsAndWithinAClass() {
    String json = "package a;\n\nfinal class Json {}\n";
    assertEquals(
        Map.of(),
        duplicates(
            Map.of(
                "m/src/main/java/a/Json.java",
                json,
                "n/src/main/java/a/Json.java",
                json,
                "m/src/test/java/a/Json.java",
                json,
                "m/src/main/java/b/Outer.java",
                "package b;\n\nclass Outer {\n  class Json {}\n}\n")));
  }

  /** Returns the files that declare a name, by module and name, where there is more than one. */
  private static Map<String, Set<String>> duplicates(Map<String, String> sources) {
    Map<String, Set<String>> files = new TreeMap<>();
    sources.forEach(
        (path, text) -> {
          Matcher module = SOURCE.matcher(path);
          Matcher type = TYPE.matcher(text);
          while (module.matches() && type.find()) {
            files
                .computeIfAbsent(module.group(1) + " " + type.group(1), name -> new TreeSet<>())
                .add(path);
          }
        });
    files.values().removeIf(declaring -> declaring.size() == 1);
    return files;
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String path = file.toString().replace('\\', '/');
        if (SOURCE.matcher(path).matches()) {
          sources.put(path, Files.readString(file));
        }
      }
    }
    return sources;
  }
}
