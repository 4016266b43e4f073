package io.humhelix.bench.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of tests as it stands in the repository, of whichever module: classes of other modules
 * cannot be loaded here. The formatter puts every annotation on a line of its own and a blank line
 * between methods, so that lines tell enough.
 *
 * @param packageName name of the package
 * @param className simple name of the class
 * @param text the source
 */
record TestSource(String packageName, String className, String text) {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

  private static final Pattern TEST =
      Pattern.compile("(?m)^\\s+@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");

  private static final String SLOW = "@Tag(\"slow\")";

  private static final Pattern SLOW_CLASS = Pattern.compile("(?m)^" + Pattern.quote(SLOW));

  static TestSource of(String className, String text) {
    Matcher found = PACKAGE.matcher(text);
    return new TestSource(found.find() ? found.group(1) : "", className, text);
  }

  /** Reads all sources of tests below a folder. */
  static List<TestSource> below(Path root) throws IOException {
    List<TestSource> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(TestSource::isOfTests).sorted().toList()) {
        String name = file.getFileName().toString();
        sources.add(
            of(name.substring(0, name.length() - ".java".length()), Files.readString(file)));
      }
    }
    return sources;
  }

  private static boolean isOfTests(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/") && path.endsWith(".java");
  }

  boolean hasTests() {
    return TEST.matcher(text).find();
  }

  /** Tells whether -Pquick runs one of its tests at least. */
  boolean isInTheQuickSuite() {
    return !SLOW_CLASS.matcher(text).find()
        && Arrays.stream(text.split("\n\\s*\n"))
            .anyMatch(part -> TEST.matcher(part).find() && !part.contains(SLOW));
  }
}
