package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report --png}. */
class ReportPicturesTest {

  @TempDir Path folder;

  private final Program program = new Program();

  private Path run(String name) throws Exception {
    return GoldenRuns.copy(name, Files.createDirectory(folder.resolve("run")));
  }

  private static List<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void picturesAloneAreWrittenAndNamed() throws Exception {
    Path pictures = folder.resolve("pictures");
    assertEquals(
        ExitCode.OK, program.run("report", run("single-stream"), "--png", pictures), program.err());
    List<String> names = names(pictures);
    assertEquals(3, names.size(), names.toString());
    assertTrue(names.stream().allMatch(name -> name.endsWith(".png")), names.toString());
    for (String name : names) {
      assertTrue(program.out().contains("Picture: " + pictures.resolve(name)), program.out());
    }
    assertFalse(program.out().contains("Report:"), program.out());
    List<String> markdown =
        program.out().lines().filter(line -> line.matches("!\\[.+\\]\\(.+\\.png>?\\)")).toList();
    assertEquals(3, markdown.size(), program.out());
  }

  @Test
  void withAnOutputThePageIsWrittenToo() throws Exception {
    Path page = folder.resolve("page.html");
    assertEquals(
        ExitCode.OK,
        program.run("report", run("single-stream"), "--png", folder.resolve("png"), "-o", page),
        program.err());
    assertTrue(Files.exists(page));
    assertEquals(3, names(folder.resolve("png")).size());
  }

  @Test
  void withoutAValidTrialItIsSaidThatThereAreNone() throws Exception {
    Path pictures = folder.resolve("pictures");
    assertEquals(
        ExitCode.NOT_ALL_OK, program.run("report", run("cancelled-early"), "--png", pictures));
    assertTrue(program.err().contains("no pictures: "), program.err());
    assertFalse(program.err().contains("hum-helix's"), program.err());
    assertFalse(Files.exists(pictures));
  }

  @Test
  void ofHumHelixsFilesItIsSaidWhatHasTheirTable() throws Exception {
    Path pictures = folder.resolve("pictures");
    Path old = LegacyResults.write(folder);
    assertEquals(ExitCode.NOT_ALL_OK, program.run("report", old, "--png", pictures));
    assertTrue(
        program
            .err()
            .contains(
                "No pictures: hum-helix's files have no forks and no error rates to draw. The HTML"
                    + " report has their table: humhelix-bench report FILE -o report.html"),
        program.err());
    assertFalse(program.err().contains("none of these run configs"), program.err());
    assertFalse(Files.exists(pictures));
  }

  @Test
  void whereNothingCanBeWrittenItIsSaidWhy() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(ExitCode.INTERNAL, program.run("report", run("single-stream"), "--png", file));
    assertTrue(program.err().contains("--png: the pictures cannot be written to"), program.err());
  }

  @Test
  void aPageThatIsRenewedHasNoFiles() throws Exception {
    Path run = run("single-stream");
    assertEquals(ExitCode.BAD_INPUT, program.run("report", run, "--png", folder, "--serve", 0));
    assertTrue(program.err().contains("--png: found with --serve"), program.err());
    Program other = new Program();
    assertEquals(ExitCode.BAD_INPUT, other.run("report", run, "--png", folder, "--watch"));
    assertTrue(other.err().contains("--png: found with --watch"), other.err());
  }
}
