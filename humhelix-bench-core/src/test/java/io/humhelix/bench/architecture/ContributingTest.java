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

/** The map in CONTRIBUTING.md leads into every package, to a class that is there. */
class ContributingTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z.]+)`(?: \\([a-z]+\\))? \\| `([A-Z]\\w*)`[:,].* \\|$");

  @Test
  void theMapHasEveryPackageAndNoOther() throws Exception {
    Set<String> named = new TreeSet<>();
    rows(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
        .keySet()
        .forEach(name -> named.add(name.startsWith("com.") ? name : House.ROOT + "." + name));
    assertTrue(named.size() > 40, named.toString());
    assertEquals(new TreeSet<>(packages(sources()).keySet()), named);
  }

  @Test
  void theClassesAreThere() throws Exception {
    Map<String, Set<String>> packages = packages(sources());
    rows(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
        .forEach(
            (name, type) -> {
              String full = name.startsWith("com.") ? name : House.ROOT + "." + name;
              assertTrue(
                  packages.getOrDefault(full, Set.of()).contains(type), name + " has no " + type);
            });
  }

  @Test
  void readsRowsAndPlaces() {
    assertEquals(
        Map.of("a.b", "One", "c", "Two"),
        rows(
            "| `a.b` (api) | `One`: first |\n| `c` | `Two`, then `Three`: second |\n| `d.e` | `f` | other |\n"));
    assertEquals(
        Map.of("io.a", Set.of("One")),
        packages(
            Set.of(
                Path.of("m/src/main/java/io/a/One.java"),
                Path.of("m/src/main/java/io/a/package-info.java"),
                Path.of("m/src/main/java/module-info.java"),
                Path.of("m/src/test/java/io/b/OneTest.java"))));
  }

  private static Map<String, String> rows(String text) {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      rows.put(row.group(1), row.group(2));
    }
    return rows;
  }

  private static Set<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return new TreeSet<>(files.filter(file -> file.toString().endsWith(".java")).toList());
    }
  }

  /** Returns the names of the product's packages with those of their files. */
  private static Map<String, Set<String>> packages(Set<Path> files) {
    Pattern place = Pattern.compile(".*/src/main/java/(.+)/(\\w+)\\.java");
    Map<String, Set<String>> packages = new TreeMap<>();
    for (Path file : files) {
      Matcher found = place.matcher(file.toString().replace('\\', '/'));
      if (found.matches()) {
        packages
            .computeIfAbsent(found.group(1).replace('/', '.'), name -> new TreeSet<>())
            .add(found.group(2));
      }
    }
    return packages;
  }
}
