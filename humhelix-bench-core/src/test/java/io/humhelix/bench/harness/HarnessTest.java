package io.humhelix.bench.harness;

import static io.humhelix.bench.harness.FakeProvider.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarnessTest {

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();

  private RunResult run(BenchmarkDefinition definition) throws HarnessException {
    return Harness.builder().discovery(false).provider(fake).run(definition);
  }

  private RunConfigResult runOne(BenchmarkDefinition definition) throws HarnessException {
    RunResult result = run(definition);
    assertEquals(1, result.runConfigs().size());
    return result.runConfigs().get(0);
  }

  private static List<String> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }

  @Test
  void keepsFirstCallWarmUpAndMeasuredTrialsApart() throws Exception {
    RunConfigResult result = runOne(TestClips.definition(folder, 3).build());
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(
        List.of(
            TrialKind.FIRST_CALL,
            TrialKind.WARM_UP,
            TrialKind.WARM_UP,
            TrialKind.MEASURED,
            TrialKind.MEASURED,
            TrialKind.MEASURED),
        result.trials().stream().map(TrialResult::kind).toList());
    assertEquals(1, result.trials().get(0).clips().size());
    assertEquals(2, result.trials().get(1).clips().size());
    assertEquals(3, result.trials().get(2).clips().size());
    assertEquals(1 + 2 + 3 + 3 * 3, fake.calls.get());
    assertEquals(1, fake.opened.get());
    assertEquals(1, fake.closed.get());
    assertTrue(result.trials().get(0).metric(Metrics.FIRST_CALL_S).isPresent());
    assertTrue(result.trials().get(3).metric(Metrics.FIRST_CALL_S).isEmpty());
    assertEquals(Optional.of(0.0), result.trials().get(3).metric(Metrics.WER_PERCENT));
  }

  @Test
  void storesClipsInTheOrderOfTheWorkloadAndThePositionOfTheTrial() throws Exception {
    RunConfigResult result =
        runOne(
            TestClips.definition(folder, 6)
                .trials(TrialPolicy.DEFAULT.withCounts(0, 8).withSeed(1))
                .build());
    List<List<Integer>> orders = new ArrayList<>();
    for (TrialResult trial : result.validTrials()) {
      assertEquals(
          List.of("c0.wav", "c1.wav", "c2.wav", "c3.wav", "c4.wav", "c5.wav"),
          trial.clips().stream().map(c -> c.clipId()).toList());
      orders.add(trial.clips().stream().map(c -> c.call().row()).toList());
    }
    assertTrue(orders.stream().distinct().count() > 4, orders.toString());
  }

  @Test
  void theSameSeedGivesTheSameOrders() throws Exception {
    BenchmarkDefinition definition = TestClips.definition(folder, 6).build();
    List<List<Integer>> first = positions(runOne(definition));
    List<List<Integer>> again = positions(runOne(definition));
    List<List<Integer>> other =
        positions(runOne(definition.toBuilder().trials(definition.trials().withSeed(99)).build()));
    assertEquals(first, again);
    assertFalse(first.equals(other));
  }

  private static List<List<Integer>> positions(RunConfigResult result) {
    return result.validTrials().stream()
        .map(t -> t.clips().stream().map(c -> c.call().row()).toList())
        .toList();
  }

  @Test
  void marksATrialInvalidWhenTheGateIsMissed() throws Exception {
    fake.call = (n, request, progress) -> n == 6 ? says("wrong words") : says("a text");
    RunConfigResult result =
        runOne(
            TestClips.definition(folder, 1)
                .accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(10))
                .trials(TrialPolicy.DEFAULT.withCounts(0, 5))
                .build());
    assertEquals(TrialStatus.INVALID, result.status());
    assertEquals(4, result.validTrials().size());
    TrialResult bad = result.trials().get(5);
    assertEquals(TrialStatus.INVALID, bad.status());
    assertEquals(List.of("nondeterministic", "wer-gate-missed"), codes(bad.issues()));
    assertEquals(Optional.of(100.0), bad.metric(Metrics.WER_PERCENT));
  }

  @Test
  void marksTrialsInvalidWhenAnotherDeviceDidTheWork() throws Exception {
    RunConfigResult result =
        runOne(
            TestClips.definition(folder, 1)
                .suts(List.of(SutSpec.of("sut", "fake", "model").withDevice("cuda")))
                .build());
    assertEquals(TrialStatus.INVALID, result.status());
    assertEquals(0, result.validTrials().size());
    assertEquals(List.of("device-mismatch"), codes(result.trials().get(0).issues()));
  }

  @Test
  void refusesWithEveryReasonAndLoadsNothing() throws Exception {
    fake.preflight =
        Preflight.refused(List.of(Issue.error("model-missing", "no model.", "Get one.")));
    RunConfigResult result =
        runOne(
            TestClips.definition(folder, 1)
                .suts(
                    List.of(
                        SutSpec.of("sut", "fake", "model")
                            .withDevice("npu")
                            .withOption("beam_size", 99)))
                .build());
    assertEquals(TrialStatus.REFUSED, result.status());
    assertEquals(
        List.of("device-unsupported", "option-invalid", "model-missing"), codes(result.issues()));
    assertEquals(0, fake.opened.get());
  }

  @Test
  void refusesWhatIsNotInstalledNotAvailableOrBroken() throws Exception {
    fake.availability = Availability.unavailable("no driver", "Install one.");
    FakeProvider broken =
        new FakeProvider() {
          @Override
          public Preflight preflight(io.humhelix.bench.spi.OpenRequest request) {
            throw new UnsatisfiedLinkError("libgpu.so");
          }
        };
    broken.id = "broken";
    RunResult result =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .provider(broken)
            .run(
                TestClips.definition(folder, 1)
                    .sut(SutSpec.of("b", "broken", "m"), SutSpec.of("c", "absent", "m"))
                    .build());
    assertEquals(
        List.of(
            List.of("backend-unavailable"), List.of("backend-broken"), List.of("backend-missing")),
        result.runConfigs().stream().map(r -> codes(r.issues())).toList());
    assertFalse(result.allOk());
  }

  @Test
  void tellsOnceWhyABackendIsNotAvailable() throws Exception {
    fake.availability = Availability.unavailable("no library.", "Install one.");
    fake.preflight =
        Preflight.refused(
            List.of(Issue.error("native-library-unavailable", "no library.", "Install one.")));
    assertEquals(
        List.of("native-library-unavailable"),
        codes(runOne(TestClips.definition(folder, 1).build()).issues()));
  }

  @Test
  void asksForThePreflightBeforeTheProbeSinceThatMayLoadAnotherLibrary() throws Exception {
    List<String> asked = new ArrayList<>();
    FakeProvider recording =
        new FakeProvider() {
          @Override
          public Availability probe() {
            asked.add("probe");
            return super.probe();
          }

          @Override
          public Preflight preflight(io.humhelix.bench.spi.OpenRequest request) {
            asked.add("preflight");
            return super.preflight(request);
          }
        };
    Harness.builder()
        .discovery(false)
        .provider(recording)
        .plan(TestClips.definition(folder, 1).build());
    assertEquals(List.of("preflight", "probe"), asked);
  }

  @Test
  void aFailedLoadIsAResultAndTheOthersGoOn() throws Exception {
    FakeProvider failing = new FakeProvider();
    failing.id = "failing";
    failing.opening =
        () -> {
          throw new SutException(FailureKind.MODEL, "damaged", "Download it again.");
        };
    FakeProvider unlinked = new FakeProvider();
    unlinked.id = "unlinked";
    unlinked.opening =
        () -> {
          throw new NoClassDefFoundError("com/example/Gone");
        };
    RunResult result =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .provider(failing)
            .provider(unlinked)
            .run(
                TestClips.definition(folder, 1)
                    .sut(SutSpec.of("f", "failing", "m"), SutSpec.of("u", "unlinked", "m"))
                    .build());
    assertEquals(
        List.of(TrialStatus.OK, TrialStatus.FAILED, TrialStatus.FAILED),
        result.runConfigs().stream().map(RunConfigResult::status).toList());
    assertEquals(FailureKind.MODEL, result.runConfigs().get(1).failure().orElseThrow().kind());
    assertEquals(
        FailureKind.NATIVE_LIBRARY, result.runConfigs().get(2).failure().orElseThrow().kind());
  }

  @Test
  void oneFailedTrialCostsOneTrial() throws Exception {
    fake.call =
        (n, request, progress) -> {
          if (n == 4) {
            throw new SutException(FailureKind.SUT_ERROR, "engine says -7", "");
          }
          return says("a text");
        };
    RunConfigResult result =
        runOne(
            TestClips.definition(folder, 1).trials(TrialPolicy.DEFAULT.withCounts(1, 4)).build());
    assertEquals(TrialStatus.FAILED, result.status());
    assertEquals(3, result.validTrials().size());
    TrialResult failed =
        result.trials().stream().filter(t -> t.status() == TrialStatus.FAILED).findFirst().get();
    assertTrue(failed.failure().orElseThrow().message().contains("c0.wav"));
    assertEquals(1, fake.closed.get());
  }

  @Test
  void givesUpAfterTwoFailuresInARowAndSaysSo() throws Exception {
    fake.call =
        (n, request, progress) -> {
          throw new IllegalStateException("a bug");
        };
    RunConfigResult result = runOne(TestClips.definition(folder, 1).build());
    assertEquals(2, result.trials().size());
    assertEquals(List.of("stopped-after-failures"), codes(result.issues()));
    assertEquals(FailureKind.BACKEND_BUG, result.trials().get(0).failure().orElseThrow().kind());
  }

  @Test
  void returningNullIsABugOfTheBackend() throws Exception {
    fake.call = (n, request, progress) -> null;
    assertEquals(
        FailureKind.BACKEND_BUG,
        runOne(TestClips.definition(folder, 1).build())
            .trials()
            .get(0)
            .failure()
            .orElseThrow()
            .kind());
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void abandonsACallAtItsDeadlineSaysSoAndGoesOn(long seed, boolean hungFirst) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    FakeProvider hanging = new FakeProvider();
    hanging.id = "hanging";
    hanging.call =
        (n, request, progress) -> {
          awaitUninterruptibly(release);
          return says("late");
        };
    TrialPolicy policy =
        TrialPolicy.DEFAULT
            .withCounts(0, 2)
            .withSeed(seed)
            .withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(200));
    RunResult result;
    try {
      result =
          Harness.builder()
              .discovery(false)
              .provider(fake)
              .provider(hanging)
              .run(
                  TestClips.definition(folder, 1)
                      .suts(
                          List.of(SutSpec.of("h1", "hanging", "m"), SutSpec.of("ok", "fake", "m")))
                      .trials(policy)
                      .build());
    } finally {
      release.countDown();
    }
    RunConfigResult hung = result.runConfigs().get(0);
    assertEquals(TrialStatus.TIMEOUT, hung.status());
    assertEquals(FailureKind.TIMEOUT, hung.trials().get(0).failure().orElseThrow().kind());
    assertTrue(hung.trials().get(0).failure().orElseThrow().message().contains("abandoned"));
    RunConfigResult other = result.runConfigs().get(1);
    assertEquals(TrialStatus.OK, other.status());
    assertEquals(
        hungFirst, !hung.trials().get(0).startedAt().isAfter(other.trials().get(0).startedAt()));
    // A call that still goes on is told of in later trials.
    for (TrialResult trial : other.trials()) {
      assertEquals(
          hungFirst ? List.of("abandoned-call-running") : List.of(), codes(trial.issues()));
    }
    // The late call returns, and its system is closed after all.
    while (hanging.closed.get() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aSystemThatCannotTellAgainWhatItIsCostsAWarning() throws Exception {
    BenchmarkDefinition definition = TestClips.definition(folder, 1).build();
    RunConfigResult known = runOne(definition);
    fake.call =
        (n, request, progress) -> {
          fake.asking =
              () -> {
                throw new IllegalStateException("it forgot");
              };
          return says("a text");
        };
    RunConfigResult unknown = runOne(definition);
    assertEquals(TrialStatus.OK, unknown.status());
    assertEquals(known.effective(), unknown.effective());
    assertEquals(List.of(), codes(known.trials().get(0).issues()));
    assertEquals(List.of("effective-unknown"), codes(unknown.trials().get(0).issues()));
    String message = unknown.trials().get(0).issues().get(0).message();
    assertTrue(message.contains("it forgot"), message);
    assertEquals(List.of(), codes(unknown.trials().get(1).issues()));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void abandonsALoadAtItsDeadline() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    fake.opening = () -> awaitUninterruptibly(release);
    RunConfigResult result;
    try {
      result =
          runOne(
              TestClips.definition(folder, 1)
                  .trials(
                      TrialPolicy.DEFAULT.withTimeouts(
                          Duration.ofMillis(100), Duration.ofSeconds(1)))
                  .build());
    } finally {
      release.countDown();
    }
    assertEquals(TrialStatus.TIMEOUT, result.status());
    assertEquals("open", result.failure().orElseThrow().phase());
    while (fake.closed.get() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void cancellationEndsTheTrialUnderWayAndKeepsTheRest() throws Exception {
    CountDownLatch inSecondTrial = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    fake.call =
        (n, request, progress) -> {
          if (n == 5) {
            inSecondTrial.countDown();
            awaitUninterruptibly(cancelled);
          }
          return says("a text");
        };
    BenchmarkRun run =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .start(
                TestClips.definition(folder, 3)
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 5).withSeed(3))
                    .sut(SutSpec.of("second", "fake", "m"))
                    .build());
    inSecondTrial.await();
    run.cancel();
    cancelled.countDown();
    RunResult result = run.await();
    assertTrue(run.isDone());
    assertTrue(result.cancelled());
    assertEquals(
        List.of(TrialStatus.CANCELLED, TrialStatus.CANCELLED),
        result.runConfigs().stream().map(RunConfigResult::status).toList());
    List<TrialResult> trials =
        result.runConfigs().stream().flatMap(r -> r.trials().stream()).toList();
    assertEquals(3, trials.size());
    assertEquals(TrialStatus.CANCELLED, trials.get(2).status());
    assertEquals(2, trials.get(2).clips().size());
    assertEquals(1 + 2 + trials.get(2).clips().size(), fake.calls.get());
    assertEquals(1, fake.closed.get());
  }

  @Test
  void anInterruptCancelsARunOfTheCallingThread() throws Exception {
    Thread caller = Thread.currentThread();
    fake.call =
        (n, request, progress) -> {
          if (n == 2) {
            caller.interrupt();
          }
          return says("a text");
        };
    RunResult result = run(TestClips.definition(folder, 2).build());
    assertTrue(Thread.interrupted(), "the interrupt is restored");
    assertTrue(result.cancelled());
  }

  @Test
  void aListenerThatThrowsBreaksNothing() throws Exception {
    List<String> events = new ArrayList<>();
    RunResult result =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .listener(new ThrowingListener())
            .listener(new RecordingListener(events))
            .run(TestClips.definition(folder, 1).build());
    assertTrue(result.allOk());
    assertEquals("runStarted", events.get(0));
    assertEquals("runFinished", events.get(events.size() - 1));
    assertTrue(events.indexOf("progressed") < events.indexOf("trialStarted"), events.toString());
    assertTrue(
        events.lastIndexOf("progressed") > events.lastIndexOf("trialFinished"), events.toString());
    events.removeIf("progressed"::equals);
    assertEquals(
        List.of("runConfigStarted", "trialStarted", "trialFinished"), events.subList(1, 4));
  }

  @Test
  void aReadySystemIsUsedAndNotClosed() throws Exception {
    Sut sut =
        fake.open(
            new io.humhelix.bench.spi.OpenRequest(
                SutSpec.of("x", "mine", "m"),
                io.humhelix.bench.model.Options.empty(),
                Optional.empty(),
                io.humhelix.bench.model.TranscriptionTask.DEFAULT));
    RunResult result =
        Harness.builder()
            .discovery(false)
            .sut("mine", sut)
            .run(
                TestClips.definition(folder, 1)
                    .suts(List.of(SutSpec.of("s", "mine", "whatever")))
                    .build());
    assertTrue(result.allOk());
    assertEquals(0, fake.closed.get());
  }

  @Test
  void aFailedCloseIsAWarning() throws Exception {
    fake.closing =
        () -> {
          throw new SutException(FailureKind.SUT_ERROR, "memory is stuck", "");
        };
    RunConfigResult result = runOne(TestClips.definition(folder, 1).build());
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(List.of("language-unknown", "close-failed", "small-n"), codes(result.issues()));
  }

  @Test
  void preparesEachClipBeforeItsClockStarts() throws Exception {
    long preparation = 5_000_000;
    List<String> steps = new ArrayList<>();
    fake.preparing =
        request -> {
          long start = System.nanoTime();
          while (System.nanoTime() - start < preparation) {
            Thread.onSpinWait();
          }
          steps.add("prepare " + request.clipId());
        };
    fake.call =
        (n, request, progress) -> {
          steps.add("transcribe " + request.clipId());
          return says("a text");
        };
    List<TrialResult> trials = runOne(TestClips.definition(folder, 2).build()).validTrials();
    assertEquals(List.of("prepare c0.wav", "transcribe c0.wav"), steps.subList(0, 2));
    for (int i = 0; i < steps.size(); i += 2) {
      assertEquals(steps.get(i).replace("prepare", "transcribe"), steps.get(i + 1));
    }
    assertTrue(
        trials.stream()
            .flatMap(t -> t.clips().stream())
            .anyMatch(c -> c.totalNanos() < preparation));
  }

  @Test
  void aFailedPreparationIsAFailedCall() throws Exception {
    fake.preparing =
        request -> {
          throw new SutException(FailureKind.SUT_ERROR, "no room", "make some");
        };
    RunConfigResult result = runOne(TestClips.definition(folder, 1).build());
    assertEquals(TrialStatus.FAILED, result.status());
    assertEquals(
        "no room", result.trials().get(0).failure().orElseThrow().message().split(": ")[1]);
    assertEquals(0, fake.calls.get());
  }

  @Test
  void tellsLazyDecodingFromInference() throws Exception {
    fake.call =
        (n, request, progress) -> {
          long start = System.nanoTime();
          while (System.nanoTime() - start < 2_000_000) {
            Thread.onSpinWait();
          }
          progress.segmentsReadable();
          long readable = System.nanoTime();
          while (System.nanoTime() - readable < 4_000_000) {
            Thread.onSpinWait();
          }
          return says("a text");
        };
    TrialResult trial = runOne(TestClips.definition(folder, 1).build()).validTrials().get(0);
    assertTrue(trial.calls().inferenceNanos(0) >= 2_000_000);
    assertTrue(trial.calls().transcriptionNanos(0) >= 4_000_000);
    assertTrue(trial.clips().get(0).firstSegmentNanos().isEmpty(), "no such capability");
  }

  @Test
  void refusesRunConfigsWhoseAudioCannotBeRead() throws Exception {
    Path empty = Files.write(folder.resolve("empty.wav"), new byte[0]);
    Workload bad =
        Workload.of(
            "bad",
            io.humhelix.bench.model.AudioClip.of(empty),
            io.humhelix.bench.model.AudioClip.of(folder.resolve("gone.wav")));
    RunResult result = run(TestClips.definition(folder, 1).workload(bad).build());
    assertEquals(TrialStatus.OK, result.runConfigs().get(0).status());
    RunConfigResult refused = result.runConfigs().get(1);
    assertEquals(TrialStatus.REFUSED, refused.status());
    assertEquals(
        2, refused.issues().stream().filter(i -> i.code().equals("audio-unreadable")).count());
  }

  @Test
  void refusesAGateWithoutReferences() throws Exception {
    Path wav = TestClips.wav(folder.resolve("x.wav"), 1, 0.5);
    BenchmarkDefinition.Builder definition =
        TestClips.definition(folder, 1)
            .workloads(List.of(Workload.of("w", io.humhelix.bench.model.AudioClip.of(wav))));
    RunConfigResult without = runOne(definition.build());
    assertEquals(TrialStatus.OK, without.status());
    assertTrue(without.validTrials().get(0).metric(Metrics.WER_PERCENT).isEmpty());
    RunConfigResult gated =
        runOne(definition.accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(5)).build());
    assertEquals(TrialStatus.REFUSED, gated.status());
    assertEquals(List.of("reference-missing"), codes(gated.issues()));
  }

  @Test
  void flagsSilenceAndTextOnIt() throws Exception {
    Path wav = TestClips.wav(folder.resolve("silence.wav"), 1, 0);
    RunConfigResult result =
        runOne(
            TestClips.definition(folder, 1)
                .workloads(List.of(Workload.of("w", io.humhelix.bench.model.AudioClip.of(wav, ""))))
                .build());
    assertTrue(codes(result.issues()).contains("audio-silent"));
    assertTrue(codes(result.validTrials().get(0).issues()).contains("text-on-silence"));
  }

  @Test
  void stopsAtTheTimeLimitAndSaysSo() throws Exception {
    TrialPolicy policy =
        new TrialPolicy(
            0,
            1000,
            java.util.OptionalLong.of(1),
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.of(Duration.ofNanos(1)));
    RunConfigResult result = runOne(TestClips.definition(folder, 1).trials(policy).build());
    assertEquals(1, result.validTrials().size());
    assertEquals(List.of("language-unknown", "budget-reached", "small-n"), codes(result.issues()));
    assertEquals(TrialStatus.OK, result.status());
  }

  @Test
  void plansWithoutMeasuring() throws Exception {
    Plan plan =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .plan(TestClips.definition(folder, 2).sut(SutSpec.of("absent", "absent", "m")).build());
    assertEquals(2, plan.entries().size());
    assertFalse(plan.entries().get(0).refused());
    assertTrue(plan.entries().get(1).refused());
    assertEquals(5, plan.entries().get(0).passes());
    assertEquals(Duration.ofSeconds(15), plan.estimate());
    assertEquals(0, fake.opened.get());
  }

  @Test
  void listsBackendsWithoutProbingUnlessAsked() {
    fake.availability = Availability.unavailable("no driver", "Install one.");
    Harness.Builder builder = Harness.builder().discovery(false).provider(fake);
    assertTrue(builder.backends(false).get(0).availability().available());
    assertFalse(builder.backends(true).get(0).availability().available());
  }

  @Test
  void saysWhatIsWrongWithTheDefinitionItself() throws IOException {
    BenchmarkDefinition.Builder definition = TestClips.definition(folder, 1);
    HarnessException nothing =
        assertThrows(
            HarnessException.class,
            () ->
                Harness.builder()
                    .discovery(false)
                    .provider(fake)
                    .only(config -> false)
                    .run(definition.build()));
    assertTrue(nothing.getMessage().contains("No run config is left"));
    HarnessException normalizer =
        assertThrows(
            HarnessException.class,
            () ->
                run(
                    definition
                        .accuracy(AccuracyPolicy.DEFAULT.withNormalizer("englisch"))
                        .build()));
    assertTrue(normalizer.getMessage().contains("english"), normalizer.getMessage());
  }

  @Test
  void refusesAnOutputFolderThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    HarnessException e =
        assertThrows(
            HarnessException.class,
            () ->
                Harness.builder()
                    .discovery(false)
                    .provider(fake)
                    .output(file.resolve("results"))
                    .run(TestClips.definition(folder, 1).build()));
    assertEquals(HarnessException.Kind.USAGE, e.kind());
    assertEquals(0, fake.opened.get());
  }

  @Test
  void keepsSamplesApartFromWhatIsShown() throws Exception {
    List<Map.Entry<String, Integer>> seen = new ArrayList<>();
    fake.call =
        (n, request, progress) -> {
          seen.add(Map.entry(request.clipId(), request.samples().length));
          return Transcript.ofText("a text");
        };
    runOne(TestClips.definition(folder, 1).build());
    assertEquals(Map.entry("c0.wav", 8_000), seen.get(0));
  }
}
