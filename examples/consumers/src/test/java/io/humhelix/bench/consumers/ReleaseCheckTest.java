package io.humhelix.bench.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that a release must not lack, left out once. */
class ReleaseCheckTest {

  @TempDir Path folder;
  private MadeUpRelease release;

  @BeforeEach
  void makeUp() throws Exception {
    release = new MadeUpRelease(folder);
  }

  @Test
  void nothingIsWrong() throws Exception {
    assertEquals(List.of(), release.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-sources.jar", "-javadoc.jar", ".jar", "-cyclonedx.json", "-cyclonedx.xml"})
  void missingFile(String ending) throws Exception {
    release.remove("library", ending);

    assertProblem("library-1" + ending + " is missing");
  }

  @Test
  void missingSignature() throws Exception {
    Files.delete(release.path("library", "-sources.jar.asc"));

    assertProblem("library-1-sources.jar has no signature");
  }

  @Test
  void missingChecksum() throws Exception {
    Files.delete(release.path("up", ".pom.md5"));

    assertProblem("up-1.pom.md5 is missing");
  }

  @Test
  void wrongChecksum() throws Exception {
    Files.writeString(release.path("up", ".pom.sha1"), "0");

    assertProblem("up-1.pom.sha1 is of another file");
  }

  @Test
  void emptySourcesAndJavadoc() throws Exception {
    release.jar("-sources.jar", "empty");
    release.jar("-javadoc.jar", "empty");

    assertEquals(
        List.of("library-1-javadoc.jar has no index.html", "library-1-sources.jar has no .java"),
        release.problems());
  }

  @Test
  void jarWithoutLicence() throws Exception {
    release.file(
        "library", ".pom", MadeUpRelease.CHILD.replaceAll("(?s)<dependencies>.*</dep.*s>", ""));
    release.file("library", "-cyclonedx.json", MadeUpRelease.SBOM.replace("[\"p\"]", "[]"));
    release.jar(".jar", "org/made/Library.class");

    assertEquals(
        List.of(
            "library-1.jar has no META-INF/LICENSE",
            "library-1.jar has the name of a module from its file alone"),
        release.problems());
  }

  @ParameterizedTest
  @CsvSource({
    "name, name",
    "description, description",
    "licenses, licence's name",
    "developers, developer's name",
    "connection, scm connection",
    "developerConnection, scm developerConnection"
  })
  void missingFactOfThePom(String element, String fact) throws Exception {
    String pom =
        MadeUpRelease.PARENT.replaceFirst(
            "(?s)<" + element + ">(?!Somebody|MIT).*?</" + element + ">", "");
    release.file("up", ".pom", pom);

    List<String> problems = release.problems();

    assertTrue(problems.contains("up: " + fact + " is missing"), problems::toString);
  }

  @Test
  void missingUrl() throws Exception {
    release.file(
        "up",
        ".pom",
        MadeUpRelease.PARENT.replace("<url>https://made.example</url>\n  <lic", "<lic"));

    assertEquals(List.of("library: url is missing", "up: url is missing"), release.problems());
  }

  @Test
  void unresolvedName() throws Exception {
    release.file(
        "library", ".pom", MadeUpRelease.CHILD.replace("<name>library", "<name>${nobody.sets}"));

    assertProblem("library: name is unresolved: ${nobody.sets}");
  }

  @Test
  void repositoryOfItsOwn() throws Exception {
    release.file(
        "library",
        ".pom",
        MadeUpRelease.CHILD.replace(
            "<dependencies>",
            "<repositories><repository><id>mine</id><url>https://made.example</url></repository>"
                + "</repositories><dependencies>"));

    assertProblem("library: names a repository of its own");
  }

  @Test
  void snapshots() throws Exception {
    Path version = release.path("up", ".pom").getParent();
    Path snapshot = version.resolveSibling("1-SNAPSHOT");
    Files.createDirectory(snapshot);
    for (Path file : Files.list(version).toList()) {
      String name = file.getFileName().toString().replace("up-1", "up-1-SNAPSHOT");
      Files.copy(file, snapshot.resolve(name));
    }

    assertEquals(
        List.of(
            "up: version 1-SNAPSHOT is no release",
            "more than one version is staged: [1, 1-SNAPSHOT]"),
        release.problems());
  }

  @Test
  void artifactThatIsNotReleased() throws Exception {
    for (Path file : Files.list(release.path("up", ".pom").getParent()).toList()) {
      Path copy =
          release
              .path("more", ".pom")
              .resolveSibling(file.getFileName().toString().replace("up", "more"));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }

    assertEquals(
        "staged are [library, more, up], to be released are [library, up]",
        release.problems().get(release.problems().size() - 1));
  }

  @Test
  void dependencyThatTheModuleDoesNotRequire() throws Exception {
    release.module("");

    assertProblem("library: the module does not require part, of the dependency part");
  }

  @Test
  void moduleWithoutDependency() throws Exception {
    release.file(
        "library", ".pom", MadeUpRelease.CHILD.replaceAll("(?s)<dependencies>.*</dep.*s>", ""));
    release.file("library", "-cyclonedx.json", MadeUpRelease.SBOM.replace("[\"p\"]", "[]"));

    assertProblem("library: no dependency has the module part");
  }

  @Test
  void optionalInTheModuleAlone() throws Exception {
    release.module("requires static part;");

    assertProblem("library: part is optional in the module alone");
  }

  @Test
  void optionalInThePomAlone() throws Exception {
    release.file(
        "library",
        ".pom",
        MadeUpRelease.CHILD.replace("<version>${", "<optional>true</optional><version>${"));

    assertProblem("library: part is optional in the POM alone");
  }

  @Test
  void partsOfAnotherVersion() throws Exception {
    release.file(
        "library",
        "-cyclonedx.json",
        MadeUpRelease.SBOM.replace("\"part\", \"version\": \"1\"", "\"part\", \"version\": \"2\""));

    assertProblem(
        "library-1-cyclonedx.json: depends on [org.other:part:2], the POM on [org.other:part:1]");
  }

  @Test
  void partWithoutLicence() throws Exception {
    release.file(
        "library", "-cyclonedx.json", MadeUpRelease.SBOM.replace("\"licenses\"", "\"other\""));

    assertProblem("library-1-cyclonedx.json: org.other:part:1 has no licence");
  }

  @Test
  void partsOfAnotherArtifact() throws Exception {
    release.file(
        "library",
        "-cyclonedx.json",
        MadeUpRelease.SBOM.replace("\"name\": \"library\"", "\"name\": \"other\""));

    assertProblem("library-1-cyclonedx.json: is of org.made:other:1, not of org.made:library:1");
  }

  private void assertProblem(String problem) throws Exception {
    assertEquals(List.of(problem), release.problems());
  }
}
