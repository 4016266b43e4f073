package io.humhelix.bench.harness;

import static io.humhelix.bench.harness.FakeProvider.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import io.humhelix.bench.store.ReadBack;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoredRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs under load, with real threads. */
class ScenarioRunTest {

  private static final LatencyLimit GENEROUS = new LatencyLimit(90, Duration.ofSeconds(20));

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();

  /** Within which a call that does nothing returns even on a busy machine. */
  private static final LatencyLimit SEARCHED = new LatencyLimit(90, Duration.ofSeconds(2));

  private RunResult run(Scenario scenario, int warmUps, int trials) throws Exception {
    BenchmarkDefinition definition =
        TestClips.definition(folder, 3)
            .scenario(scenario)
            .trials(TrialPolicy.DEFAULT.withCounts(warmUps, trials).withSeed(7))
            .output(folder.resolve("results"))
            .build();
    RunResult run = Harness.builder().discovery(false).provider(fake).run(definition);
    assertEquals(run, RunReader.read(run.resultsFile().orElseThrow()));
    return run;
  }

  private RunConfigResult runOne(Scenario scenario) throws Exception {
    return run(scenario, 1, 2).runConfigs().get(0);
  }

  private static CallSeries calls(RunConfigResult result) {
    return result.validTrials().get(0).calls();
  }

  private static ScenarioResult load(RunConfigResult result) {
    return result.validTrials().get(0).scenario().orElseThrow();
  }

  private static List<String> codes(TrialResult trial) {
    return trial.issues().stream().map(Issue::code).toList();
  }

  private static Extent queries(int queries) {
    return Extent.atLeast(Duration.ZERO, queries);
  }

  private static Scenario.Server server(double rate, int queries) {
    return new Scenario.Server(
        rate, Optional.of(GENEROUS), Optional.empty(), OpenLoop.DEFAULT, queries(queries));
  }

  @Test
  void serverKeepsEveryCallAndStoresIt() throws Exception {
    RunResult run = run(server(2000, 400), 1, 2);
    RunConfigResult result = run.runConfigs().get(0);
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(
        List.of(
            TrialKind.FIRST_CALL,
            TrialKind.WARM_UP,
            TrialKind.WARM_UP,
            TrialKind.MEASURED,
            TrialKind.MEASURED),
        result.trials().stream().map(TrialResult::kind).toList());
    TrialResult trial = result.validTrials().get(0);
    CallSeries calls = calls(result);
    assertEquals(400, calls.size());
    assertEquals(3, trial.clips().size(), "one per clip, since every text is the same");
    assertEquals(Optional.of(2000.0), trial.metric(Metrics.OFFERED_LOAD));
    assertEquals(Optional.of(0.0), trial.metric(Metrics.WER_PERCENT));
    assertTrue(trial.metric(Metrics.LATENCY_P99_S).isPresent());
    assertTrue(trial.metric(Metrics.LATENCY_P999_S).isEmpty());
    assertEquals(Optional.of(true), load(result).sustained());
    for (int row = 0; row < calls.size(); row++) {
      assertTrue(calls.startNanos(row) >= calls.scheduledNanos(row), "never early");
    }
    List<StoredRecord> stored = RecordReader.read(run.resultsFile().orElseThrow()).records();
    assertEquals(
        result.validTrials().stream().map(t -> t.calls()).toList(),
        stored.stream()
            .filter(record -> record.kind() == RecordKind.TRIAL)
            .map(ScenarioRunTest::calls)
            .toList());
  }

