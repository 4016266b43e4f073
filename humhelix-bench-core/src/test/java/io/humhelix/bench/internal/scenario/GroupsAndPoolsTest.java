package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Single-stream, multi-stream and offline, in virtual time. */
class GroupsAndPoolsTest {

  private static final List<TranscriptionRequest> CLIPS = FakeSut.clips(1, 2, 3, 4);
  private final VirtualTime time = new VirtualTime();

  /** A clip of n seconds takes n milliseconds. */
  private FakeSut sut(int concurrency, int batch) {
    return new FakeSut(time, concurrency, batch, (call, r) -> Math.round(r.seconds()) * MS);
  }

  private static double[] millis(CallSeries calls, int clipsPerQuery) {
    return Arrays.stream(Latencies.ofQueries(calls, clipsPerQuery))
        .map(s -> Math.rint(s * 1e6) / 1e3)
        .toArray();
  }

  @Test
  void aQueryOfSeveralClipsTakesAsLongAsItsSlowest() throws Exception {
    Trials.Done result =
        Trials.run(time, sut(4, 1), CLIPS, new Scenario.MultiStream(4, extent(3)), 1);

    assertEquals(3, result.queries());
    assertEquals("[4.0, 4.0, 4.0]", Arrays.toString(millis(result.calls(), 4)));
    assertEquals(
        List.of(0L, 4 * MS, 8 * MS),
        IntStream.of(0, 4, 8).mapToObj(row -> result.calls().scheduledNanos(row)).toList());
  }

  private static Extent extent(int queries) {
    return Extent.atLeast(Duration.ZERO, queries);
  }

  @Test
  void aSystemOfOneCallMakesTheClipsOfAQueryWait() throws Exception {
    CallSeries calls = Trials.run(time, sut(1, 1), CLIPS, new Scenario.MultiStream(4), 1).calls();

    assertEquals("[10.0]", Arrays.toString(millis(calls, 4)));
    assertEquals(0, calls.queuedNanos(0));
    assertEquals(calls.endNanos(2), calls.queuedNanos(3));
  }

  @Test
  void theClipsOfAQueryAreABatchWhereTheSystemTakesIt() throws Exception {
    FakeSut sut = sut(1, 4);
    CallSeries calls =
        Trials.run(time, sut, CLIPS, new Scenario.MultiStream(6, extent(2)), 1).calls();

    assertEquals(List.of(4, 2, 4, 2), sut.batches);
    assertEquals(
        List.of(0, 0, 0, 0, 4, 4, 6, 6, 6, 6, 10, 10),
        IntStream.range(0, 12).mapToObj(calls::call).toList());
  }

  @Test
  void offlineMakesTheLargestBatchesAndAsManyCallsAsAllowed() throws Exception {
    FakeSut sut = sut(2, 3);
    Trials.Done result =
        Trials.run(time, sut, CLIPS, new Scenario.Offline(OptionalInt.empty(), extent(8)), 1);

    assertEquals(List.of(3, 3, 2), sut.batches);
    assertEquals(2, sut.mostUnderWay.get());
    assertEquals(8, result.calls().size());
    assertEquals(2 * (1 + 2 + 3 + 4), result.calls().totalAudioSeconds());
    assertEquals(List.of(), result.percentiles(), "there is no latency of its own");
    for (int row = 0; row < 8; row++) {
      assertEquals(0, result.calls().scheduledNanos(row));
    }
  }

