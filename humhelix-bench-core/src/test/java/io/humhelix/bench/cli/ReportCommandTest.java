package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.store.GoldenRuns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}, and {@code run --report}. */
class ReportCommandTest {

  @TempDir Path folder;
  private Path results;
  private Path report;

  private final FakeProvider fake = new FakeProvider();
  private final Program program =
      new Program().harness(() -> Harness.builder().discovery(false).provider(fake));

  @BeforeEach
  void copy() throws Exception {
    fake.features = EnumSet.of(Capability.LANGUAGE);
    results = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("results")));
    report = folder.resolve("report.html");
  }

  private static void assertReport(Path file) throws IOException {
    assertTrue(Files.readString(file).startsWith("<!doctype html>"));
  }

  @Test
  void writesTheReportAndSaysWhere() throws Exception {
    Files.writeString(report, "before");
    assertEquals(0, program.run("report", results, "-o", report, "--title", "a <b> c"));
    assertTrue(program.out().startsWith("Report: " + report + "\n"), program.out());
    assertEquals(2, program.out().lines().count(), program.out());
    assertFalse(program.out().contains("REGRESSION"), program.out());
    assertEquals("", program.err());
    assertReport(report);
    assertTrue(Files.readString(report).contains("<title>a &lt;b&gt; c</title>"));
  }

  @Test
  void progressIsShownOnATerminalAlone() throws Exception {
    Path second = GoldenRuns.copy("pair-old", Files.createDirectory(folder.resolve("second")));
    assertEquals(0, program.run("report", results, second, "-o", report));
    assertEquals("", program.err());
    Program terminal = new Program().onTerminal();
    assertEquals(0, terminal.run("report", results, second, "-o", report));
    assertTrue(terminal.err().contains("read 2 of 2 files"), terminal.err());
  }

  @Test
  void damageIsToldAndEndsWithOne() throws Exception {
    Files.writeString(results, "- {torn", StandardOpenOption.APPEND);
    assertEquals(1, program.run("report", results, "-o", report));
    assertTrue(program.err().startsWith("note: " + results + ":"), program.err());
    assertReport(report);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws Exception {
    Path nowhere = folder.resolve("nowhere/report.html");
    assertEquals(2, program.run("report", results, "-o", nowhere, "--last", "0", "--watch=0"));
    for (String text :
        List.of(
            "--last: found 0; allowed: 1 or more",
            "--watch: found 0; allowed: 1 or more seconds",
            "there is no folder '" + nowhere.getParent() + "'")) {
      assertTrue(program.err().contains(text), program.err());
    }
    Program serving = new Program();
    assertEquals(2, serving.run("report", results, "-o", report, "--watch", "--serve=65536"));
    for (String text :
        List.of(
            "--serve: found 65536; allowed: a port of 0 to 65535",
            "--watch: found with --serve",
            "--output: found with --serve")) {
      assertTrue(serving.err().contains(text), serving.err());
    }
    assertFalse(Files.exists(report));
  }

  @Test
  void missingResultsAreToldAndNothingIsWritten() {
    assertEquals(2, program.run("report", folder.resolve("nothing"), "-o", report));
    assertTrue(program.err().contains("does not exist"), program.err());
    assertFalse(Files.exists(report));
  }

  @Test
  void aPortInUseIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(3, program.run("report", results, "--serve", taken.getLocalPort()));
      assertTrue(
          program
              .err()
              .replaceAll("\\s+", " ")
              .startsWith("--serve: port " + taken.getLocalPort() + " cannot be used: "),
          program.err());
    }
  }

  @Test
  void onlyANumberIsTheValueOfWatch() {
    // A file that stands behind it is a file.
    assertEquals(2, program.run("report", "--watch", folder.resolve("nothing"), "-o", report));
    assertTrue(program.err().contains("does not exist"), program.err());
    Program large = new Program();
    assertEquals(2, large.run("report", "--serve", "99999999999", results));
    assertTrue(large.err().contains("too large"), large.err());
  }

  private int run(String... more) throws Exception {
    Object[] first = {
      "run", LegacyFile.write(folder, "fake", "tiny.en"), "--output", folder.resolve("out")
    };
    return program.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray());
  }

  @Test
  void aRunWritesItsReport() throws Exception {
    fake.device = "cuda";
    assertEquals(0, run("--report", report.toString()), () -> program.err());
    assertReport(report);
    assertTrue(program.err().endsWith("Report: " + report + "\n"), program.err());
  }

  @Test
  void aRunThatFailedWritesItsReportToo() throws Exception {
    fake.device = "cuda";
    fake.call =
        (number, request, progress) -> {
          throw new IllegalStateException("broken");
        };
    assertEquals(1, run("--report", report.toString()), () -> program.err());
    assertReport(report);
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeMeasuring() throws Exception {
    assertEquals(2, run("--report", folder.resolve("nowhere/report.html").toString()));
    assertTrue(program.err().contains("--report: "), program.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aReportThatFailsAtTheEndTakesNothingFromTheResults() throws Exception {
    fake.device = "cuda";
    Path gone = Files.createDirectory(folder.resolve("gone"));
    fake.call =
        (number, request, progress) -> {
          try {
            Files.deleteIfExists(gone);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return Transcript.ofText("a text");
        };
    assertEquals(3, run("--report", gone.resolve("report.html").toString()), () -> program.err());
    String said = program.err().replaceAll("\\s+", " ");
    assertTrue(said.contains("--report: the report '"), said);
    assertTrue(said.contains("The results are whole, in "), said);
    assertTrue(said.contains("Only for the report the exit code is 3."), said);
    assertTrue(program.out().contains("5 of 5 planned trials valid"), program.out());
  }
}
