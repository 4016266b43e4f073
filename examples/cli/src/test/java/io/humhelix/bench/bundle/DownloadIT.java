package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed archives, as a user downloads them. */
class DownloadIT {

  @TempDir Path folder;

  @Test
  void bothArchivesHoldTheSameFilesBelowOneFolder() throws Exception {
    Set<String> zip = new TreeSet<>();
    try (ZipFile file = new ZipFile(archive(".zip").toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory()) {
          zip.add(entry.getName());
        }
      }
    }
    Path home = unpack();
    Set<String> tar;
    try (Stream<Path> files = Files.walk(home)) {
      tar =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertEquals(zip, tar);
    assertTrue(zip.stream().allMatch(name -> name.startsWith(home.getFileName() + "/")));
    for (String name :
        List.of(
            "README.md",
            "LICENSE",
            "man/man1/humhelix-bench-run.1",
            "bin/humhelix-bench.bat",
            "completion/_humhelix-bench",
            "licences/THIRD-PARTY.txt",
            "examples/quickstart.yaml")) {
      assertTrue(zip.contains(home.getFileName() + "/" + name), name);
    }
  }

  @Test
  void onlyProgramsAreExecutable() throws Exception {
    Path home = unpack();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path place = home.relativize(file);
        boolean program = place.startsWith("bin") || place.startsWith("libexec");
        assertEquals(program, Files.isExecutable(file), place::toString);
      }
    }
  }

  /** What its README says to type first, with a third of the work. */
  @Test
  @Tag("slow")
  void theFirstResultNeedsNothingElse() throws Exception {
    Path home = unpack();
    Path user = Files.createDirectory(folder.resolve("user"));
    assertTrue(
        Files.readString(home.resolve("README.md"))
            .contains("bin/humhelix-bench run examples/quickstart.yaml --report report.html"));

    Outcome outcome =
        Outcome.of(
            home,
            4,
            home.resolve("bin/humhelix-bench"),
            Map.of("JAVA_HOME", BundleCopy.JAVA_HOME.toString(), "HOME", user.toString()),
            "run",
            "examples/quickstart.yaml",
            "--report=report.html",
            "--forks=1");

    assertEquals(0, outcome.status(), outcome.text());
    assertTrue(Files.readString(home.resolve("report.html")).startsWith("<!doctype html>"));
    try (Stream<Path> files = Files.list(user)) {
      assertEquals(List.of(), files.toList(), "a run makes no archive of classes");
    }
  }

  private Path unpack() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "modes are of Unix");
    Path tar = archive(".tar.gz");
    Outcome outcome =
        Outcome.of(folder, 2, RequiredProgram.find("tar"), Map.of(), "xzf", tar.toString());
    assertEquals(0, outcome.status(), outcome.text());
    String name = tar.getFileName().toString();
    return folder.resolve(name.substring(0, name.length() - ".tar.gz".length()));
  }

  static Path archive(String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertEquals(1, found.size(), found::toString);
      return found.get(0);
    }
  }
}
