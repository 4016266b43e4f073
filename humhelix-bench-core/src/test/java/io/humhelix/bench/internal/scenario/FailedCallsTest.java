package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that fail by themselves, in virtual time. */
class FailedCallsTest {

  private static final List<TranscriptionRequest> CLIPS = FakeSut.clips(1, 2, 3);

  private final VirtualTime time = new VirtualTime();

  private FakeSut sut(int concurrency, int batch) {
    return new FakeSut(time, concurrency, batch, (call, request) -> 5 * MS);
  }

  private static Extent extent(int queries) {
    return Extent.atLeast(Duration.ZERO, queries);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void aFailureOfACallAloneIsCountedAndAnyOtherEndsTheTrial(FailureKind kind) throws Exception {
    FakeSut sut = sut(1, 1);
    sut.failing = 299;
    sut.kind = kind;
    Scenario scenario = Trials.server(60, 400);
    if (!kind.isOfCall()) {
      assertThrows(SutException.class, () -> Trials.run(time, sut, CLIPS, scenario, 1));
      return;
    }
    Trials.Done done = Trials.run(time, sut, CLIPS, scenario, 1);
    assertEquals(399, done.calls().size());
    assertEquals(399, done.queries());
    assertEquals(0, done.left());
    FailedCalls failed = done.failed();
    assertEquals(List.of(kind), failed.kinds());
    assertEquals(299, failed.calls().query(0));
    assertEquals("call 299 failed", failed.examples().get(0).message().split(": ")[1]);
    assertFalse(failed.endedTrial());
  }

  @Test
  void aLostSystemEndsTheTrialWhateverTheKind() {
    FakeSut sut = sut(1, 1);
    sut.failing = 2;
    sut.kind = FailureKind.PROTOCOL;
    sut.lost = true;
    assertThrows(SutException.class, () -> Trials.run(time, sut, CLIPS, Trials.server(60, 400), 1));
  }

  @Test
  void whatIsPlannedGoesOnInClosedLoopsAsWell() throws Exception {
    FakeSut single = sut(1, 1);
    single.failing = 0;
    Trials.Done pass = Trials.run(time, single, CLIPS, new Scenario.SingleStream(extent(6)), 1);
    assertEquals(5, pass.calls().size());
    assertEquals(1, pass.failed().size());
    assertEquals(
        0, pass.failed().calls().scheduledNanos(0), "the trial begins with its first call");

    FakeSut batches = sut(1, 4);
    batches.failing = 1;
    Trials.Done offline =
        Trials.run(time, batches, CLIPS, new Scenario.Offline(OptionalInt.empty(), extent(12)), 1);
    assertEquals(8, offline.calls().size());
    assertEquals(4, offline.failed().size(), "all clips of a batch fail with it");

    FakeSut groups = sut(2, 1);
    groups.failing = 3;
    Trials.Done multi = Trials.run(time, groups, CLIPS, new Scenario.MultiStream(3, extent(5)), 1);
    assertEquals(14, multi.calls().size());
    assertEquals(4, multi.queries(), "a query with a failed clip is not answered");
  }

  @Test
  void aClipThatCannotBePreparedFailsEachTimeThatItIsDue() throws Exception {
    FakeSut sut = sut(2, 1);
    sut.unfit = clip -> clip.clipId().equals("c1");
    Trials.Done done = Trials.run(time, sut, CLIPS, Trials.server(60, 300), 1);
    assertEquals(200, done.calls().size());
    assertEquals(100, done.failed().size());
    assertTrue(done.failed().kinds().stream().allMatch(FailureKind.AUDIO::equals));
    assertFalse(done.failed().endedTrial());
  }

  @Test
  void failuresWithoutEndEndTheTrial() throws Exception {
    FakeSut sut = sut(1, 1);
    sut.fails = call -> call >= 50;
    Trials.Done done = Trials.run(time, sut, CLIPS, Trials.server(500, 20_000), 1);
    assertEquals(50, done.calls().size());
    assertEquals(FailureLog.MOST_IN_A_ROW, done.failed().size());
    assertTrue(done.failed().endedTrial());
    assertEquals(20_000 - 150, done.left());

    FakeSut passing = sut(1, 1);
    passing.fails = call -> call % FailureLog.MOST_IN_A_ROW != 0;
    Trials.Done through = Trials.run(time, passing, CLIPS, Trials.server(100, 500), 1);
    assertFalse(through.failed().endedTrial(), "never so many in a row");
    assertEquals(495, through.failed().size());
  }

  @Test
  void aTrialGoesOnForAsLongAsItsShareOfFailuresMayBeHeld() throws Exception {
    FakeSut sut = sut(1, 1);
    sut.fails = call -> call >= 50 && call < 350;
    long[] timeouts = new long[CLIPS.size()];
    Arrays.fill(timeouts, Trials.TIMEOUT_NANOS);
    double[] lengths = CLIPS.stream().mapToDouble(TranscriptionRequest::seconds).toArray();
    ScenarioTrial trial =
        new ScenarioTrial(
            sut,
            CLIPS,
            lengths,
            timeouts,
            new ScenarioTrial.Plan(Trials.server(100, 1000), 3, ClipOrder.shuffled(3, 1), 1),
            time,
            () -> false,
            FailureNaming.AS_SAID,
            40);
    trial.call();
    assertEquals(300, trial.calls().failed().size());
    assertFalse(trial.calls().failed().endedTrial());
  }

  @Test
  void onlyATrialWithoutAnAnswerFailsAsAWhole() throws Exception {
    FakeSut sut = sut(1, 1);
    sut.fails = call -> true;
    ScenarioTrial none = Trials.prepare(time, sut, CLIPS, Trials.server(9, 9), 1, () -> false);
    none.call();
    assertTrue(none.failureOfAll().orElseThrow().message().endsWith("call 0 failed"));
    FakeSut other = sut(1, 1);
    other.fails = call -> call > 0;
    ScenarioTrial one = Trials.prepare(time, other, CLIPS, Trials.server(9, 9), 1, () -> false);
    one.call();
    assertEquals(Optional.empty(), one.failureOfAll());
  }

  /** Failing at once is the fastest answer; it would look like a system that keeps up. */
  @Test
  void aSystemThatShedsLoadByFailingIsNotWithinItsLimit() throws Exception {
    FakeSut sut = sut(1, 1);
    sut.fails = call -> call % 10 == 9;
    Trials.Done done = Trials.run(time, sut, CLIPS, Trials.server(20, 1000, 95, 500), 1);
    LimitCheck check = done.limit().orElseThrow();
    assertEquals(1000, check.queries());
    assertEquals(100, check.unanswered());
    assertEquals(100, check.slow());
    assertEquals(Optional.of(false), done.sustained());
    StepVerdict verdict = done.verdict();
    assertEquals(SearchStep.Outcome.MISSED, verdict.outcome());
    assertTrue(verdict.hopeless().orElseThrow().why().contains("failed"), verdict.toString());

    FakeSut well = sut(1, 1);
    Trials.Done held = Trials.run(time, well, CLIPS, Trials.server(20, 1000, 95, 500), 1);
    assertEquals(Optional.of(true), held.sustained());
  }

  /** A count of something is never more than what it is of. */
  @Test
  void countsAreConsistentWhateverFails() throws Exception {
    Random random = new Random(31);
    for (int i = 0; i < 60; i++) {
      double share = random.nextDouble() * random.nextDouble();
      VirtualTime clock = new VirtualTime();
      long service = 1 + random.nextInt(60);
      FakeSut sut = new FakeSut(clock, 1 + random.nextInt(3), 1, (call, r) -> service * MS);
      long seed = random.nextLong();
      sut.fails = call -> new Random(seed + call).nextDouble() < share;
      int queries = 5 + random.nextInt(300);
      Scenario scenario =
          Trials.server(5 + random.nextInt(60), queries, 95, 1 + random.nextInt(400))
              .withExtent(extent(queries).atMost(Duration.ofSeconds(1 + random.nextInt(20))));
      Trials.Done done = Trials.run(clock, sut, CLIPS, scenario, seed);
      LimitCheck check = done.limit().orElseThrow();
      int made = done.calls().size() + done.failed().size();
      assertEquals(made + done.left(), check.queries());
      assertEquals(done.failed().size() + done.left(), check.unanswered());
      assertTrue(check.slow() <= check.queries());
      assertTrue(done.maxOutstanding() <= check.queries());
      assertTrue(done.failed().percentBeside(done.calls().size()).orElse(0.0) <= 100);
      long numbers =
          IntStream.concat(
                  IntStream.range(0, done.calls().size()).map(done.calls()::query),
                  IntStream.range(0, done.failed().size()).map(done.failed().calls()::query))
              .distinct()
              .count();
      assertEquals(made, numbers, "no call is both, and none is twice there");
    }
  }
}
