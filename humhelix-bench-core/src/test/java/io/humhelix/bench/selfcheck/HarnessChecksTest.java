package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.selfcheck.Bench.HarnessUnderCheck;
import io.humhelix.bench.selfcheck.Finding.State;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import io.humhelix.bench.testkit.FakeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every check of the harness passes on the real one, and fires on one that is wrong. */
class HarnessChecksTest {

  @TempDir Path folder;

  private Bench bench(HarnessUnderCheck harness) throws IOException {
    return new Bench(
        folder.resolve("results"), SoundFile.write(folder.resolve("sound.wav")), harness);
  }

  private Bench real() throws IOException {
    return bench(HarnessUnderCheck.REAL);
  }

  /** A harness that is given another definition than the one that was asked for. */
  private Bench mishears(UnaryOperator<BenchmarkDefinition> mistake) throws IOException {
    return bench((d, fake) -> HarnessUnderCheck.REAL.run(mistake.apply(d), fake));
  }

  private static Finding the(HarnessCheck check) throws Exception {
    List<Finding> findings = check.find();
    assertEquals(1, findings.size());
    assertEquals(Finding.Section.HARNESS, findings.get(0).section());
    return findings.get(0);
  }

  private static void fires(State state, String says, HarnessCheck check) throws Exception {
    Finding finding = the(check);
    assertEquals(state, finding.state(), finding::toString);
    assertTrue(finding.message().contains(says), finding::toString);
    assertTrue(!finding.remedy().isEmpty(), finding::toString);
  }

  private static void passes(HarnessCheck check) throws Exception {
    Finding finding = the(check);
    assertEquals(State.OK, finding.state(), finding::toString);
    assertEquals("", finding.remedy());
  }

  private static BenchmarkDefinition withSut(BenchmarkDefinition definition, SutSpec sut) {
    return definition.toBuilder().suts(List.of(sut)).build();
  }

  @Test
  @Tag("slow")
  void knownDelaysAreMeasuredWithinFiftyMicroseconds() throws Exception {
    // Held against what the fake itself saw, since this machine may be busy with other things.
    Finding finding = the(new KnownDelayCheck(real(), FakeBackend::new));
    assertTrue(finding.state() != State.FAIL, finding::toString);
    for (String delay : List.of("1ms", "10ms", "100ms")) {
      double added = finding.figures().get("added_" + delay + "_us");
      assertTrue(added >= 0 && added <= 50, finding::toString);
      assertTrue(
          finding.figures().get("median_" + delay + "_ms")
              >= Double.parseDouble(delay.replace("ms", "")),
          finding::toString);
    }
  }

  @Test
  @Tag("slow")
  void aClockThatIsATenthSlowIsFound() throws Exception {
    fires(
        State.FAIL,
        "by the system's own clock, but measured",
        new KnownDelayCheck(
            real(), () -> new FakeBackend(() -> Math.round(System.nanoTime() * 0.9))));
  }

  @Test
  @Tag("slow")
  void delaysThatTheMachineMakesLongerAreAWarning() throws Exception {
    HarnessUnderCheck slow =
        (definition, fake) -> {
          SutSpec sut = definition.suts().get(0);
          double asked =
              ((Number) ((List<?>) sut.options().get("delays_ms").orElseThrow()).get(0))
                  .doubleValue();
          SutSpec longer = sut.withOption("delays_ms", List.of(asked + 0.2));
          return HarnessUnderCheck.REAL.run(withSut(definition, longer), fake);
        };
    fires(
        State.WARN,
        "because something else used the CPU",
        new KnownDelayCheck(bench(slow), FakeBackend::new));
  }

  @Test
  @Tag("slow")
  void percentilesFollowFromTheCalls() throws Exception {
    Finding finding = the(new PercentileCheck(real()));
    assertEquals(State.OK, finding.state(), finding::toString);
    assertTrue(finding.message().contains("p50"), finding.message());
    assertTrue(finding.message().contains("max"), finding.message());
  }

  @Test
  void percentilesOfOtherCallsAreFound() throws Exception {
    // Half of the clips are left out, and with them half of the calls of the last pass.
    Bench half =
        mishears(
            d -> {
              var workload = d.workloads().get(0);
              return d.toBuilder()
                  .workloads(
                      List.of(
                          new Workload(
                              workload.name(), workload.clips().subList(0, 50), workload.task())))
                  .build();
            });
    fires(State.FAIL, "do not match the times of 100 calls", new PercentileCheck(half));
  }

