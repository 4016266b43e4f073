package io.humhelix.bench.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.TrialRows;
import io.humhelix.bench.summary.TrialFilter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  @TempDir Path folder;

  private static HistorySeries series(History history, String metric) {
    return history.series().stream()
        .filter(one -> one.key().metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChangeIsFoundWithItsSizeAndWhatElseChanged() throws Exception {
    MadeUpNights.store(
        folder,
        24,
        (i, run) -> run.engine(i < 14 ? "1.7.1" : "1.7.2").system("a", i < 14 ? 1 : 1.1));

    HistorySeries rtf = series(MadeUpNights.of(folder), "rtf");

    assertEquals(1, rtf.changes().size(), rtf::toString);
    LevelChange change = rtf.changes().get(0);
    assertEquals(14, change.at());
    assertEquals(Instant.parse("2026-10-15T02:00:00Z"), rtf.sessions().get(14).startedAt().get());
    assertTrue(change.low() < 0.1 && 0.1 < change.high(), change.toString());
    assertTrue(change.low() > 0.05 && change.high() < 0.15, change.toString());
    assertEquals(Effect.WORSE, change.effect());
    assertEquals(
        List.of("effective.engine_version: 1.7.1 / 1.7.2"),
        change.differences().stream().map(Object::toString).toList());
    assertEquals(List.of(), change.nearby());
    // Ten nights on the new level: nobody should take it for the usual one yet.
    assertTrue(rtf.worseOfLate());
    assertEquals(NewestSession.State.TOO_FEW, rtf.newest().state());
    assertEquals(9, rtf.newest().earlier());
  }

  @Test
  void withoutAChangeNothingIsSaidAndTheNewestIsAsExpected() throws Exception {
    MadeUpNights.store(folder, 20, (i, run) -> run.system("a", 1));

    History history = MadeUpNights.of(folder);

    assertEquals(List.of(), history.changed());
    HistorySeries rtf = series(history, "rtf");
    assertEquals(NewestSession.State.AS_EXPECTED, rtf.newest().state());
    assertEquals(19, rtf.newest().earlier());
    assertFalse(rtf.worseOfLate());
    assertEquals(20, history.sessions());
    assertEquals(history, MadeUpNights.of(folder));
  }

  @Test
  void aSlowNewestNightIsWorseAndAFastOneBetter() throws Exception {
    MadeUpNights.store(folder.resolve("slow"), 14, (i, run) -> run.system("a", i < 13 ? 1 : 1.3));
    MadeUpNights.store(folder.resolve("fast"), 14, (i, run) -> run.system("a", i < 13 ? 1 : 0.7));
    MadeUpNights.store(folder.resolve("young"), 12, (i, run) -> run.system("a", i < 11 ? 1 : 1.3));

    HistorySeries slow = series(MadeUpNights.of(folder.resolve("slow")), "rtf");
    assertEquals(NewestSession.State.WORSE, slow.newest().state());
    assertTrue(slow.worseOfLate());
    assertEquals(List.of(), slow.changes());
    HistorySeries fast = series(MadeUpNights.of(folder.resolve("fast")), "rtf");
    assertEquals(NewestSession.State.BETTER, fast.newest().state());
    HistorySeries young = series(MadeUpNights.of(folder.resolve("young")), "rtf");
    assertEquals(NewestSession.State.TOO_FEW, young.newest().state());
    assertEquals(11, young.newest().earlier());
  }

  /** Texts of a deterministic system do not vary: any other rate is another one. */
  @Test
  void aRateThatNeverVariedIsExact() throws Exception {
    MadeUpNights.store(
        folder.resolve("same"), 14, (i, run) -> run.sampled("wer_percent", 4.5).system("a", 1));
    MadeUpNights.store(
        folder.resolve("other"),
        14,
        (i, run) -> run.sampled("wer_percent", i < 13 ? 4.5 : 4.75).system("a", 1));

    HistorySeries same = series(MadeUpNights.of(folder.resolve("same")), "wer_percent");
    assertEquals(NewestSession.State.AS_EXPECTED, same.newest().state());
    HistorySeries other = series(MadeUpNights.of(folder.resolve("other")), "wer_percent");
    assertEquals(NewestSession.State.WORSE, other.newest().state());
  }

  @Test
  void hostsAreSeriesOfTheirOwn() throws Exception {
    MadeUpNights.store(folder, 6, (i, run) -> run.host("name", "gpu" + i % 2).system("a", 1));

    List<HistorySeries> all = MadeUpNights.of(folder, "rtf").series();

    assertEquals(List.of("gpu0", "gpu1"), all.stream().map(one -> one.key().host()).toList());
    all.forEach(one -> assertEquals(3, one.sessions().size()));
  }

  @Test
  void aNightWithoutValidTrialsIsAGapAndNoNumber() throws Exception {
    MadeUpNights.store(
        folder, 5, (i, run) -> run.refused(i == 1).failing((fork, trial) -> i == 3).system("a", 1));

    HistorySeries rtf = series(MadeUpNights.of(folder), "rtf");

    assertEquals(5, rtf.sessions().size());
    assertEquals(3, rtf.levels());
    assertEquals(OptionalDouble.empty(), rtf.sessions().get(1).level());
    assertEquals(0, rtf.sessions().get(1).trials());
    assertEquals(OptionalDouble.empty(), rtf.sessions().get(3).level());
    assertEquals(3, rtf.sessions().get(3).trials());
    MadeUpNights.store(folder.resolve("end"), 3, (i, run) -> run.refused(i == 2).system("a", 1));
    HistorySeries end = series(MadeUpNights.of(folder.resolve("end")), "rtf");
    assertEquals(NewestSession.State.NOT_VALID, end.newest().state());
  }

  @Test
  void aLevelIsThatOfTheRunsTable() throws Exception {
    Path file = new MadeUpRun(7).forks(5).slowFirst(1.2).system("a", 1).store(folder);
    RunResult run = RunReader.read(file);
    History history = MadeUpNights.of(folder, "rtf", "load_s", "latency_p50_s");
    for (MetricEstimate estimate :
        RunConfigEstimates.of(run.definition(), run.runConfigs().get(0))) {
      history.series().stream()
          .filter(one -> one.key().metric().equals(estimate.metric().name()))
          .forEach(
              one ->
                  assertEquals(
                      estimate.estimate().point(),
                      one.sessions().get(0).level().orElseThrow(),
                      1e-12,
                      estimate.metric().name()));
    }
    assertEquals(3, history.series().size());
  }

  @Test
  void memoryIsTheLargestAndOtherMetricsAreForTheAsking() throws Exception {
    MadeUpNights.store(
        folder,
        2,
        (i, run) -> run.sampled("process_rss_peak_bytes", fork -> 1e6 * fork).system("a", 1));

    HistorySeries memory = series(MadeUpNights.of(folder), "process_rss_peak_bytes");
    assertEquals(3e6, memory.sessions().get(0).level().orElseThrow());
    History asked = MadeUpNights.of(folder, "latency_p50_s");
    assertEquals(1, asked.series().size());
  }

  @Test
  void theOrderOfFilesAndTheirPlaceDoNotMatter() throws Exception {
    MadeUpNights.store(folder.resolve("one"), 8, (i, run) -> run.system("a", 1 + i / 10.0));
    List<Path> files = new ArrayList<>();
    try (var list = Files.list(folder.resolve("one"))) {
      list.filter(file -> file.toString().endsWith(".db.yaml")).forEach(files::add);
    }
    Collections.shuffle(files, new java.util.Random(1));
    History.Request request = new History.Request(files, List.of("rtf"), List.of(), 3);
    List<SessionLevel> last = History.read(request).series().get(0).sessions();
    assertEquals(3, last.size());
    assertEquals(
        MadeUpNights.of(folder.resolve("one"), "rtf").series().get(0).sessions().subList(5, 8),
        last);
    History none =
        History.read(new History.Request(files, List.of(), List.of(TrialFilter.parse("rtf<0")), 0));
    assertEquals(List.of(), none.series());
  }

  @Test
  void aRunConfigThatIsNoLongerMeasuredIsToldApart() throws Exception {
    MadeUpNights.store(folder, 4, (i, run) -> (i < 3 ? run.system("b", 1) : run).system("a", 1));

    History history = MadeUpNights.of(folder, "rtf");

    HistorySeries a = history.series().get(0);
    HistorySeries b = history.series().get(1);
    assertEquals("a / speech", a.key().runConfig());
    assertTrue(a.newerRun().isEmpty());
    assertEquals(Instant.parse("2026-10-04T02:00:00Z"), b.newerRun().orElseThrow());
  }

  @Test
  void filesOfHumHelixAreSessionsByTheirNames() throws Exception {
    byte[] bytes;
    try (InputStream in = TrialRows.class.getResourceAsStream("legacy.db.yaml")) {
      bytes = in.readAllBytes();
    }
    Files.write(folder.resolve("benchmark-20250101-120000.db.yaml"), bytes);
    // A record that lies in two files counts once: the second night has other numbers.
    Files.writeString(
        folder.resolve("benchmark-20250102-120000.db.yaml"),
        new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
            .replaceAll("total_time: 1", "total_time: 2"));

    History history = MadeUpNights.of(folder, "rtf");

    assertFalse(history.series().isEmpty());
    HistorySeries one = history.series().get(0);
    assertEquals("", one.key().host());
    assertEquals(
        Instant.parse("2025-01-01T12:00:00Z"), one.sessions().get(0).startedAt().orElseThrow());
    assertEquals(0, one.sessions().get(0).forks());
    assertTrue(one.sessions().get(0).level().isPresent());
    assertEquals(List.of(), history.changed());
  }
}