  private static CallSeries calls(StoredRecord record) {
    try {
      return ReadBack.trial(record).calls();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyRunOfASeedHasTheSameArrivals() throws Exception {
    CallSeries first = calls(runOne(server(2000, 50)));
    CallSeries again = calls(runOne(server(2000, 50)));
    for (int row = 0; row < 50; row++) {
      assertEquals(first.scheduledNanos(row), again.scheduledNanos(row));
      assertEquals(first.clip(row), again.clip(row));
    }
    RunConfigResult other = runOne(server(2000, 50));
    assertFalse(
        other.validTrials().get(0).scenario().equals(other.validTrials().get(1).scenario()),
        "each trial has its own");
  }

  @Test
  void callsGoOnTogetherWhereTheSystemAllowsIt() throws Exception {
    fake.concurrency = 3;
    CountDownLatch[] together = new CountDownLatch[] {new CountDownLatch(3)};
    fake.call =
        (number, request, progress) -> {
          if (number > 3) {
            together[0].countDown();
            await(together[0]);
          }
          return says("a text");
        };
    RunConfigResult result = run(new Scenario.Offline(), 0, 1).runConfigs().get(0);
    assertEquals(TrialStatus.OK, result.status(), () -> result.trials().toString());
    assertEquals(3, load(result).concurrency());
    assertEquals(3, load(result).maxOutstanding());
  }

  private static void await(CountDownLatch latch) throws SutException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other calls did not come");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void multiStreamRunsGroups() throws Exception {
    fake.concurrency = 2;
    RunConfigResult result = runOne(new Scenario.MultiStream(2, queries(40)));
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(40, load(result).queries());
    assertEquals(80, calls(result).size());
    assertEquals(Optional.of(2.0), result.validTrials().get(0).metric(Metrics.OFFERED_LOAD));
  }

  @Test
  void offlineTakesBatches() throws Exception {
    fake.batch = 2;
    RunConfigResult result = runOne(new Scenario.Offline());
    CallSeries calls = calls(result);
    assertEquals(List.of(0, 0, 2), IntStream.range(0, 3).mapToObj(calls::call).toList());
    assertTrue(result.validTrials().get(0).metric(Metrics.SAMPLES_PER_S).orElseThrow() > 0);
    assertTrue(result.validTrials().get(0).metric(Metrics.LATENCY_P50_S).isEmpty());
  }

  @Test
  @Tag("slow")
  void streamsFollowSpeakersInRealTime() throws Exception {
    Scenario scenario = new Scenario.Streams(5, GENEROUS, queries(10));
    RunConfigResult result = run(scenario, 0, 1).runConfigs().get(0);
    CallSeries calls = calls(result);
    assertEquals(10, calls.size());
    assertTrue(calls.scheduledNanos(9) > 500_000_000L, "clips are half a second and longer");
    assertEquals(Optional.of(5.0), result.validTrials().get(0).metric(Metrics.OFFERED_LOAD));
    // A busy machine may hand clips over late, which is another matter.
    assertTrue(codes(result.validTrials().get(0)).contains("latency-limit-undecided"));
  }

  @Test
  void aTrialThatHitsTheCapIsInvalid() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    fake.call =
        (number, request, progress) -> {
          if (number > 3) {
            pause(never);
          }
          return says("a text");
        };
    Scenario scenario =
        new Scenario.Server(
            5000,
            Optional.of(GENEROUS),
            Optional.empty(),
            new OpenLoop(10, Duration.ZERO),
            queries(500));
    RunConfigResult result = run(scenario, 0, 1).runConfigs().get(0);
    TrialResult trial = result.trials().get(2);
    assertEquals(TrialStatus.INVALID, trial.status());
    assertTrue(codes(trial).contains("outstanding-cap-reached"), codes(trial).toString());
    ScenarioResult loaded = trial.scenario().orElseThrow();
    assertTrue(loaded.left() > 400);
    LimitCheck check = loaded.limit().orElseThrow();
    assertEquals(500, check.queries(), "all that were asked");
    assertEquals(loaded.left(), check.unanswered());
    assertEquals(500, loaded.queries() + check.unanswered());
    assertTrue(check.slow() >= check.unanswered() && check.slow() <= 500, check.toString());
    assertTrue(
        trial.issues().stream().anyMatch(i -> i.message().contains(" of 500 queries missed")),
        trial.issues().toString());
  }

  /** Takes 20 ms: the latch is never opened. */
  private static void pause(CountDownLatch never) {
    try {
      assertFalse(never.await(20, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Scenario.Server searched(double rate, LatencyLimit limit, int steps) {
    return new Scenario.Server(
        rate,
        Optional.of(limit),
        Optional.of(new PeakSearch(0.5, steps)),
        OpenLoop.DEFAULT,
        queries(20));
  }

  @Test
  @Tag("slow")
  void aSearchStoresItsStepsAndMeasuresAtThePeak() throws Exception {
    RunResult run = run(searched(500, SEARCHED, 3), 0, 1);
    RunConfigResult result = run.runConfigs().get(0);
    assertEquals(
        List.of(500.0, 1000.0, 2000.0, 2000.0),
        result.trials().stream()
            .filter(trial -> trial.kind() == TrialKind.SEARCH)
            .map(trial -> trial.scenario().orElseThrow().load().orElseThrow())
            .toList());
    TrialResult measured = result.validTrials().get(0);
    assertEquals(Optional.of(2000.0), measured.metric(Metrics.PEAK_LOAD));
    assertEquals(Optional.of(2000.0), measured.metric(Metrics.OFFERED_LOAD));
    assertEquals(
        List.of("language-unknown", "peak-not-reached", "small-n"),
        result.issues().stream().map(Issue::code).toList());
    assertEquals(
        4,
        RecordReader.read(run.resultsFile().orElseThrow()).records().stream()
            .filter(record -> record.kind() == RecordKind.SEARCH)
            .count());
  }

  @Test
  @Tag("slow")
  void aRunConfigWithoutAPeakIsInvalid() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    fake.call =
        (number, request, progress) -> {
          pause(never);
          return says("a text");
        };
    LatencyLimit impossible = new LatencyLimit(90, Duration.ofMillis(1));
    RunConfigResult result = run(searched(1000, impossible, 2), 0, 1).runConfigs().get(0);
    assertEquals(TrialStatus.INVALID, result.status());
    assertEquals(
        List.of("language-unknown", "peak-not-found"),
        result.issues().stream().map(Issue::code).toList());
    assertEquals(List.of(), result.validTrials());
  }

  @Test
  void aCallThatHangsUnderLoadIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    fake.concurrency = 2;
    fake.call =
        (number, request, progress) -> {
          if (number == 8) {
            await(never);
          }
          return says("a text");
        };
    BenchmarkDefinition definition =
        TestClips.definition(folder, 3)
            .scenario(server(1000, 50))
            .trials(
                TrialPolicy.DEFAULT
                    .withCounts(0, 1)
                    .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300)))
            .build();
    RunConfigResult result =
        Harness.builder().discovery(false).provider(fake).run(definition).runConfigs().get(0);
    never.countDown();
    assertEquals(TrialStatus.TIMEOUT, result.status());
    assertTrue(result.trials().get(2).calls().size() >= 3);
  }