  @Test
  void aGateThatNeverFiresIsFound() throws Exception {
    passes(new GateCheck(real()));
    fires(
        State.FAIL,
        "[OK, OK, OK]",
        new GateCheck(mishears(d -> d.toBuilder().accuracy(AccuracyPolicy.DEFAULT).build())));
  }

  @Test
  void aGateThatAlwaysFiresIsFound() throws Exception {
    fires(
        State.FAIL,
        "[INVALID, INVALID, INVALID]",
        new GateCheck(
            mishears(d -> withSut(d, d.suts().get(0).withOption("text", "something else")))));
  }

  @Test
  void anUnnoticedDeviceIsFound() throws Exception {
    passes(new DeviceCheck(real()));
    fires(
        State.FAIL,
        "work on the CPU ended as OK",
        new DeviceCheck(
            mishears(
                d ->
                    withSut(
                        d,
                        d.suts()
                            .get(0)
                            .withDevice(
                                d.suts().get(0).options().text("did_the_work").orElseThrow())))));
  }

  @Test
  void anErrorOfAnotherNameIsFound() throws Exception {
    passes(new FailureCheck(real()));
    fires(
        State.FAIL,
        "sut-error: OK, FAILED as BACKEND_BUG, OK instead of OK, FAILED as SUT_ERROR, OK",
        new FailureCheck(
            mishears(d -> withSut(d, d.suts().get(0).withOption("fault", "runtime-exception")))));
  }

  @Test
  void aHangThatIsNotGivenUpIsFound() throws Exception {
    passes(new HangCheck(real()));
    fires(
        State.FAIL,
        "a call that never returns ended as OK",
        new HangCheck(mishears(d -> withSut(d, d.suts().get(0).withOption("fault", "none")))));
  }

  @Test
  void aReaderThatDoesNotTellOfTheCutIsFound() throws Exception {
    passes(new ResultsFileCheck(real()));
    fires(
        State.FAIL,
        "the cut was not reported",
        new ResultsFileCheck(
            real(),
            file -> {
              ResultsFile read = RecordReader.read(file);
              return new ResultsFile(read.path(), read.format(), read.records(), List.of());
            }));
  }

  @Test
  void aReaderThatLosesRecordsIsFound() throws Exception {
    fires(
        State.FAIL,
        "were read, and the cut was reported",
        new ResultsFileCheck(
            real(),
            file -> {
              ResultsFile read = RecordReader.read(file);
              return new ResultsFile(
                  read.path(),
                  read.format(),
                  read.damages().isEmpty() ? read.records() : read.records().subList(0, 2),
                  read.damages());
            }));
  }

  @Test
  @Tag("slow")
  void theFloorIsMeasured() throws Exception {
    Finding finding = the(new FloorCheck(real()));
    assertTrue(finding.figures().get("null_call_us") > 0, finding::toString);
    assertTrue(finding.figures().get("between_calls_us") > 0, finding::toString);
  }

  @Test
  void aHighFloorIsAWarning() throws Exception {
    Bench slow =
        mishears(
            d ->
                withSut(
                    d.toBuilder().trials(TrialPolicy.DEFAULT.withCounts(0, 1)).build(),
                    d.suts().get(0).withOption("delays_ms", List.of(0.06))));
    fires(State.WARN, "an empty call measures", new FloorCheck(slow));
  }

  @Test
  void aClockThatGoesBackIsFound() throws Exception {
    long[] reads = {0};
    fires(
        State.FAIL,
        "went back by 500 ns",
        new ClockCheck(() -> ++reads[0] % 1000 == 0 ? reads[0] * 100 - 600 : reads[0] * 100));
  }

  @Test
  void aCoarseClockIsFound() throws Exception {
    long[] reads = {0};
    fires(
        State.FAIL,
        "resolution is 10000000 ns",
        new ClockCheck(() -> ++reads[0] / 1000 * 10_000_000));
    fires(State.FAIL, "stands still", new ClockCheck(() -> 5));
    long[] more = {0};
    fires(State.WARN, "resolution 15000 ns", new ClockCheck(() -> ++more[0] / 100 * 15_000));
  }

  @Test
  void theClockOfTheJvmWillDo() throws Exception {
    Finding finding = the(new ClockCheck(System::nanoTime));
    assertTrue(finding.state() != State.FAIL, finding::toString);
    assertTrue(finding.figures().get("resolution_ns") > 0);
  }

