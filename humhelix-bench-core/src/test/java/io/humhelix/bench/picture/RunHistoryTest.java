package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.MadeUpNights;
import io.humhelix.bench.report.HistoryReport;
import io.humhelix.bench.report.Symbols;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of many runs, as they are drawn. */
class RunHistoryTest {

  @TempDir Path folder;

  private static RunHistory picture(History history) {
    return RunHistory.of(history, new HistoryReport(history, false, Symbols.ASCII)::causes);
  }

  @Test
  void whatGotWorseOfLateComesFirstWithLevelsAndCauses() throws Exception {
    MadeUpNights.store(
        folder,
        24,
        (i, run) ->
            run.engine(i < 14 ? "1.7.1" : "1.7.2").system("a", 1).system("b", i < 14 ? 1 : 1.1));

    RunHistory picture = picture(MadeUpNights.of(folder, "rtf"));

    RunHistory.Line first = picture.series().get(0);
    assertTrue(first.runConfig().startsWith("b / "), first.runConfig());
    assertTrue(first.worseOfLate());
    assertEquals(24, first.sessions().size());
    assertEquals("2026-10-01T02:00:00Z", first.sessions().get(0).at());
    assertEquals(List.of(14), first.changes().stream().map(RunHistory.Change::at).toList());
    assertEquals(List.of("engine 1.7.1 -> 1.7.2"), first.changes().get(0).causes());
    assertEquals("WORSE", first.changes().get(0).effect());
    RunHistory.Change change = first.changes().get(0);
    assertEquals(
        List.of(
            new RunHistory.Level(0, 13, change.before()),
            new RunHistory.Level(14, 23, change.after())),
        first.levels());
    assertEquals("TOO_FEW", first.newest().state());
    assertEquals(14, first.newest().from());
    assertTrue(Double.isNaN(first.newest().low()));

    RunHistory.Line second = picture.series().get(1);
    assertEquals(List.of(), second.levels());
    assertEquals("AS_EXPECTED", second.newest().state());
    assertTrue(second.newest().low() < second.newest().high());
    assertEquals(0, picture.leftOut());
  }

  @Test
  void theSpreadOfForksHoldsTheLevel() throws Exception {
    MadeUpNights.store(folder, 2, (i, run) -> run.system("a", 1));
    RunHistory.Session night =
        picture(MadeUpNights.of(folder, "rtf")).series().get(0).sessions().get(0);

    assertEquals(3, night.forks());
    assertTrue(
        night.lowestFork() < night.level() && night.level() < night.highestFork(), "" + night);
  }

  @Test
  void oneForkHasNoSpread() throws Exception {
    MadeUpNights.store(folder, 2, (i, run) -> run.forks(1).system("a", 1));
    RunHistory.Session night =
        picture(MadeUpNights.of(folder, "rtf")).series().get(0).sessions().get(0);

    assertEquals(1, night.forks());
    assertTrue(Double.isNaN(night.lowestFork()) && Double.isNaN(night.highestFork()));
  }

  @Test
  void oneRunIsNoHistory() throws Exception {
    MadeUpNights.store(folder, 1, (i, run) -> run.system("a", 1));

    assertEquals(List.of(), picture(MadeUpNights.of(folder)).series());
  }

  @Test
  void aPageCarriesSoManyAndSaysHowManyItLeavesOut() throws Exception {
    MadeUpNights.store(folder, 4, (i, run) -> run.system("a", 1));
    History few = MadeUpNights.of(folder, "rtf");
    HistorySeries one = few.series().get(0);
    int fit = RunHistory.MOST_SESSIONS / 4;

    RunHistory all = picture(of(few, Collections.nCopies(fit, one)));
    RunHistory some = picture(of(few, Collections.nCopies(fit + 7, one)));

    assertEquals(fit, all.series().size());
    assertEquals(0, all.leftOut());
    assertEquals(fit, some.series().size());
    assertEquals(7, some.leftOut());
  }

  private static History of(History other, List<HistorySeries> series) {
    return new History(series, other.sessions(), 0, List.of(), other.files(), List.of());
  }
}
