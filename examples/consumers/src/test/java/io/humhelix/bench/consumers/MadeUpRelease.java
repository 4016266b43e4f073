package io.humhelix.bench.consumers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A release of one parent and one library with nothing wrong, in which tests then break something.
 */
final class MadeUpRelease {

  static final String PARENT =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>org.made</groupId>
        <artifactId>up</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <name>up</name>
        <description>a parent</description>
        <url>https://made.example</url>
        <licenses><license><name>MIT</name><url>https://mit.example</url></license></licenses>
        <developers><developer><name>Somebody</name></developer></developers>
        <scm>
          <connection>scm:git:https://made.example</connection>
          <developerConnection>scm:git:https://made.example</developerConnection>
          <url>https://made.example</url>
        </scm>
        <properties><part.version>1</part.version></properties>
      </project>
      """;
  static final String CHILD =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <parent><groupId>org.made</groupId><artifactId>up</artifactId><version>1</version></parent>
        <artifactId>library</artifactId>
        <name>library</name>
        <description>a library</description>
        <dependencies>
          <dependency>
            <groupId>org.other</groupId><artifactId>part</artifactId>
            <version>${part.version}</version>
          </dependency>
        </dependencies>
      </project>
      """;
  static final String SBOM =
      """
      {"bomFormat": "CycloneDX",
       "metadata": {"component":
         {"bom-ref": "l", "group": "org.made", "name": "library", "version": "1"}},
       "components": [{"bom-ref": "p", "group": "org.other", "name": "part", "version": "1",
         "licenses": [{"license": {"id": "MIT"}}]}],
       "dependencies": [{"ref": "l", "dependsOn": ["p"]}, {"ref": "p", "dependsOn": []}]}
      """;
  private static final String PARENT_SBOM =
      """
      {"bomFormat": "CycloneDX",
       "metadata": {"component": {"bom-ref": "u", "group": "org.made", "name": "up", "version": "1"}}}
      """;

  final Path staging;
  final Path libraries;

  MadeUpRelease(Path folder) throws IOException {
    staging = folder.resolve("staging");
    libraries = folder.resolve("libraries");
    Path part = EffectivePom.place(libraries, "org.other", "part", "1", ".jar");
    Files.createDirectories(part.getParent());
    jar(part, Map.of("org/other/Part.class", new byte[0]));
    file("up", ".pom", PARENT);
    file("up", "-cyclonedx.json", PARENT_SBOM);
    file("up", "-cyclonedx.xml", "<bom/>");
    file("library", ".pom", CHILD);
    file("library", "-cyclonedx.json", SBOM);
    file("library", "-cyclonedx.xml", "<bom/>");
    jar("-sources.jar", "org/made/Library.java");
    jar("-javadoc.jar", "index.html");
    module("requires part;");
  }

  /** All that the check says. */
  List<String> problems() throws Exception {
    return new ReleaseCheck(
            staging, libraries, java.util.Set.of("up", "library"), dependency -> dependency)
        .problems();
  }

  Path path(String artifact, String ending) {
    return EffectivePom.place(staging, "org.made", artifact, "1", ending);
  }

  /** Writes a file with all that lies beside it. */
  void file(String artifact, String ending, String text) throws IOException {
    Path file = path(artifact, ending);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    beside(file);
  }

  void jar(String ending, String entry) throws IOException {
    jar(path("library", ending), Map.of(entry, new byte[0]));
    beside(path("library", ending));
  }

  /** Writes the library's jar with a descriptor that says this. */
  void module(String directives) throws IOException {
    Path classes = Files.createTempDirectory(staging.getParent(), "module");
    Path source = classes.resolve("module-info.java");
    Files.writeString(source, "module org.made.library { " + directives + " }");
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-p",
                EffectivePom.place(libraries, "org.other", "part", "1", "").getParent().toString(),
                "-d",
                classes.toString(),
                source.toString());
    if (status != 0) {
      throw new IllegalStateException("not compiled: " + directives);
    }
    jar(
        path("library", ".jar"),
        Map.of(
            "META-INF/LICENSE",
            new byte[0],
            "module-info.class",
            Files.readAllBytes(classes.resolve("module-info.class"))));
    beside(path("library", ".jar"));
  }

  private static void beside(Path file) throws IOException {
    Files.writeString(Path.of(file + ".asc"), "signature");
    Files.writeString(Path.of(file + ".md5"), FileCheck.digest("MD5", file));
    Files.writeString(Path.of(file + ".sha1"), FileCheck.digest("SHA-1", file));
  }

  private static void jar(Path jar, Map<String, byte[]> entries) throws IOException {
    Map<String, byte[]> all = new TreeMap<>(entries);
    all.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** Removes a file with all that lies beside it. */
  void remove(String artifact, String ending) throws IOException {
    Path file = path(artifact, ending);
    for (String beside : Stream.of("", ".asc", ".md5", ".sha1").toList()) {
      Files.delete(Path.of(file + beside));
    }
  }
}
