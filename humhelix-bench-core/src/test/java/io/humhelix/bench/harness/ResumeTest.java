package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.SideBySide;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.store.DyingDisk;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import io.humhelix.bench.store.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were killed, cancelled or are to be extended, and what must not be mixed. */
class ResumeTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();

  /** Two run configs of twenty trials in all. */
  static BenchmarkDefinition.Builder twenty(Path folder) throws IOException {
    return TestClips.definition(folder, 1)
        .suts(
            List.of(
                SutSpec.of("a", "fake", "model"),
                SutSpec.of("b", "fake", "model").withOption("beam_size", 2)))
        .trials(TrialPolicy.DEFAULT.withCounts(0, 9).withSeed(7));
  }

  private RunResult run(BenchmarkDefinition definition) throws HarnessException {
    return Harness.builder().discovery(false).provider(fake).output(out()).run(definition);
  }

  private RunResult resume(BenchmarkDefinition definition) throws HarnessException {
    return Harness.builder().discovery(false).provider(fake).resume(out()).run(definition);
  }

  private Path out() {
    return folder.resolve("out");
  }

  @Test
  @Tag("slow")
  void aSearchThatWasInterruptedGoesOnWhereItWas() throws Exception {
    Scenario.Server server =
        new Scenario.Server(
            500,
            Optional.of(new LatencyLimit(90, Duration.ofSeconds(2))),
            Optional.of(new PeakSearch(0.5, 3)),
            OpenLoop.DEFAULT,
            Extent.atLeast(Duration.ZERO, 20));
    BenchmarkDefinition definition =
        TestClips.definition(folder, 1)
            .scenario(server)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withSeed(7))
            .build();
    int[] trials = {0};
    RunListener stops =
        new RunListener() {
          @Override
          public void trialFinished(RunEvents.TrialFinished event) {
            // First call, then one step of the search.
            if (++trials[0] == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Harness.builder().discovery(false).provider(fake).output(out()).listener(stops).run(definition);
    assertTrue(Thread.interrupted());
    RunConfigResult result = resume(definition).runConfigs().get(0);
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(
        List.of(
            "FIRST_CALL",
            "SEARCH 500.0",
            "SEARCH 1000.0",
            "SEARCH 2000.0",
            "SEARCH 2000.0",
            "MEASURED 2000.0"),
        result.trials().stream()
            .map(t -> t.kind() + t.scenario().map(s -> " " + s.load().getAsDouble()).orElse(""))
            .toList());
    assertEquals(
        4,
        RecordReader.read(out()).records().stream()
            .filter(record -> record.kind() == RecordKind.SEARCH)
            .filter(record -> record.status().equals(Optional.of(TrialStatus.OK)))
            .count());
  }

  /**
   * Every call in the full build; else one of every kind, at the beginning, within and at the end.
   */
  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> killedAtAnyWriteItEndsWithTheSameRecords() throws Exception {
    DyingDisk disk = DyingDisk.install(0);
    ResultsFile whole = new KilledRun(folder).undisturbed();
    int calls = disk.calls();
    assertTrue(calls > 50, calls + " calls");
    List<Integer> chosen = new ArrayList<>();
    for (int call = 1; call <= calls; call += FULL || call < 7 || call > calls - 5 ? 1 : 7) {
      chosen.add(call);
    }
    return SideBySide.of(
        chosen,
        call -> "killed at call " + call,
        call -> {
          KilledRun run = new KilledRun(Files.createTempDirectory(folder, "killed"));
          Process child = run.start(call);
          assertTrue(child.waitFor(2, TimeUnit.MINUTES));
          assertEquals(9, child.exitValue(), run::log);
          run.assertSameAfterResuming(whole);
        });
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @Tag("slow")
  void killedAtAnyTimeItEndsWithTheSameRecords() throws Exception {
    ResultsFile whole = new KilledRun(folder).undisturbed();
    Random random = new Random(1);
    for (int i = 0; i < (FULL ? 200 : 4); i++) {
      KilledRun run = new KilledRun(Files.createTempDirectory(folder, "killed"));
      Process child = run.start(0);
      int size = random.nextInt(40_000);
      while (child.isAlive() && run.sizeOfResults() < size) {
        LockSupport.parkNanos(100_000);
      }
      child.destroyForcibly();
      assertTrue(child.waitFor(2, TimeUnit.MINUTES));
      run.assertSameAfterResuming(whole);
    }
  }

  @Test
  void theResultOfAResumedRunHasTheEarlierTrials() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    RunResult whole = run(definition);
    byte[] before = bytes();
    RunResult again = resume(definition);
    assertEquals(whole.runId(), again.runId());
    for (int i = 0; i < 2; i++) {
      RunConfigResult first = whole.runConfigs().get(i);
      RunConfigResult second = again.runConfigs().get(i);
      assertEquals(first.status(), second.status());
      assertEquals(first.effective(), second.effective());
      assertEquals(first.trials().size(), second.trials().size());
      for (int t = 0; t < first.trials().size(); t++) {
        TrialResult a = first.trials().get(t);
        TrialResult b = second.trials().get(t);
        assertEquals(a.clips(), b.clips());
        assertEquals(values(a), values(b));
        assertEquals(a.wallNanos(), b.wallNanos());
        assertEquals(a.loadNanos(), b.loadNanos());
      }
    }
    // Nothing was left to do, so nothing was written, and no model was loaded.
    assertArrayEquals(before, bytes());
    assertEquals(2, fake.opened.get());
  }

  /** As where a driver is missing for a while. */
  @Test
  void whatIsRefusedWhenResumedKeepsItsTrials() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    RunConfigResult first = run(definition).runConfigs().get(0);
    fake.preflight =
        Preflight.refused(List.of(Issue.error("driver-missing", "no driver.", "Get one.")));
    RunConfigResult again = resume(definition).runConfigs().get(0);
    assertEquals(TrialStatus.REFUSED, again.status());
    assertEquals(first.trials().size(), again.trials().size());
    assertEquals(first.forks().size(), again.forks().size());
    assertEquals(first.effective(), again.effective());
  }

  private static Map<String, Double> values(TrialResult trial) {
    return trial.metrics().stream()
        .collect(Collectors.toMap(m -> m.metric().name(), Measurement::value));
  }

  private byte[] bytes() throws IOException {
    try (var files = Files.newDirectoryStream(out(), "benchmark-*.db.yaml")) {
      return Files.readAllBytes(files.iterator().next());
    }
  }

  @Test
  void aCancelledRunGoesOn() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    int[] seen = {0};
    Thread thread = Thread.currentThread();
    Harness.Builder builder =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .output(out())
            .listener(
                new RunListener() {
                  @Override
                  public void trialFinished(RunEvents.TrialFinished event) {
                    if (++seen[0] == 5) {
                      thread.interrupt();
                    }
                  }
                });
    assertTrue(builder.run(definition).cancelled());
    assertTrue(Thread.interrupted());
    RunResult resumed = resume(definition);
    assertTrue(resumed.allOk(), resumed.runConfigs().toString());
    List<StoredRecord> trials =
        RecordReader.read(out()).records().stream()
            .filter(r -> r.kind() == RecordKind.TRIAL)
            .filter(r -> r.status().filter(TrialStatus.OK::equals).isPresent())
            .toList();
    assertEquals(18, trials.size());
    assertEquals(18, trials.stream().map(KilledRun::key).distinct().count());
  }

  @Test
  @Tag("slow")
  void moreForksAndRunConfigsJoinTheRun() throws Exception {
    SutSpec a = WorkerRunTest.sut("a", "work");
    BenchmarkDefinition one = WorkerRunTest.definition(folder, a).build();
    Harness.builder().output(out()).run(one);
    BenchmarkDefinition two =
        WorkerRunTest.definition(
                folder, a, WorkerRunTest.sut("b", "print hello").withOption("at", 1))
            .trials(one.trials().withForks(2))
            .build();
    RunResult result = Harness.builder().resume(out()).run(two);
    assertTrue(result.allOk(), result.toString());
    assertEquals(List.of(2, 2), result.runConfigs().stream().map(r -> r.forks().size()).toList());
    ResultsFile file = RecordReader.read(out());
    assertEquals(
        List.of(1L, 1L, 4L, 8L),
        List.of(RecordKind.RUN, RecordKind.RUN_RESUMED, RecordKind.FORK, RecordKind.TRIAL).stream()
            .map(kind -> file.records().stream().filter(r -> r.kind() == kind).count())
            .toList());
    // It is the last word on the run that counts now.
    byte[] before = bytes();
    Harness.builder().resume(out()).run(two);
    assertArrayEquals(before, bytes());
  }

  @Test
  void anInterruptedForkGoesOnInASecondProcess() throws Exception {
    SutSpec sut = WorkerRunTest.sut("a", "work");
    BenchmarkDefinition definition = WorkerRunTest.definition(folder, sut).build();
    Harness.builder().output(out()).run(definition);
    Path file = RecordReader.read(out()).records().get(0).file();
    List<String> lines = Files.readAllLines(file);
    // Header, first call, warm-up, first measured trial; and half of the second.
    String torn = lines.get(4).substring(0, lines.get(4).length() / 2);
    Files.writeString(file, String.join("\n", lines.subList(0, 4)) + "\n" + torn);
    RunConfigResult resumed = Harness.builder().resume(file).run(definition).runConfigs().get(0);
    assertEquals(TrialStatus.OK, resumed.status(), resumed.toString());
    assertEquals(
        List.of(TrialKind.FIRST_CALL, TrialKind.WARM_UP, TrialKind.MEASURED, TrialKind.MEASURED),
        resumed.trials().stream().map(TrialResult::kind).toList());
    assertEquals("fork-resumed", resumed.forks().get(0).issues().get(0).code());
    ResultsFile after = RecordReader.read(out());
    assertEquals(List.of(), after.damages());
    assertEquals(lines.size(), after.records().size());
  }

  @Test
  void refusesWhatHasChangedAndNamesIt() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    run(definition);
    byte[] before = bytes();
    List<String> messages = new ArrayList<>();
    messages.add(
        refusal(
            definition.toBuilder()
                .trials(definition.trials().withCounts(1, 4).withSeed(8))
                .accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(5))
                .isolation(Isolation.PROCESS)
                .build()));
    TestClips.wav(folder.resolve("c0.wav"), 0.7, 0.2);
    messages.add(refusal(definition));
    assertTrue(messages.get(0).contains("trials.warmup: was 0, is 1"), messages.get(0));
    assertTrue(messages.get(0).contains("trials.count: was 9, is 4"), messages.get(0));
    assertTrue(messages.get(0).contains("trials.seed: was 7, is 8"), messages.get(0));
    assertTrue(
        messages.get(0).contains("accuracy.max_wer_percent: was not given, is 5.0"),
        messages.get(0));
    assertTrue(messages.get(0).contains("isolation: "), messages.get(0));
    assertTrue(
        messages.get(1).contains("audio of clip clips / c0.wav has another content"),
        messages.get(1));
    assertArrayEquals(before, bytes());
  }

  /** A run config's id is what was asked for, so that another one under its name would hide it. */
  @Test
  void refusesARunConfigThatHasItsNameButNotAllElse() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    run(definition);
    byte[] before = bytes();
    SutSpec a = definition.suts().get(0);
    SutSpec b = definition.suts().get(1);
    String option =
        refusal(
            definition.toBuilder()
                .suts(List.of(a, b.withOption("beam_size", 3).withOption("mode", "fast")))
                .build());
    assertTrue(option.contains("run config 'b / clips': options.beam_size: was 2, is 3"), option);
    assertTrue(
        option.contains("run config 'b / clips': options.mode: was not given, is 'fast'"), option);
    assertFalse(option.contains("'a / clips'"), option);
    assertTrue(option.contains("may join this one under another name"), option);
    String model =
        refusal(
            definition.toBuilder()
                .suts(List.of(SutSpec.of("a", "fake", "other").withDevice("cuda"), b))
                .build());
    assertTrue(model.contains("run config 'a / clips': model: was 'model', is 'other'"), model);
    assertTrue(model.contains("run config 'a / clips': device: was 'cpu', is 'cuda'"), model);
    Workload workload = definition.workloads().get(0);
    String audio =
        refusal(
            definition.toBuilder()
                .workloads(
                    List.of(
                        new Workload(
                            workload.name(),
                            List.of(
                                AudioClip.of(folder.resolve("c0.wav"), "another text"),
                                AudioClip.of(TestClips.wav(folder.resolve("c1.wav"), 0.5, 0.5))),
                            new TranscriptionTask(
                                Optional.of("no"), workload.task().kind(), false, false))))
                .build());
    for (String difference :
        List.of(
            "reference of clip c0.wav: was 'a text', is 'another text'",
            "clip c1.wav: was not given, is number 2",
            "workload.language: was ",
            "workload.clips: was 1, is 2")) {
      assertTrue(audio.contains("run config 'a / clips': " + difference), audio);
    }
    assertArrayEquals(before, bytes());
  }

  /** A clip of one name is one recording, also for systems that come new to the run. */
  @Test
  void refusesOtherAudioForANewSystem() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    run(definition);
    TestClips.wav(folder.resolve("c0.wav"), 0.7, 0.2);
    SutSpec another = SutSpec.of("t", "fake", "model").withOption("beam_size", 7);
    String message = refusal(definition.toBuilder().suts(List.of(another)).build());
    assertTrue(message.contains("audio of clip clips / c0.wav has another content"), message);
  }

  /** The id of a run config knows what is the same in another spelling. */
  @Test
  void acceptsAnotherSpellingOfTheSame() throws Exception {
    SutSpec first =
        SutSpec.of("a", "fake", "model").withComputeType("float32").withOption("temperature", 1);
    BenchmarkDefinition definition = twenty(folder).suts(List.of(first)).build();
    run(definition);
    SutSpec respelled =
        SutSpec.of("a", "fake", "model").withComputeType("fp32").withOption("temperature", 1.0);
    BenchmarkDefinition again = definition.toBuilder().suts(List.of(respelled)).build();
    assertTrue(
        Harness.builder()
            .discovery(false)
            .provider(new FakeProvider())
            .resume(out())
            .run(again)
            .allOk());
  }

  /** Workloads that are too long for a record lie beside the file, and are the same there. */
  @Test
  void aLongDefinitionThatIsAsBeforeIsNoNews() throws Exception {
    BenchmarkDefinition.Builder builder = twenty(folder);
    List<Workload> workloads = new ArrayList<>(builder.build().workloads());
    String text = "word ".repeat(1 << 18);
    workloads.add(Workload.of("long", AudioClip.of(folder.resolve("c0.wav"), text)));
    BenchmarkDefinition definition =
        builder
            .workloads(workloads)
            .suts(List.of(SutSpec.of("a", "fake", "model").withWorkloads(List.of("clips"))))
            .build();
    assertTrue(run(definition).allOk());
    try (var files = Files.walk(out())) {
      assertTrue(files.anyMatch(file -> file.toString().contains("workloads")));
    }
    byte[] before = bytes();
    assertTrue(resume(definition).allOk());
    assertArrayEquals(before, bytes());
  }

  /** What takes another's place among equal ones has trials of that one under its id. */
  @Test
  void refusesEqualRunConfigsThatHaveChangedPlaces() throws Exception {
    BenchmarkDefinition definition =
        twenty(folder)
            .suts(List.of(SutSpec.of("a", "fake", "model"), SutSpec.of("b", "fake", "model")))
            .build();
    RunResult before = run(definition);
    String message =
        refusal(
            definition.toBuilder()
                .suts(List.of(SutSpec.of("b", "fake", "model"), SutSpec.of("a", "fake", "model")))
                .build());
    assertTrue(
        message.contains(
            "(id: was "
                + before.runConfigs().get(0).runConfig().id()
                + ", is "
                + before.runConfigs().get(1).runConfig().id()
                + ")"),
        message);
  }

  /** Less than before, a new name, and what was refused before and is mended: nothing to mix. */
  @Test
  void takesRunConfigsOfWhichNothingElseWasMeasured() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    SutSpec a = definition.suts().get(0);
    SutSpec wrong = definition.suts().get(1).withOption("beam_size", 99);
    BenchmarkDefinition refused = definition.toBuilder().suts(List.of(a, wrong)).build();
    assertEquals(TrialStatus.REFUSED, run(refused).runConfigs().get(1).status());
    assertTrue(resume(definition).allOk());
    byte[] before = bytes();
    RunResult less =
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .only(config -> config.sut().name().equals("b"))
            .resume(out())
            .run(definition);
    assertTrue(less.allOk(), less.toString());
    assertArrayEquals(before, bytes());
    SutSpec renamed = a.withName("c").withOption("beam_size", 4);
    BenchmarkDefinition more =
        definition.toBuilder().suts(List.of(renamed, definition.suts().get(1))).build();
    assertTrue(resume(more).allOk());
  }

  private String refusal(BenchmarkDefinition definition) {
    HarnessException e = assertThrows(HarnessException.class, () -> resume(definition));
    assertEquals(HarnessException.Kind.USAGE, e.kind());
    return e.getMessage();
  }

  @Test
  void refusesAModelThatHasChanged() throws Exception {
    Path model = Files.writeString(folder.resolve("model.bin"), "one");
    fake.preflight = Preflight.ok(List.of(model));
    BenchmarkDefinition definition = twenty(folder).build();
    RunResult result = run(definition);
    assertEquals(
        List.of(result.runConfigs().stream().map(c -> c.runConfig().id()).toList()),
        result.provenance().models().stream().map(m -> m.runConfigs()).toList());
    Files.writeString(model, "two");
    String message = refusal(definition);
    assertTrue(message.contains("model file model.bin has another content"), message);
  }

  /** An engine that was replaced: its trials do not join those of the other, however often. */
  @Test
  void trialsOfAnotherEngineAreNotMixedWithTheEarlierOnes() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    run(definition);
    Path file = RecordReader.read(out()).records().get(0).file();
    List<String> lines = Files.readAllLines(file);
    // Header, first call and two trials of whichever run config came first.
    Files.writeString(file, String.join("\n", lines.subList(0, 4)) + "\n");
    fake.engineVersion = "2";
    RunConfigResult mixed = begun(resume(definition));
    assertEquals(TrialStatus.INVALID, mixed.status());
    assertEquals(2, mixed.validTrials().size());
    assertEquals("1", mixed.effective().orElseThrow().engineVersion());
    assertTrue(
        mixed.trials().get(3).issues().get(0).message().contains("engine version was '1', is '2'"),
        mixed.trials().get(3).issues().toString());
    RunConfigResult again = begun(resume(definition));
    assertEquals("1", again.effective().orElseThrow().engineVersion());
    assertEquals(2, again.validTrials().size());
  }

  /** The run config with trials of the first engine. */
  private static RunConfigResult begun(RunResult result) {
    return result.runConfigs().stream()
        .filter(config -> config.status() == TrialStatus.INVALID)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void refusesAModelThatHasMoreFilesOrFewer() throws Exception {
    Path model = Files.writeString(folder.resolve("model.bin"), "one");
    Path words = Files.writeString(folder.resolve("words.txt"), "a b");
    fake.preflight = Preflight.ok(List.of(model));
    BenchmarkDefinition definition = twenty(folder).build();
    RunResult result = run(definition);
    String ids =
        String.join(
            ", ", result.runConfigs().stream().map(c -> c.runConfig().id()).sorted().toList());
    fake.preflight = Preflight.ok(List.of(model, words));
    String more = refusal(definition);
    assertTrue(more.contains("model file words.txt is new, of run config " + ids), more);
    fake.preflight = Preflight.ok(List.of(words));
    String fewer = refusal(definition);
    assertTrue(fewer.contains("model file model.bin is not there any more"), fewer);
  }

  /** The id of a run config does not know folders, so its place is all that tells them apart. */
  @Test
  void refusesTwoModelsOfOneNameThatHaveChangedPlaces() throws Exception {
    FakeProvider byModel =
        new FakeProvider() {
          @Override
          public Preflight preflight(OpenRequest request) {
            return Preflight.ok(List.of(Path.of(request.spec().model())));
          }
        };
    List<SutSpec> suts = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      Path model = Files.createDirectory(folder.resolve(name)).resolve("model.bin");
      Files.writeString(model, name);
      suts.add(SutSpec.of(name, "fake", model.toString()));
    }
    BenchmarkDefinition definition = twenty(folder).suts(suts).build();
    Harness.Builder builder = Harness.builder().discovery(false).provider(byModel);
    RunResult before = builder.output(out()).run(definition);
    assertTrue(before.allOk(), before.toString());
    BenchmarkDefinition swapped =
        definition.toBuilder().suts(List.of(suts.get(1), suts.get(0))).build();
    Harness.Builder again = Harness.builder().discovery(false).provider(byModel).resume(out());
    String message = assertThrows(HarnessException.class, () -> again.run(swapped)).getMessage();
    assertTrue(message.contains("model file model.bin has another content"), message);
    assertTrue(again.run(definition).allOk());
  }

  @Test
  void saysWhenThereIsNothingToResume() throws Exception {
    BenchmarkDefinition definition = twenty(folder).build();
    Files.createDirectory(out());
    String none = refusal(definition);
    assertTrue(none.contains("nothing to resume"), none);
    run(definition);
    Path file = RecordReader.read(out()).records().get(0).file();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(3, lines.get(3).replaceFirst("[0-9]", "x"));
    Files.write(file, lines);
    String damaged = refusal(definition);
    assertTrue(damaged.contains("is damaged, and cannot be continued"), damaged);
  }
}
