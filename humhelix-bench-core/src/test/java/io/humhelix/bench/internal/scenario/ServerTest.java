package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToLongBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Clips arrive at random times, in virtual time. */
class ServerTest {

  private static final List<TranscriptionRequest> CLIPS = FakeSut.clips(1, 2, 3);
  private final VirtualTime time = new VirtualTime();

  private CallSeries stalling() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> (call == 100 ? 2000 : 10) * MS);
    return Trials.run(time, sut, CLIPS, Trials.server(50, 500), 7).calls();
  }

  /** A stall of 2 s at 50 clips/s keeps about 50 others waiting for more than a second. */
  private static void assertChargesForTheStall(
      CallSeries calls, ToLongBiFunction<CallSeries, Integer> latency) {
    long slow =
        IntStream.range(0, calls.size())
            .filter(row -> latency.applyAsLong(calls, row) > 1000 * MS)
            .count();
    assertTrue(slow > 40, slow + " of " + calls.size() + " calls took more than a second");
  }

  @Test
  void aStallIsChargedToEveryClipThatWaits() throws Exception {
    assertChargesForTheStall(stalling(), CallSeries::latencyNanos);
  }

  @Test
  void countingFromTheSendTimeWouldHideTheStall() throws Exception {
    CallSeries calls = stalling();
    assertThrows(
        AssertionFailedError.class,
        () -> assertChargesForTheStall(calls, CallSeries::serviceNanos));
  }

  @Test
  void isTheQueueOfOneServer() throws Exception {
    CallSeries calls = stalling();
    assertEquals(500, calls.size());
    long end = 0;
    for (int row = 0; row < calls.size(); row++) {
      long start = Math.max(calls.scheduledNanos(row), end);
      long queued = Math.max(0, end - calls.scheduledNanos(row));
      end = start + (row == 100 ? 2000 : 10) * MS;
      assertEquals(start, calls.startNanos(row), "start of " + row);
      assertEquals(queued, calls.queuedNanos(row), "queueing of " + row);
      assertEquals(end - calls.scheduledNanos(row), calls.latencyNanos(row), "latency of " + row);
      assertEquals(0, calls.latenessNanos(row), "lateness of " + row);
    }
  }

  @Test
  void isTheQueueOfSeveralServersAndNeverMakesMoreCallsThanTheSystemAllows() throws Exception {
    FakeSut sut = new FakeSut(time, 3, 8, (call, request) -> (30 + call % 7 * 20) * MS);
    CallSeries calls = Trials.run(time, sut, CLIPS, Trials.server(30, 400), 3).calls();

    assertEquals(3, sut.mostUnderWay.get());
    assertEquals(List.of(), sut.batches, "arriving clips are not held back for a batch");
    PriorityQueue<Long> free = new PriorityQueue<>(List.of(0L, 0L, 0L));
    for (int row = 0; row < calls.size(); row++) {
      long start = Math.max(calls.scheduledNanos(row), free.remove());
      assertEquals(start, calls.startNanos(row), "start of " + row);
      free.add(calls.endNanos(row));
    }
  }

  @Test
  void arrivalsOfASeedAreTheSameForEver() {
    ClipOrder order = ClipOrder.shuffled(3, 42);
    Arrivals arrivals = Arrivals.poisson(10, order, 3, Extent.atLeast(Duration.ZERO, 5), 42);
    assertEquals(
        List.of(41895438L, 104337951L, 120429896L, 203458237L, 313949490L),
        IntStream.range(0, 5).mapToObj(arrivals::due).toList());
    assertEquals(List.of(1, 0, 2, 1, 2), IntStream.range(0, 5).mapToObj(arrivals::clip).toList());
  }

  @Test
  void gapsAreExponential() {
    int n = 100_000;
    Arrivals arrivals =
        Arrivals.poisson(200, ClipOrder.shuffled(1, 1), 1, Extent.atLeast(Duration.ZERO, n), 1);
    double[] gaps = new double[n];
    for (int i = 0; i < n; i++) {
      gaps[i] = (arrivals.due(i) - (i == 0 ? 0 : arrivals.due(i - 1))) / 1e9;
    }
    Arrays.sort(gaps);
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double expected = 1 - Math.exp(-200 * gaps[i]);
      distance = Math.max(distance, Math.abs(expected - (i + 0.5) / n));
    }
    // Kolmogorov and Smirnov's distance at 0.1 percent is 1.95 / sqrt(n).
    assertTrue(distance < 1.95 / Math.sqrt(n), "distance " + distance);
  }

  @Test
  void goesOnUntilMinimumDurationAndCountAreBothReached() {
    ClipOrder order = ClipOrder.shuffled(3, 1);
    Arrivals byTime = Arrivals.poisson(10, order, 3, Extent.atLeast(Duration.ofSeconds(60), 5), 1);
    Arrivals byCount =
        Arrivals.poisson(10, order, 3, Extent.atLeast(Duration.ofSeconds(1), 600), 1);
    Arrivals cut =
        Arrivals.poisson(
            10, order, 3, Extent.atLeast(Duration.ZERO, 600).atMost(Duration.ofSeconds(20)), 1);
    assertTrue(Math.abs(byTime.size() - 600) < 100, byTime.size() + " in 60 s");
    assertEquals(600, byCount.size());
    assertTrue(Math.abs(cut.size() - 200) < 60, cut.size() + " in 20 s");
  }

  @Test
  void everyClipIsTakenEquallyOften() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> MS);
    CallSeries calls = Trials.run(time, sut, CLIPS, Trials.server(10, 300), 3).calls();
    int[] counts = new int[3];
    for (int row = 0; row < calls.size(); row++) {
      counts[calls.clip(row)]++;
    }
    assertEquals("[100, 100, 100]", Arrays.toString(counts));
  }

  private static Scenario.Server capped(double rate, int cap) {
    return new Scenario.Server(
        rate,
        Optional.empty(),
        Optional.empty(),
        new OpenLoop(cap, Duration.ZERO),
        Extent.atLeast(Duration.ZERO, 1000));
  }

  @Test
  void endsAndIsMarkedWhenTooManyAreOutstanding() throws Exception {
    FakeSut sut = new FakeSut(time, 2, 1, (call, request) -> 100 * MS);
    Trials.Done result = Trials.run(time, sut, CLIPS, capped(40, 50), 5);

    assertTrue(result.capHit());
    assertTrue(result.left() > 500, result.left() + " left");
    assertTrue(result.calls().size() < 200, result.calls().size() + " calls");
  }

  @Test
  void isNotMarkedWhereTheSystemKeepsUp() throws Exception {
    FakeSut sut = new FakeSut(time, 2, 1, (call, request) -> 20 * MS);
    Trials.Done result = Trials.run(time, sut, CLIPS, capped(40, 50), 5);

    assertFalse(result.capHit());
    assertEquals(0, result.left());
    assertEquals(1000, result.calls().size());
    assertTrue(result.maxOutstanding() <= 50);
  }

  @Test
  void leavesTheBacklogWhenItsTimeIsOver() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> 100 * MS);
    Scenario scenario =
        Trials.server(20, 1000)
            .withExtent(Extent.atLeast(Duration.ZERO, 100).atMost(Duration.ofSeconds(5)));
    Trials.Done result = Trials.run(time, sut, CLIPS, scenario, 5);

    assertFalse(result.capHit());
    assertTrue(result.left() > 20, result.left() + " left");
    assertEquals(50, result.calls().size(), 1);
  }

  @Test
  void holdsItsLimitOrNot() throws Exception {
    FakeSut fast = new FakeSut(time, 1, 1, (call, request) -> 5 * MS);
    FakeSut slow = new FakeSut(time, 1, 1, (call, request) -> 20 * MS);
    Trials.Done held = Trials.run(time, fast, CLIPS, Trials.server(40, 2000, 99, 100), 5);
    Trials.Done missed = Trials.run(time, slow, CLIPS, Trials.server(45, 2000, 99, 100), 5);

    assertEquals(Optional.of(true), held.sustained());
    assertTrue(held.limit().orElseThrow().shown());
    assertEquals(Optional.of(false), missed.sustained());
    assertFalse(missed.limit().orElseThrow().within());
    assertEquals(0, missed.limit().orElseThrow().queriesNeeded());
  }

  @Test
  void saysHowManyQueriesTheProofNeeds() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> 5 * MS);
    Trials.Done result = Trials.run(time, sut, CLIPS, Trials.server(10, 300, 99, 1000), 5);

    assertTrue(result.limit().orElseThrow().within());
    assertFalse(result.limit().orElseThrow().shown());
    assertEquals(459, result.limit().orElseThrow().queriesNeeded());
  }
}
