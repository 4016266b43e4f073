package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.html.ReportFixtures;
import io.humhelix.bench.picture.TrialSequence.Course;
import io.humhelix.bench.picture.TrialSequence.Fork;
import io.humhelix.bench.picture.TrialSequence.Mark;
import io.humhelix.bench.picture.TrialSequence.Note;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of trials, their sizes beside the median, and what flags say. */
class TrialSequenceTest {

  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");

  @TempDir static Path folder;
  private static RunResult run;

  @BeforeAll
  static void read() throws Exception {
    run = RunReader.read(ReportFixtures.singleStream(folder.resolve("single")).get(0));
  }

  private static Course course(RunResult of) {
    return TrialSequence.of(List.of(of)).runs().get(0);
  }

  @Test
  void everyTrialHasItsPlaceInTheOrderOfTime() {
    Course course = course(run);

    List<TrialResult> all =
        run.runConfigs().stream().flatMap(config -> config.trials().stream()).toList();
    assertEquals(all.size(), course.trials());
    assertEquals(all.size(), course.marks().size());
    assertEquals(1, course.share());
    for (int i = 0; i < course.marks().size(); i++) {
      assertEquals(i, course.marks().get(i).at());
    }
    List<Instant> starts = new ArrayList<>();
    for (Mark mark : course.marks()) {
      String label = course.series().get(mark.series()).label();
      starts.add(
          run.runConfigs().stream()
              .filter(config -> config.label().equals(label))
              .flatMap(config -> config.trials().stream())
              .filter(
                  trial ->
                      trial.fork() == mark.fork()
                          && trial.trial() == mark.trial()
                          && trial.kind().name().equals(mark.kind()))
              .findFirst()
              .orElseThrow()
              .startedAt());
    }
    assertEquals(starts.stream().sorted().toList(), starts);
  }

  @Test
  void aMarkIsBesideTheMedianOfItsRunConfig() {
    Course course = course(run);
    RunConfigResult config = run.runConfigs().get(0);

    double[] rtf =
        config.validTrials().stream()
            .mapToDouble(trial -> trial.metric(Metrics.RTF).orElseThrow())
            .sorted()
            .toArray();
    assertEquals(15, rtf.length);
    assertEquals(rtf[7], course.series().get(0).median());
    assertEquals("RTF", course.measure());
    double greatest =
        course.marks().stream()
            .filter(mark -> mark.series() == 0 && mark.kind().equals("MEASURED"))
            .mapToDouble(Mark::relative)
            .max()
            .orElseThrow();
    assertEquals(rtf[14] / rtf[7], greatest, 1e-12);
  }

  @Test
  void aSlowForkIsSeenWithItsFlagAndItsWords() {
    Course course = course(run);

    Fork slowest =
        course.forks().stream()
            .filter(fork -> fork.valid() > 0)
            .max((one, other) -> Double.compare(one.relative(), other.relative()))
            .orElseThrow();
    assertEquals("whisper.cpp", course.series().get(slowest.series()).system());
    assertEquals(2, slowest.fork());
    assertTrue(slowest.relative() > 1.09 && slowest.relative() < 1.15, "" + slowest.relative());
    Note note = slowest.notes().get(0);
    assertEquals("other-load", note.code());
    assertEquals("WARNING", note.severity());
    assertTrue(note.text().contains("31.0 % of the CPU"), note.text());
    assertEquals(8, slowest.to() - slowest.from() + 1, "first call, two warm-ups, 5 trials");
    assertTrue(
        course.forks().stream()
            .filter(fork -> fork.fork() != 2)
            .allMatch(
                fork -> fork.notes().stream().noneMatch(one -> one.code().equals("other-load"))));
  }

  @Test
  void whatDoesNotCountSaysWhyAndHasNoMedian() {
    Course course = course(run);

    List<Mark> lost = course.marks().stream().filter(m -> !m.status().equals("OK")).toList();
    assertEquals(15, lost.size());
    assertTrue(lost.stream().allMatch(mark -> mark.reason().startsWith("[wer-gate-missed]")));
    assertTrue(lost.stream().allMatch(mark -> Double.isNaN(mark.relative())));
    TrialSequence.Series series = course.series().get(lost.get(0).series());
    assertEquals("INVALID", series.status());
    assertEquals("not-ok", series.notes().get(0).code());
    // One that failed to load, or was refused, has no trial to show.
    assertTrue(
        course.series().stream()
            .noneMatch(one -> one.system().contains("large") || one.system().contains("CUDA")));
  }