  @Test
  @Tag("slow")
  void theReportHasTheColumnsOfTheScenario() throws Exception {
    String server =
        new RunReport(
                run(server(2000, 100), 0, 1), Symbols.ASCII, new TableView(80, true, List.of()))
            .toString();
    for (String word :
        List.of(
            "offered", "clips/s", "sustained", "queued", "p95 s", "p90 of the latency within")) {
      assertTrue(server.contains(word), () -> word + " is not in\n" + server);
    }
    String offline = new RunReport(run(new Scenario.Offline(), 0, 1), Symbols.ASCII).toString();
    assertFalse(offline.contains("latency"), offline);
    assertTrue(offline.contains("per s"), offline);
    String peak = new RunReport(run(searched(500, SEARCHED, 2), 0, 1), Symbols.ASCII).toString();
    assertTrue(peak.contains("peak") && peak.contains("p90 at"), peak);
  }

  private static Scenario streams(long maxMillis) {
    return new Scenario.Streams(
        200, GENEROUS, Extent.ONE_PASS.atMost(Duration.ofMillis(maxMillis)));
  }

  @Test
  void speakersWhoCannotEndAClipAreRefused() throws Exception {
    RunConfigResult refused = run(streams(500), 0, 1).runConfigs().get(0);
    assertEquals(TrialStatus.REFUSED, refused.status());
    Issue issue = refused.issues().get(0);
    assertEquals("no-clip-due", issue.code());
    assertEquals(
        "no clip was due within scenario.max_duration_s = 0.5 s; the shortest clip of workload"
            + " 'clips' lasts 0.5 s.",
        issue.message());
    RunConfigResult some = run(streams(800), 0, 1).runConfigs().get(0);
    assertTrue(some.issues().stream().noneMatch(i -> i.code().equals("no-clip-due")));
    assertTrue(some.trials().stream().anyMatch(t -> t.kind() == TrialKind.MEASURED));
  }

  @Test
  void aTrialThatMadeNoCallIsInvalidAndTheRunGoesOn() throws Exception {
    Scenario rare = new Scenario.Server(0.001, Extent.ONE_PASS.atMost(Duration.ofMillis(10)));
    RunResult run = run(rare, 0, 2);
    RunConfigResult result = run.runConfigs().get(0);
    assertEquals(TrialStatus.INVALID, result.status());
    List<TrialResult> measured =
        result.trials().stream().filter(t -> t.kind() == TrialKind.MEASURED).toList();
    assertEquals(2, measured.size());
    assertEquals(List.of("no-clip-due"), codes(measured.get(0)));
    assertTrue(
        measured.get(0).issues().get(0).message().contains("scenario.max_duration_s = 0.01 s"));
    assertEquals(
        1,
        RecordReader.read(run.resultsFile().orElseThrow()).records().stream()
            .filter(record -> record.kind() == RecordKind.RUN_END)
            .count());
    assertEquals(1, fake.closed.get());
  }

  private static Scenario.Server searched(double rate, double percentile, Extent extent) {
    return new Scenario.Server(
        rate,
        Optional.of(new LatencyLimit(percentile, Duration.ofSeconds(2))),
        Optional.of(new PeakSearch(0.5, 2)),
        OpenLoop.DEFAULT,
        extent);
  }

