package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The fixtures have in them what reports are to show. */
class ReportFixturesTest {

  @TempDir Path folder;

  @Test
  void aRunHasEveryStatus() throws Exception {
    RunResult run = RunReader.read(ReportFixtures.singleStream(folder).get(0));
    assertEquals(
        List.of(
            TrialStatus.OK,
            TrialStatus.OK,
            TrialStatus.OK,
            TrialStatus.OK,
            TrialStatus.OK,
            TrialStatus.OK,
            TrialStatus.REFUSED,
            TrialStatus.FAILED,
            TrialStatus.INVALID),
        run.runConfigs().stream().map(RunConfigResult::status).toList());
    assertTrue(
        run.runConfigs().get(0).issues().stream().anyMatch(i -> i.code().equals("other-load")),
        "a fork was disturbed");
  }

  @Test
  void theSameNumbersEachTime() throws Exception {
    Path one = ReportFixtures.singleStream(folder.resolve("one")).get(0);
    Path other = ReportFixtures.singleStream(folder.resolve("other")).get(0);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
  }

  @Test
  void everyTextOfOneIsHostile() throws Exception {
    RunResult run = RunReader.read(ReportFixtures.hostile(folder).get(0));
    assertEquals(200, HostileStrings.all().size());
    assertEquals(16, run.runConfigs().size());
    assertEquals(
        List.of(TrialStatus.OK, TrialStatus.FAILED, TrialStatus.REFUSED),
        run.runConfigs().stream().map(RunConfigResult::status).distinct().toList());
  }

  @Test
  void manyTrialsAreReadAsOthersAre() throws Exception {
    List<Path> files = ReportFixtures.many(folder, 2, 40);
    RunResult run = RunReader.read(files.get(1));
    assertEquals(4, run.runConfigs().size());
    assertEquals(40, run.runConfigs().stream().mapToInt(c -> c.validTrials().size()).sum());
  }

  /**
   * {@code -Dhumhelix.fixtures.write=DIR} leaves all of them where a developer can look at them.
   */
  @Test
  @EnabledIfSystemProperty(named = "humhelix.fixtures.write", matches = ".+")
  void write() {
    ReportFixtures.writeAll(Path.of(System.getProperty("humhelix.fixtures.write")));
  }
}
