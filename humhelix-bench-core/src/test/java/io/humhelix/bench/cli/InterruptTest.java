package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a process of its own. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class InterruptTest {

  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  @TempDir private Path folder;

  @Test
  void finishedTrialsAreOnDiskAfterCtrlC() throws Exception {
    Path definition = LegacyFile.write(folder, "hanging", "tiny.en");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = start(definition, out, err);
    try {
      while (!measuredTrialIsStored()) {
        assertTrue(process.isAlive(), () -> "ended early: " + text(err) + text(out));
        Thread.onSpinWait();
      }
      int signal = signalToSend();
      assertEquals(
          0,
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> text(err));
      assertEquals(128 + signal, process.exitValue(), () -> text(err));
    } finally {
      process.destroyForcibly();
    }
    assertTrue(text(err).contains("cancelling: "), text(err));
    assertTrue(text(err).contains("finished trials are in "), text(err));
    assertTrue(text(out).contains("CANCELLED"), text(out));
    assertTrue(text(folder.resolve("report.html")).startsWith("<!doctype html>"), text(err));
    ResultsFile results = RecordReader.read(resultsFile());
    assertEquals(List.of(), results.damages());
    assertTrue(measuredTrialIsStored());
  }

  private Process start(Path definition, Path out, Path err) throws IOException {
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    Files.writeString(
        services.resolve(SutProvider.class.getName()), HangingProvider.class.getName());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + folder.resolve("classes"),
            Main.class.getName(),
            "run",
            definition.toString(),
            "--device=cpu",
            "--report=report.html")
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** Without --output, results go to a folder below the working one. */
  private Path resultsFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("results"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private boolean measuredTrialIsStored() throws Exception {
    if (!Files.isDirectory(folder.resolve("results"))) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder.resolve("results"))) {
      // Only valid measured trials have the key.
      return files
          .filter(file -> file.toString().endsWith(".db.yaml"))
          .anyMatch(file -> text(file).contains("\"total_transcription_time\""));
    }
  }

  /** A process started in the background of a script inherits that SIGINT is ignored. */
  private static int signalToSend() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return SIGINT;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    boolean ignoresInt = (Long.parseUnsignedLong(ignored, 16) >> (SIGINT - 1) & 1) == 1;
    return ignoresInt ? SIGTERM : SIGINT;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
