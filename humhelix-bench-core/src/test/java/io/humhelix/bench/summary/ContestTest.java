package io.humhelix.bench.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.summary.Contest.Contender;
import io.humhelix.bench.summary.Standing.Told;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of who is fastest and most accurate, and what is not. */
class ContestTest {

  @TempDir Path folder;
  private int stored;

  private Path store(MadeUpRun run) throws Exception {
    return run.store(folder.resolve("run" + stored++));
  }

  private static List<Contest> contests(Path... paths) throws Exception {
    return TrialSummary.read(
            new TrialSummary.Request(List.of(paths), Factor.DEFAULT, List.of(), List.of(), 0))
        .contests();
  }

  private static List<Told> speeds(Contest contest) {
    return contest.contenders().stream().map(one -> one.speed().told()).toList();
  }

  private static List<Optional<Told>> accuracies(Contest contest) {
    return contest.contenders().stream().map(one -> one.accuracy().map(Standing::told)).toList();
  }

  @Test
  void aSystemIsSlowerIfItsForksSaySo() throws Exception {
    Contest contest =
        contests(store(new MadeUpRun(1).forks(3).system("a", 1).system("b", 3))).get(0);

    assertEquals(List.of(Told.BEST, Told.WORSE), speeds(contest));
    assertEquals(List.of("a"), contest.fastest().stream().map(Contender::name).toList());
    assertEquals(3, contest.contenders().get(1).forks());
    double ratio = contest.contenders().get(1).speed().estimate().orElseThrow().point();
    assertEquals(3, ratio, 0.2);
  }

  @Test
  void equalSystemsAreATie() throws Exception {
    Contest contest =
        contests(store(new MadeUpRun(1).forks(3).system("a", 1).system("b", 1).system("c", 3)))
            .get(0);

    assertEquals(List.of(Told.BEST, Told.NOT_TOLD, Told.WORSE), speeds(contest));
  }

  @Test
  void twoForksTellNothing() throws Exception {
    Contest contest =
        contests(store(new MadeUpRun(1).forks(2).system("a", 1).system("b", 3))).get(0);

    assertEquals(List.of(Told.BEST, Told.TOO_FEW), speeds(contest));
  }

  /** Days differ, and no interval from within a run shows it. */
  @Test
  void acrossRunsOnlyALargeDifferenceIsTold() throws Exception {
    Path a = store(new MadeUpRun(1).system("a", 1));
    Path b = store(new MadeUpRun(2).system("b", 1.07));
    Path c = store(new MadeUpRun(3).system("c", 1.5));

    assertEquals(List.of(Told.BEST, Told.OTHER_RUNS, Told.WORSE), speeds(contests(a, b, c).get(0)));
    assertEquals(
        List.of(Told.BEST, Told.WORSE),
        speeds(contests(store(new MadeUpRun(1).system("a", 1).system("b", 1.07))).get(0)));
  }

  /** Of forks that were interleaved, a drift that hits both sides alike cancels out. */
  @Test
  void forksOfOneRunArePaired() throws Exception {
    Path drifting =
        store(
            new MadeUpRun(1).forks(6).load(fork -> 0.1 * fork, 1).system("a", 1).system("b", 1.1));

    assertEquals(List.of(Told.BEST, Told.WORSE), speeds(contests(drifting).get(0)));
  }

  @Test
  void audioOfOneNameAndOtherContentIsNoContest() throws Exception {
    Path one = store(new MadeUpRun(1).system("a", 1));
    Path other = store(new MadeUpRun(2).audio("cc").system("b", 3));
    Path same = store(new MadeUpRun(3).system("c", 3));

    List<Contest> contests = contests(one, other, same);

    assertEquals(2, contests.size());
    assertEquals(
        2, contests.stream().map(contest -> contest.work().audioSha256()).distinct().count());
    assertEquals(1, contests.stream().filter(c -> c.contenders().size() == 2).count());
    TrialSummary summary =
        TrialSummary.read(
            new TrialSummary.Request(
                List.of(one, other),
                List.of(Factor.of("device").orElseThrow()),
                List.of(),
                List.of(),
                0));
    assertTrue(summary.groups().get(0).pooled().containsKey("audio_sha256"));
  }

