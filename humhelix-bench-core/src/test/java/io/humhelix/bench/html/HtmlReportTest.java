package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The file of a report: how it is written, renewed, and what stands in its way. */
class HtmlReportTest {

  @TempDir Path folder;
  private Path results;
  private Path report;

  @BeforeEach
  void copy() throws Exception {
    results = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("run")));
    report = Files.createDirectory(folder.resolve("out")).resolve("report.html");
  }

  private ReportRequest request() {
    return ReportRequest.of(List.of(results));
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(report.getParent())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void isAnOrdinaryFileThatReplacesTheOneBefore() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    Files.writeString(report, "before");
    assertEquals(List.of(), HtmlReport.write(request(), report).damages());
    assertEquals(List.of("report.html"), written());
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(report));
    assertTrue(Files.readString(report).startsWith("<!doctype html>"));
  }

  @Test
  void whatStandsInTheWayIsKnownBefore() throws Exception {
    assertEquals(Optional.empty(), HtmlReport.obstacle(report));
    assertTrue(HtmlReport.obstacle(folder).orElseThrow().contains("is a folder"));
    Path nowhere = folder.resolve("nowhere/report.html");
    String message = HtmlReport.obstacle(nowhere).orElseThrow();
    assertTrue(message.contains("there is no folder '" + nowhere.getParent() + "'"), message);
  }

  @Test
  void aFailureLeavesTheOneBefore() throws Exception {
    Files.createDirectory(report);
    Files.writeString(report.resolve("x"), "before");
    IOException e = assertThrows(IOException.class, () -> HtmlReport.write(request(), report));
    assertTrue(e.getMessage().contains("it is a folder"), e.getMessage());
    assertEquals(List.of("report.html"), written());
  }

  @Test
  void damageIsToldAndTheRestIsShown() throws Exception {
    Files.writeString(results, "- {torn", StandardOpenOption.APPEND);
    List<String> damages = HtmlReport.write(request(), report).damages();
    assertEquals(1, damages.size(), damages.toString());
    assertTrue(damages.get(0).startsWith(results + ":"), damages.get(0));
  }

  @Test
  void aWatchWritesWhatHasChangedAndEndsWithAPageThatStays() throws Exception {
    ReportWatch watch = ReportWatch.of(request(), report, Duration.ofSeconds(7));
    watch.finish();
    assertEquals(List.of(), written(), "there is nothing to finish");
    assertTrue(watch.renew().isPresent());
    String first = Files.readString(report);
    assertEquals(Optional.empty(), watch.renew());
    assertEquals(first, Files.readString(report));
    Files.writeString(results, "- {torn", StandardOpenOption.APPEND);
    assertEquals(1, watch.renew().orElseThrow().damages().size());
    assertNotEquals(first, Files.readString(report));
    Files.delete(results);
    String renewing = Files.readString(report);
    assertThrows(IOException.class, watch::renew);
    assertEquals(renewing, Files.readString(report));
    watch.finish();
    assertNotEquals(renewing, Files.readString(report));
    assertThrows(
        IllegalArgumentException.class, () -> ReportWatch.of(request(), report, Duration.ZERO));
  }

  @Test
  void onlyTheNewestRunsAreShownWhereThatIsAsked() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Path one = GoldenRuns.copy("pair-old", Files.createDirectory(folder.resolve("a")));
    Path two = GoldenRuns.copy("pair-new", Files.createDirectory(folder.resolve("b")));
    Files.copy(one, runs.resolve(one.getFileName()));
    Files.copy(two, runs.resolve(two.getFileName()));
    ReportRequest all = ReportRequest.of(List.of(runs));
    assertEquals(2, all.withNewestAlone().withLast(2).withNewestAlone().results().size());
    assertEquals(
        List.of(runs.resolve(one.getFileName())), all.withLast(1).withNewestAlone().results());
    assertThrows(IllegalArgumentException.class, () -> all.withLast(-1));
  }

  /** An embedder without the WebJars is told what to add, in one message. */
  @Test
  void missingLibrariesAreNamed() throws Exception {
    List<URL> others = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("echarts") && !entry.contains("tabulator-tables")) {
        others.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(others.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Optional<?> obstacle =
          (Optional<?>)
              without
                  .loadClass(HtmlReport.class.getName())
                  .getMethod("obstacle", Path.class)
                  .invoke(null, report);
      String message = String.valueOf(obstacle.orElseThrow());
      assertTrue(message.contains("org.webjars:echarts"), message);
      assertTrue(message.contains("org.webjars.npm:tabulator-tables"), message);
      assertTrue(message.contains("optional dependency"), message);
    }
    assertFalse(HtmlReport.obstacle(report).isPresent());
  }
}
