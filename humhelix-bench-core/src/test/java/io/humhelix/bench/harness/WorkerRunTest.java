package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WorkerRunTest {

  @TempDir Path folder;

  static BenchmarkDefinition.Builder definition(Path folder, SutSpec... suts) throws Exception {
    return BenchmarkDefinition.builder("workers")
        .workload(TestClips.workload(folder, 2))
        .suts(List.of(suts))
        .isolation(Isolation.PROCESS)
        .worker(ShortLives.with())
        .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withForks(1).withSeed(7));
  }

  static SutSpec sut(String name, String act) {
    return SutSpec.of(name, "sabotage", "model").withOption("act", act);
  }

  @Test
  @Tag("slow")
  void aForkWaitsForTheMachineToCalmDown() throws Exception {
    RunConfigResult result =
        Harness.builder()
            .run(
                definition(folder, sut("a", "work"))
                    .trials(
                        TrialPolicy.DEFAULT
                            .withCounts(0, 1)
                            .withForks(2)
                            .withCoolDown(Duration.ofNanos(1)))
                    .build())
            .runConfigs()
            .get(0);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    Duration between =
        Duration.between(result.forks().get(0).startedAt(), result.forks().get(1).startedAt());
    // One look at the load takes a second of the clock, which may be a bit more on the wall's.
    assertTrue(between.toMillis() > 950, between.toString());
  }

  /** When a fork began, when its first trial did, when its last trial ended, and it. */
  private static final class Times implements RunListener {
    private final List<Long> nanos = new ArrayList<>();
    private long lastTrialEnded;

    @Override
    public void forkStarted(RunEvents.ForkStarted event) {
      nanos.add(System.nanoTime());
    }

    @Override
    public void trialStarted(RunEvents.TrialStarted event) {
      if (nanos.size() == 1) {
        nanos.add(System.nanoTime());
      }
    }

    @Override
    public void trialFinished(RunEvents.TrialFinished event) {
      lastTrialEnded = System.nanoTime();
    }

    @Override
    public void forkFinished(RunEvents.ForkFinished event) {
      nanos.add(lastTrialEnded);
      nanos.add(System.nanoTime());
    }

    /** Seconds before the trials, of the trials, and after them. */
    private double part(int number) {
      return (nanos.get(number + 1) - nanos.get(number)) / 1e9;
    }
  }

  /** Start, load, trials and end follow each other: if one were in another, the sums were more. */
  @Test
  void startAndEndOfAProcessAreRecordedAndInNoMetric() throws Exception {
    Times times = new Times();
    RunConfigResult result =
        Harness.builder()
            .listener(times)
            .run(definition(folder, sut("a", "work")).build())
            .runConfigs()
            .get(0);
    ForkResult fork = result.forks().get(0);
    assertTrue(fork.startNanos() > 0 && fork.loadNanos() > 0 && fork.endNanos() > 0);
    double start = fork.startNanos() / 1e9;
    assertTrue(fork.endNanos() / 1e9 <= times.part(2), fork.toString());
    double wall = 0;
    double busy = 0;
    for (TrialResult trial : result.trials()) {
      double load = trial.metric(Metrics.LOAD_S).orElseThrow();
      assertTrue(start + load <= times.part(0), start + " s and a load of " + load + " s");
      double audio = trial.clips().stream().mapToDouble(ClipResult::audioSeconds).sum();
      wall += audio / trial.metric(Metrics.RTFX_WALL).orElseThrow();
      busy += audio * trial.metric(Metrics.RTF).orElseThrow();
    }
    assertTrue(wall <= times.part(1), wall + " s of " + times.part(1));
    assertTrue(busy <= times.part(1), busy + " s of " + times.part(1));
  }

  @Test
  @Tag("slow")
  void everyForkIsAProcessOfItsOwnAndBlocksInterleaveRunConfigs() throws Exception {
    List<String> events = new ArrayList<>();
    RecordingListener listener = new RecordingListener(events);
    RunResult result =
        Harness.builder()
            .listener(listener)
            .output(folder.resolve("out"))
            .run(
                definition(folder, sut("a", "work"), sut("b", "work"))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withForks(2).withSeed(7))
                    .build());
    for (RunConfigResult config : result.runConfigs()) {
      assertEquals(TrialStatus.OK, config.status(), config.toString());
      assertEquals(
          List.of(
              "1 FIRST_CALL",
              "1 WARM_UP",
              "1 MEASURED",
              "1 MEASURED",
              "2 FIRST_CALL",
              "2 WARM_UP",
              "2 MEASURED",
              "2 MEASURED"),
          config.trials().stream().map(t -> t.fork() + " " + t.kind()).toList());
      assertEquals(List.of(1, 2), config.forks().stream().map(ForkResult::fork).toList());
      for (ForkResult fork : config.forks()) {
        assertTrue(fork.isolated());
        assertTrue(fork.startNanos() > 0 && fork.endNanos() > 0);
      }
      for (TrialResult trial : config.trials()) {
        int clips = trial.kind() == TrialKind.MEASURED ? 2 : 1;
        assertEquals(clips, trial.clips().size());
      }
    }
  }

  private static List<String> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }

  @Test
  void aWorkerThatCannotTellAgainWhatItIsCostsAWarning() throws Exception {
    RunResult result =
        Harness.builder()
            .run(
                definition(
                        folder,
                        sut("forgets", "forget").withOption("at", 1),
                        sut("remembers", "work"))
                    .build());
    for (RunConfigResult config : result.runConfigs()) {
      assertEquals(TrialStatus.OK, config.status(), config.toString());
      assertEquals("sabotage", config.effective().orElseThrow().engine());
      boolean forgets = config.runConfig().sut().name().equals("forgets");
      assertEquals(
          forgets ? List.of("effective-unknown") : List.of(),
          codes(config.trials().get(0).issues()));
      assertEquals(List.of(), codes(config.trials().get(1).issues()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatAWorkerLeavesIsEndedAndNamed() throws Exception {
    Leaks leaks = Leaks.now();
    RunResult result =
        Harness.builder()
            .run(definition(folder, sut("leaves", "leave-child"), sut("tidy", "work")).build());
    for (RunConfigResult config : result.runConfigs()) {
      assertEquals(TrialStatus.OK, config.status(), config.toString());
      boolean leaves = config.runConfig().sut().name().equals("leaves");
      assertEquals(
          leaves ? List.of("processes-left") : List.of(),
          ScriptedRun.codes(
              config.forks().get(0).issues(), "processes-left", "processes-not-ended"));
      assertEquals(leaves, codes(config.issues()).contains("processes-left"));
    }
    leaks.assertNone();
  }
}
