package io.humhelix.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the parent POM has to name, since it looks at modules before they are built. */
class BuildTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern CHECKED =
      Pattern.compile("<sourceDirectory>\\$\\{project.basedir}/(.*)/src/main/java<");

  @Test
  void theDocumentationOfEveryModuleIsChecked() throws Exception {
    Set<String> checked = checked(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(checked.contains("humhelix-bench-core"), checked.toString());
    assertEquals(modules(), checked);
  }

  private static Set<String> modules() throws IOException {
    Set<String> names = new TreeSet<>();
    try (var folders = Files.newDirectoryStream(ROOT, "humhelix-bench-*")) {
      folders.forEach(folder -> names.add(folder.getFileName().toString()));
    }
    return names;
  }

  private static Set<String> checked(String pom) {
    Set<String> names = new TreeSet<>();
    Matcher found = CHECKED.matcher(pom);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  @Test
  void noticesAModuleThatIsLeftOut() {
    assertEquals(
        Set.of("a"),
        checked("<sourceDirectory>${project.basedir}/a/src/main/java</sourceDirectory>"));
  }
}
