package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code report --watch} and {@code --serve} in processes of their own, until they are ended. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class ReportInterruptTest {

  private static final int SIGTERM = 15;

  @TempDir Path folder;

  private Process start(Object... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "report"));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private Path results() throws Exception {
    return GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("results")));
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private String end(Process process) throws Exception {
    process.destroy();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertEquals(128 + SIGTERM, process.exitValue());
    return Files.readString(folder.resolve("err.txt"));
  }

  @Test
  void aWatchLeavesAPageThatStays() throws Exception {
    Path report = folder.resolve("report.html");
    Process process = start(results(), "--watch", "-o", report);
    try {
      assertEquals(
          "Report: " + report + ", written again when results change (Ctrl-C ends it)",
          firstLine(process));
      String renewing = Files.readString(report);
      String said = end(process);
      assertTrue(said.contains("cancelled: " + report + " stays as it is now"), said);
      assertFalse(renewing.equals(Files.readString(report)));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aServerEndsWithItsProcess() throws Exception {
    Process process = start(results(), "--serve", "0");
    try {
      String line = firstLine(process);
      assertTrue(line.matches("Report: http://127\\.0\\.0\\.1:\\d+/ \\(Ctrl-C ends it\\)"), line);
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(line.split(" ")[1]).toURL().openConnection();
      assertEquals(200, connection.getResponseCode());
      connection.disconnect();
      String said = end(process);
      assertTrue(said.contains("cancelled: the report is no longer shown"), said);
    } finally {
      process.destroyForcibly();
    }
    assertFalse(Files.exists(folder.resolve("report.html")));
  }
}
