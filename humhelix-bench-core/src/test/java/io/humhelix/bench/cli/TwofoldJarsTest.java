package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwofoldJarsTest {

  @TempDir Path folder;

  @Test
  void tellsTwoVersionsOfOneJar() throws IOException {
    assertEquals(
        List.of(
            "warning: the class path has lib/a-1.0.jar and lib/a-2.0-SNAPSHOT.jar: Java may take"
                + " classes of either; remove all but one"),
        TwofoldJars.warnings(
            path("lib/a-2.0-SNAPSHOT.jar", "lib/b-1.jar", "lib/a-1.0.jar"), List.of()));
  }

  @Test
  void jarsOfOneProjectAreSeveral() throws IOException {
    assertEquals(
        List.of(),
        TwofoldJars.warnings(
            path(
                "lib/commons-numbers-core-1.2.jar",
                "lib/commons-numbers-gamma-1.2.jar",
                "lib/netty-4.1.0.Final-linux-x86_64.jar",
                "lib/netty-4.1.0.Final-osx-x86_64.jar",
                "lib/a-1.0.jar",
                "lib/a-1.0.jar",
                "conf",
                "",
                "/"),
            List.of()));
  }

  @Test
  void jarsOfOneNameTellByTheirClassesWhetherTheyAreOneProject() throws IOException {
    String one = jar("core-1.0.jar", "org/one/A.class", "META-INF/versions/9/module-info.class");
    String newer = jar("core-1.1.jar", "org/one/A.class", "org/one/B.class");
    String other =
        jar("core-4.0.jar", "org/other/A.class", "META-INF/versions/9/module-info.class");

    assertEquals(List.of(), TwofoldJars.warnings(path(one, other), List.of()));
    assertEquals(1, TwofoldJars.warnings(path(one, newer), List.of()).size());
  }

  @Test
  void tellsABackendThatTwoFilesRegister() throws IOException {
    URL one = registration("the one", "# the first\ncom.example.A\n");
    URL two = registration("two", "com.example.B\ncom.example.A # again\n");

    assertEquals(
        List.of(
            "warning: the backend com.example.A is in "
                + folder.resolve("the one")
                + " and "
                + folder.resolve("two")
                + ": Java takes either; remove all but one"),
        TwofoldJars.warnings("", List.of(one, two)));
    assertEquals(List.of(), TwofoldJars.warnings("", List.of(one)));
  }

  private String jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.closeEntry();
      }
    }
    return jar.toString();
  }

  private URL registration(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toUri().toURL();
  }

  private static String path(String... entries) {
    return String.join(File.pathSeparator, entries);
  }
}