  @Test
  void aBatchIsBusyOnce() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 4, (call, request) -> 10 * MS);
    CallSeries calls = Trials.run(time, sut, CLIPS, new Scenario.Offline(), 1).calls();

    assertEquals(List.of(4), sut.batches);
    assertEquals(10 * MS, calls.busyNanos());
    assertEquals(10 * MS, calls.serviceNanos(3));
  }

  @Test
  void offlineKeepsToTheBatchOfTheDefinition() throws Exception {
    FakeSut sut = sut(1, 8);
    Trials.run(time, sut, CLIPS, new Scenario.Offline(OptionalInt.of(2), Extent.ONE_PASS), 1);
    assertEquals(List.of(2, 2), sut.batches);
  }

  @Test
  void offlineTakesWholePassesUntilItsTimeIsOver() throws Exception {
    Scenario scenario =
        new Scenario.Offline(OptionalInt.empty(), Extent.atLeast(Duration.ofMillis(25), 0));
    CallSeries calls = Trials.run(time, sut(1, 1), CLIPS, scenario, 1).calls();

    assertEquals(12, calls.size());
    assertEquals(30 * MS, calls.endNanos(11));
  }

  @Test
  void singleStreamTakesWholePassesUntilDurationAndCountAreReached() throws Exception {
    assertEquals(4, single(Extent.ONE_PASS).size());
    assertEquals(8, single(extent(5)).size());
    assertEquals(12, single(Extent.atLeast(Duration.ofMillis(21), 5)).size());
    CallSeries cut = single(extent(100).atMost(Duration.ofMillis(35)));
    assertTrue(cut.endNanos(cut.size() - 1) >= 35 * MS, "ended too early");
    assertTrue(cut.startNanos(cut.size() - 1) < 35 * MS, "ended too late");
  }

  private CallSeries single(Extent extent) throws Exception {
    return Trials.run(time, sut(5, 5), CLIPS, new Scenario.SingleStream(extent), 1).calls();
  }

  @Test
  void singleStreamMakesOneCallAfterTheOtherAndEachIsDueWhenItIsMade() throws Exception {
    CallSeries calls = single(extent(8));
    for (int row = 0; row < 8; row++) {
      assertEquals(row == 0 ? 0 : calls.endNanos(row - 1), calls.startNanos(row));
      assertEquals(calls.startNanos(row), calls.scheduledNanos(row));
      assertEquals(calls.serviceNanos(row), calls.latencyNanos(row));
    }
    int[] firstPass = IntStream.range(0, 4).map(calls::clip).sorted().toArray();
    assertEquals("[0, 1, 2, 3]", Arrays.toString(firstPass));
  }

  @Test
  void aBrokenBatchIsTheBackendsFault() {
    FakeSut sut =
        new FakeSut(time, 1, 4, (call, request) -> MS) {
          @Override
          public List<io.humhelix.bench.result.Transcript> transcribeBatch(
              List<TranscriptionRequest> requests,
              io.humhelix.bench.spi.TranscriptionProgress progress) {
            return List.of();
          }
        };
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> Trials.run(time, sut, CLIPS, new Scenario.Offline(), 1));
    assertEquals("transcribeBatch returned 0 transcripts for 4 clips", e.getMessage());
  }

  @Test
  void aFailureOfTheSystemEndsTheTrialAndKeepsWhatWasDone() {
    FakeSut sut = sut(2, 1);
    sut.failing = 5;
    sut.kind = io.humhelix.bench.result.FailureKind.DEVICE;
    ScenarioTrial trial =
        Trials.prepare(
            time,
            sut,
            CLIPS,
            new Scenario.Offline(OptionalInt.empty(), extent(40)),
            1,
            () -> false);
    Exception e = assertThrows(io.humhelix.bench.spi.SutException.class, trial::call);

    assertEquals("call 5 failed", e.getMessage());
    assertEquals(5, trial.calls().calls().size());
    assertEquals(
        ClipOrder.shuffled(4, 1).clip(5), trial.currentClip(), "the clip that failed is named");
  }

  @Test
  void cancellingEndsATrialBetweenCalls() throws Exception {
    boolean[] cancelled = new boolean[1];
    FakeSut sut =
        new FakeSut(
            time,
            1,
            1,
            (call, request) -> {
              cancelled[0] = call == 9;
              return MS;
            });
    ScenarioTrial trial =
        Trials.prepare(
            time, sut, CLIPS, new Scenario.SingleStream(extent(100)), 1, () -> cancelled[0]);
    assertEquals(ScenarioTrial.End.CANCELLED, trial.call());
    assertEquals(10, trial.calls().calls().size());
  }

  @Test
  void aCallHasADeadlineAndWaitingHasNone() throws Exception {
    long[] patience = new long[2];
    ScenarioTrial[] trial = new ScenarioTrial[1];
    FakeSut sut =
        new FakeSut(
            time,
            1,
            1,
            (call, request) -> {
              patience[0] = trial[0].deadlineNanos() - time.nanos();
              return MS;
            });
    trial[0] =
        Trials.prepare(
            time,
            sut,
            CLIPS,
            Trials.server(0.001, 1),
            1,
            () -> {
              patience[1] = trial[0].deadlineNanos() - time.nanos();
              return false;
            });
    trial[0].call();

    assertEquals(Trials.TIMEOUT_NANOS, patience[0]);
    assertEquals(Trials.TIMEOUT_NANOS, patience[1], "while idle, that of a call to come");
    assertEquals(4, trial[0].calls().calls().size());
    LongStream starts =
        LongStream.range(0, 4).map(row -> trial[0].calls().calls().startNanos((int) row));
    assertTrue(starts.max().orElseThrow() - time.nanos() < 0);
  }
}
