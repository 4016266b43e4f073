package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.StoredRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which forks of a run are through, and what is known of them when it is resumed. */
class ResumeForkTest {

  private static final int TRIALS = 6;

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();

  private Path out() {
    return folder.resolve("out");
  }

  private BenchmarkDefinition.Builder definition() throws Exception {
    return TestClips.definition(folder, 1)
        .trials(TrialPolicy.DEFAULT.withCounts(0, TRIALS).withSeed(7));
  }

  private Harness.Builder harness() {
    return Harness.builder().discovery(false).provider(fake);
  }

  private RunConfigResult run(BenchmarkDefinition definition) throws HarnessException {
    return harness().output(out()).run(definition).runConfigs().get(0);
  }

  /** Runs, and cancels after so many measured trials. */
  private RunConfigResult cancelled(BenchmarkDefinition definition, int after) throws Exception {
    CompletableFuture<BenchmarkRun> run = new CompletableFuture<>();
    RunListener stops =
        new RunListener() {
          @Override
          public void trialFinished(RunEvents.TrialFinished event) {
            if (event.result().kind() == TrialKind.MEASURED && event.result().trial() == after) {
              run.join().cancel();
            }
          }
        };
    run.complete(harness().output(out()).listener(stops).start(definition));
    return cancelled(run);
  }

  private static RunConfigResult cancelled(CompletableFuture<BenchmarkRun> run) throws Exception {
    RunResult result = run.join().await();
    assertTrue(result.cancelled());
    return result.runConfigs().get(0);
  }

  private RunConfigResult resume(BenchmarkDefinition definition) throws HarnessException {
    return harness().resume(out()).run(definition).runConfigs().get(0);
  }

  private List<StoredRecord> records(RecordKind kind) throws Exception {
    return RecordReader.read(out()).records().stream()
        .filter(record -> record.kind() == kind)
        .toList();
  }

  private byte[] bytes() throws Exception {
    return Files.readAllBytes(records(RecordKind.RUN).get(0).file());
  }

  /** A bad trial made the fork look finished, and the others were never made. */
  @Test
  void oneThatWasCancelledAfterABadTrialGoesOn() throws Exception {
    BenchmarkDefinition gated =
        definition().accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(5)).build();
    fake.call = (number, request, progress) -> FakeProvider.says("something else");
    assertEquals(TrialStatus.INVALID, cancelled(gated, 3).status());
    assertEquals(3, records(RecordKind.TRIAL).size());
    assertEquals(List.of(), records(RecordKind.FORK));

    RunConfigResult resumed = resume(gated);
    assertEquals(TrialStatus.INVALID, resumed.status());
    assertEquals(
        List.of(1, 2, 3, 4, 5, TRIALS),
        resumed.trials().stream()
            .filter(trial -> trial.kind() == TrialKind.MEASURED)
            .map(trial -> trial.trial())
            .toList());
    assertEquals(TRIALS, records(RecordKind.TRIAL).size());
    assertEquals(1, records(RecordKind.FORK).size());
  }

  /** The second process is cancelled while it warms up again, before what is missing. */
  @Test
  void oneThatWasCancelledAgainGoesOn() throws Exception {
    BenchmarkDefinition definition = definition().build();
    cancelled(definition, 2);
    FakeProvider.Call before = fake.call;
    CompletableFuture<BenchmarkRun> run = new CompletableFuture<>();
    fake.call =
        (number, request, progress) -> {
          run.join().cancel();
          return before.apply(number, request, progress);
        };
    run.complete(harness().resume(out()).start(definition));
    cancelled(run);
    assertEquals(2, records(RecordKind.TRIAL).size());
    assertEquals(List.of(), records(RecordKind.FORK));
    fake.call = before;
    assertEquals(TRIALS, resume(definition).validTrials().size());
    assertEquals(1, records(RecordKind.FORK).size());
  }

  /** There is nothing to go on with: its record, with what it left, is the last word. */
  @Test
  void oneThatFailedBeforeTheRunWasCancelledIsThrough() throws Exception {
    BenchmarkDefinition definition = definition().build();
    fake.call =
        (number, request, progress) -> {
          if (number > 1) {
            throw new SutException(FailureKind.SUT_ERROR, "broken", "Mend it.");
          }
          return FakeProvider.says("a text");
        };
    RunConfigResult failed = cancelled(definition, 2);
    assertEquals(TrialStatus.FAILED, failed.status(), failed.toString());
    assertEquals(2, records(RecordKind.TRIAL).size());
    assertEquals(TrialStatus.FAILED, records(RecordKind.FORK).get(0).status().orElseThrow());
    resume(definition);
    assertEquals(2, records(RecordKind.TRIAL).size());
    assertEquals(1, records(RecordKind.FORK).size());
  }

  @Test
  void thatOneFoundNoPeakIsKnownAfterwards() throws Exception {
    BenchmarkDefinition hopeless = peak(Duration.ofNanos(1));
    RunConfigResult first = run(hopeless);
    assertEquals(TrialStatus.INVALID, first.status());
    assertEquals(
        List.of("language-unknown", "peak-not-found"),
        first.issues().stream().map(Issue::code).toList());
    byte[] before = bytes();
    RunConfigResult again = resume(hopeless);
    assertEquals(TrialStatus.INVALID, again.status());
    assertEquals(first.issues(), again.issues());
    assertArrayEquals(before, bytes());
  }

  @Test
  @Tag("slow")
  void thatOneFoundAPeakIsKnownAfterwards() throws Exception {
    BenchmarkDefinition easy = peak(Duration.ofSeconds(2));
    assertEquals(TrialStatus.OK, run(easy).status());
    assertEquals(TrialStatus.OK, resume(easy).status());
  }

  private BenchmarkDefinition peak(Duration limit) throws Exception {
    return definition()
        .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withSeed(7))
        .scenario(
            new Scenario.Server(
                500,
                Optional.of(new LatencyLimit(90, limit)),
                Optional.of(new PeakSearch(0.5, 3)),
                OpenLoop.DEFAULT,
                Extent.atLeast(Duration.ZERO, 20)))
        .build();
  }
}