  @Test
  void singleTrialsOfHumHelixAreTheReplicates() throws Exception {
    Path file = folder.resolve("benchmark-20250101-120000.db.yaml");
    String all;
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      all = new String(in.readAllBytes(), "UTF-8");
    }
    String first = all.substring(0, all.indexOf("- audio_duration", 5));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append(first.replace("rtf: 0.0125", "rtf: 0.0125" + i));
      text.append(first.replace("rtf: 0.0125", "rtf: 0.0375" + i).replace("tiny.en", "base.en"));
    }
    Files.writeString(file, text);

    Contest contest = contests(file).get(0);

    assertEquals(List.of(Told.BEST, Told.WORSE), speeds(contest));
    assertEquals(4, contest.contenders().get(0).forks());
    assertEquals(false, contest.work().hasForks());
  }

  @Test
  void errorsAreToldByClips() throws Exception {
    Path told =
        store(
            new MadeUpRun(1)
                .clips(8)
                .sampled("wer_percent", 4)
                .system("good", 1)
                .errors(clip -> 20 + clip)
                .sampled("wer_percent", 45)
                .system("bad", 1));
    Path close =
        store(
            new MadeUpRun(2)
                .clips(8)
                .sampled("wer_percent", 4)
                .errors(clip -> 2)
                .system("good", 1)
                .errors(clip -> clip % 2 == 0 ? 1 : 4)
                .sampled("wer_percent", 5)
                .system("other", 2));
    Path few =
        store(
            new MadeUpRun(3)
                .clips(8)
                .clipsOfASpeaker(2)
                .sampled("wer_percent", 4)
                .system("good", 1)
                .errors(clip -> 20 + clip)
                .sampled("wer_percent", 45)
                .system("bad", 2));

    assertTrue(accuracies(contests(told).get(0)).contains(Optional.of(Told.WORSE)));
    assertEquals(
        List.of(Optional.of(Told.BEST), Optional.of(Told.NOT_TOLD)),
        accuracies(contests(close).get(0)));
    assertEquals(
        List.of(Optional.of(Told.BEST), Optional.of(Told.TOO_FEW)),
        accuracies(contests(few).get(0)),
        "eight clips of four speakers");
  }

  /** Files of any version, also with numbers that nothing can be, are summed up. */
  @Test
  void everyGoldenFileIsSummedUp() throws Exception {
    for (String name : GoldenRuns.cases()) {
      Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
      TrialSummary.Request request =
          new TrialSummary.Request(List.of(file), Factor.DEFAULT, List.of(), List.of(), 0);
      TrialSummary.read(request).contests().forEach(c -> assertTrue(!c.contenders().isEmpty()));
      ClipSummary.read(request);
    }
  }

  @Test
  void otherReferencesAreNotCompared() throws Exception {
    Path one = store(new MadeUpRun(1).sampled("wer_percent", 4).system("a", 1));
    Path other = store(new MadeUpRun(2).words(60).sampled("wer_percent", 5).system("b", 2));

    assertEquals(
        List.of(Optional.of(Told.BEST), Optional.of(Told.NOT_COMPARABLE)),
        accuracies(contests(one, other).get(0)));
  }

  /** Also if the trial whose clips were read is filtered out. */
  @Test
  void aFilterDoesNotHideTheClips() throws Exception {
    Path file =
        store(
            new MadeUpRun(1)
                .slowFirst(3)
                .sampled("wer_percent", 4)
                .system("a", 1)
                .sampled("wer_percent", 5)
                .system("b", 1));

    Contest contest =
        TrialSummary.read(
                new TrialSummary.Request(
                    List.of(file),
                    Factor.DEFAULT,
                    List.of(),
                    List.of(TrialFilter.parse("rtf<0.2")),
                    0))
            .contests()
            .get(0);

    assertTrue(contest.contenders().get(0).valid() < 50);
    assertEquals(
        1,
        accuracies(contest).stream().filter(Optional.of(Told.NOT_TOLD)::equals).count(),
        Arrays.toString(contest.contenders().toArray()));
  }
}