  @Test
  void aClockThatRunsFastIsFound() throws Exception {
    long[] clock = {0};
    double[] kernel = {100};
    ClockRateCheck check = new ClockRateCheck(() -> clock[0], () -> OptionalDouble.of(kernel[0]));
    assertEquals(State.NOT_CHECKED, the(check).state());
    clock[0] = 10_500_000_000L;
    kernel[0] = 110;
    fires(State.FAIL, "(+5.00 %, uncertainty 0.20 %)", check);
    clock[0] = 10_010_000_000L;
    passes(check);
    assertEquals(
        State.NOT_CHECKED, the(new ClockRateCheck(() -> 0, OptionalDouble::empty)).state());
  }

  @Test
  void aCheckThatThrowsIsAFailure() {
    HarnessCheck broken =
        new HarnessCheck("broken") {
          @Override
          Finding finding() {
            throw new UnsatisfiedLinkError("no such library");
          }
        };
    SelfCheckReport report = SelfCheck.run(List.of(broken), finding -> {});
    assertEquals(1, report.count(State.FAIL));
    assertTrue(report.findings().get(0).message().contains("no such library"));
    assertTrue(!report.passed());
  }

  @Test
  @Tag("slow")
  void workersDieOneByOneAndAreCalledByTheirNames() throws Exception {
    try (FakeForks forks = new FakeForks(real(), WorkerSettings.DEFAULT)) {
      IsolationCheck check = new IsolationCheck(forks);
      passes(check);
      Finding again = the(check);
      assertTrue(again.figures().get("fork_start_ms") > 0, again::toString);
      assertTrue(again.figures().get("fork_end_ms") > 0, again::toString);
    }
  }

  @Test
  @Tag("slow")
  void workersThatDoNotStartAreFound() throws Exception {
    WorkerSettings broken = new WorkerSettings(List.of("-XX:+NoSuchFlagAtAll"), List.of());
    try (FakeForks forks = new FakeForks(real(), broken)) {
      fires(
          State.FAIL,
          "a worker that does its work ended as FAILED as EXIT",
          new IsolationCheck(forks));
    }
  }

  @Test
  void workersThatCannotBeTakeTheirReasonAlong() throws Exception {
    try (FakeForks forks = new FakeForks(real(), WorkerSettings.DEFAULT)) {
      fires(
          State.WARN,
          "cannot start worker processes: jars within a jar",
          new IsolationCheck(
              forks, () -> Optional.of(Issue.error("host", "jars within a jar.", "Unpack them."))));
    }
  }

  @Test
  @Tag("slow")
  void thePoissonScheduleIsKept() throws Exception {
    // A busy machine is late, which is a warning; never early, and never at another rate.
    Finding finding = the(new OpenLoopCheck(real()));
    assertTrue(finding.state() != State.FAIL, finding::toString);
    assertTrue(finding.figures().get("issue_late_p50_us") >= 0, finding::toString);
    assertTrue(finding.message().contains("(asked for: 1000)"), finding::toString);
  }

  @Test
  @Tag("slow")
  void aScheduleOfAnotherRateIsFound() throws Exception {
    fires(
        State.FAIL,
        "This is not the schedule asked for",
        new OpenLoopCheck(
            mishears(
                d -> {
                  Scenario.Server server = (Scenario.Server) d.scenario();
                  return d.toBuilder()
                      .scenario(
                          new Scenario.Server(
                              1.3 * server.rate(),
                              server.limit(),
                              server.search(),
                              server.openLoop(),
                              server.extent()))
                      .build();
                })));
  }

  @Test
  void callsThatAreIssuedLateAreAWarning() throws Exception {
    passes(schedule(20_000, 0));
    fires(State.WARN, "came 80.0 µs late at p50", schedule(80_000, 0));
    fires(State.WARN, "5000.0 µs at p99", schedule(20_000, 30));
  }

  /** A check of calls of one length of lateness, some of them 5 ms. */
  private HarnessCheck schedule(long lateNanos, int slow) throws IOException {
    OpenLoopCheck check = new OpenLoopCheck(real());
    CallSeries.Builder calls = CallSeries.builder(List.of("c"), new double[] {1}, 1500);
    for (int i = 0; i < 1500; i++) {
      long due = (i + 1) * 1_000_000L;
      calls.add(0, i, i, due, 0, due + (i < slow ? 5_000_000 : lateNanos), 1, 1, -1);
    }
    CallSeries series = calls.build();
    return new HarnessCheck(check.id()) {
      @Override
      Finding finding() {
        return check.judge(series);
      }
    };
  }

  @Test
  void theBenchRunsWhatItSays() throws Exception {
    RunResult result =
        HarnessUnderCheck.REAL.run(
            real().definition(2, 0, 1, Bench.fake()).build(), new FakeBackend());
    RunConfigResult config = result.runConfigs().get(0);
    assertEquals(2, config.validTrials().get(0).clips().size());
  }
}