  private List<String> refusals(Scenario scenario) throws Exception {
    BenchmarkDefinition definition = TestClips.definition(folder, 1).scenario(scenario).build();
    return Harness.builder().discovery(false).provider(fake).plan(definition).entries().stream()
        .flatMap(entry -> entry.issues().stream())
        .filter(issue -> issue.severity() == Severity.ERROR)
        .map(issue -> issue.code() + " " + issue.message() + " " + issue.remedy())
        .toList();
  }

  @Test
  void aSearchThatCannotTestAnythingIsRefused() throws Exception {
    Extent minute = Extent.ONE_PASS.atMost(Duration.ofSeconds(60));
    String message = refusals(searched(1, 95, minute)).get(0);
    assertTrue(message.startsWith("peak-not-testable"), message);
    assertTrue(message.contains("a test of p95 takes 90."), message);
    assertTrue(message.contains("to 90 or more"), message);
    assertEquals(List.of(), refusals(searched(2, 95, minute)));
    assertEquals(List.of(), refusals(searched(1, 95, Extent.ONE_PASS)));

    assertEquals(1, refusals(searched(2, 99.9999999, Extent.ONE_PASS)).size());
    Scenario.Streams speakers =
        new Scenario.Streams(
            1, SEARCHED, Optional.of(PeakSearch.DEFAULT), OpenLoop.DEFAULT, minute);
    // Clips of half a second: 120 in a minute, of which 44 are enough for p90.
    assertEquals(List.of(), refusals(speakers));
    Extent brief = Extent.ONE_PASS.atMost(Duration.ofSeconds(20));
    assertEquals(1, refusals(speakers.withExtent(brief)).size());
  }

  /** What a host hands over: it takes chunks, and says which ones. */
  private static final class Listening implements Sut {
    private final List<Integer> chunks = new ArrayList<>();

    @Override
    public EffectiveSut effective() {
      return new EffectiveSut("own", "1", "cpu", "none", "float32", Options.of(Map.of()));
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress) {
      return says("a text");
    }

    @Override
    public TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress) {
      return new TranscriptionStream() {
        @Override
        public void accept(float[] samples) {
          chunks.add(samples.length);
        }

        @Override
        public Transcript finish() {
          return says("a text");
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }

  private RunConfigResult spoken(Harness.Builder harness, int streams) throws Exception {
    return harness
        .discovery(false)
        .run(
            TestClips.definition(folder, 3)
                .scenario(
                    new Scenario.Streams(streams, GENEROUS, queries(5))
                        .withChunk(Duration.ofMillis(200)))
                .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withSeed(7))
                .output(folder.resolve("results"))
                .build())
        .runConfigs()
        .get(0);
  }

  @Test
  @Tag("slow")
  void chunksGoToASystemThatTakesThemWhileTheyAreSpoken() throws Exception {
    Listening sut = new Listening();
    RunConfigResult result = spoken(Harness.builder().sut(fake.id, sut), 1);
    assertEquals(TrialStatus.OK, result.status(), () -> result.issues().toString());
    TrialResult trial = result.validTrials().get(0);
    CallSeries calls = calls(result);
    assertEquals(5, calls.size());
    assertEquals(Optional.of(0.0), trial.metric(Metrics.WER_PERCENT));
    assertTrue(sut.chunks.contains(3200), () -> "chunks of " + sut.chunks);
    assertTrue(sut.chunks.stream().allMatch(samples -> samples <= 3200));
    assertTrue(calls.chunksNanos(0) > 0);
    double busy = calls.busyNanos() / 1e9;
    assertEquals(busy, trial.totalTranscriptionSeconds(), 1e-9);
    assertEquals(busy / calls.totalAudioSeconds(), trial.metric(Metrics.RTF).orElseThrow(), 1e-9);
    assertFalse(codes(trial).contains("speakers-wait"));
    assertTrue(
        codes(spoken(Harness.builder().sut(fake.id, sut), 2).validTrials().get(0))
            .contains("speakers-wait"));
  }

  @Test
  void chunksAreRefusedToASystemOfWholeClips() throws Exception {
    RunConfigResult backend = spoken(Harness.builder().provider(fake), 1);
    assertEquals(TrialStatus.REFUSED, backend.status());
    assertEquals(
        List.of("chunks-unsupported"), backend.issues().stream().map(Issue::code).toList());
    assertEquals(0, fake.opened.get());
    Sut whole =
        new Sut() {
          @Override
          public EffectiveSut effective() {
            return new Listening().effective();
          }

          @Override
          public Transcript transcribe(
              TranscriptionRequest request, TranscriptionProgress progress) {
            throw new IllegalStateException("nothing is measured");
          }

          @Override
          public void close() {}
        };
    assertEquals(TrialStatus.REFUSED, spoken(Harness.builder().sut(fake.id, whole), 1).status());
  }
}