  @Test
  void underLoadLatencyIsShownAndSearchesStandApart() throws Exception {
    Course server =
        course(RunReader.read(GoldenRuns.copy("server", Files.createTempDirectory(folder, "s"))));
    assertEquals("latency p50", server.measure());
    Course search =
        course(RunReader.read(GoldenRuns.copy("search", Files.createTempDirectory(folder, "s"))));
    assertTrue(search.marks().stream().anyMatch(mark -> mark.kind().equals("SEARCH")));
    Course offline =
        course(RunReader.read(GoldenRuns.copy("offline", Files.createTempDirectory(folder, "s"))));
    assertEquals("1 / RTFx wall", offline.measure());
    assertEquals(
        1,
        offline.marks().stream()
            .filter(mark -> mark.kind().equals("MEASURED"))
            .findFirst()
            .orElseThrow()
            .relative(),
        1e-12);
  }

  @Test
  void tenThousandMarksStandForMoreTrials() {
    Course course = course(made(40, 5, 200, false));

    assertEquals(40_000, course.trials());
    assertTrue(course.marks().size() <= TrialSequence.MOST_MARKS, "" + course.marks().size());
    assertTrue(course.marks().size() > TrialSequence.MOST_MARKS / 3, "" + course.marks().size());
    assertEquals(40_000, course.marks().stream().mapToInt(Mark::count).sum());
    assertEquals(4, course.share());
    Mark first = course.marks().get(0);
    assertEquals(4, first.count());
    // Trials take 1, 2, 3 and 4 in their order; the median of a run config is 100.5.
    assertEquals(2.5, first.value());
    assertEquals(1 / 100.5, first.low(), 1e-12);
    assertEquals(4 / 100.5, first.high(), 1e-12);
    assertEquals(200, course.forks().size());
  }

  @Test
  void whatCountsIsNeverOneMarkWithWhatDoesNot() {
    Course course = course(made(40, 5, 200, true));

    assertTrue(course.marks().size() <= TrialSequence.MOST_MARKS, "" + course.marks().size());
    assertEquals(
        20_000,
        course.marks().stream()
            .filter(mark -> mark.status().equals("INVALID"))
            .mapToInt(Mark::count)
            .sum());
  }

  @Test
  void moreForksThanMarksShareMarksToo() {
    Course course = course(made(3, 6000, 1, false));

    assertEquals(18_000, course.trials());
    assertTrue(course.marks().size() <= TrialSequence.MOST_MARKS, "" + course.marks().size());
    assertEquals(18_000, course.marks().stream().mapToInt(Mark::count).sum());
    // Forks without a flag are not listed then.
    assertEquals(List.of(), course.forks());
  }

  @Test
  void twoRunsShareTheMarks() {
    TrialSequence both =
        TrialSequence.of(List.of(made(40, 5, 200, false), made(10, 5, 200, false)));

    assertTrue(
        both.runs().stream().mapToInt(one -> one.marks().size()).sum() <= TrialSequence.MOST_MARKS);
    assertEquals(List.of(40_000, 10_000), both.runs().stream().map(Course::trials).toList());
  }

  @Test
  void aRunWithoutATrialIsNotThere() {
    assertEquals(List.of(), TrialSequence.of(List.of(made(0, 0, 0, false))).runs());
  }

  /** Trials that take their own number; in each second fork they do not count if so asked. */
  private static RunResult made(int systems, int forks, int trials, boolean invalid) {
    RunConfigResult one = run.runConfigs().get(0);
    List<RunConfigResult> configs = new ArrayList<>();
    for (int system = 0; system < systems; system++) {
      List<TrialResult> made = new ArrayList<>();
      for (int fork = 1; fork <= forks; fork++) {
        for (int trial = 1; trial <= trials; trial++) {
          boolean counts = !invalid || trial % 2 == 0;
          made.add(
              MadeUpTrials.trial(
                  one.runConfig().id(),
                  TrialKind.MEASURED,
                  fork,
                  trial,
                  counts ? TrialStatus.OK : TrialStatus.INVALID,
                  START.plusSeconds(fork * 100_000L + system * 1000L + trial),
                  1,
                  1,
                  List.of(),
                  List.of(new Measurement(Metrics.RTF, trial)),
                  counts ? List.of() : List.of(Issue.error("broken", "it is.", "")),
                  Optional.empty()));
        }
      }
      configs.add(
          new RunConfigResult(
              one.runConfig(),
              TrialStatus.OK,
              Optional.empty(),
              "",
              made,
              List.of(),
              Optional.empty()));
    }
    return new RunResult(
        run.runId(),
        run.definition(),
        run.provenance(),
        run.startedAt(),
        run.duration(),
        false,
        configs,
        List.of(),
        Optional.empty(),
        List.of());
  }
}
