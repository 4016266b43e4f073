package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  @TempDir Path folder;

  @Test
  void knowsTheClassesOfCommandsThatReadSaysNothingAndLeavesNothing() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path output = folder.resolve("output");
    Path classes = folder.resolve("classes");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Xlog:class+load:file=" + classes,
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Rehearsal.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(3, TimeUnit.MINUTES));
    } finally {
      process.destroyForcibly();
    }

    assertEquals("", Files.readString(output, StandardCharsets.UTF_8));
    assertEquals(0, process.exitValue());
    assertEquals(List.of(), files(temporary));
    String loaded = Files.readString(classes);
    for (String needed :
        List.of(
            "report.SummaryReport",
            "report.ComparisonReport",
            "history.History",
            "html.HtmlReport",
            "export.CsvExport",
            "cli.DoctorCommand")) {
      assertTrue(loaded.contains("io.humhelix.bench." + needed + " "), needed);
    }
    assertFalse(loaded.contains(".backend."), "no backend is touched");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
