package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.SearchStep.Outcome;
import org.junit.jupiter.api.Test;

class StepVerdictTest {

  /** Calls of some milliseconds, one at a time; every so-and-so-many-th takes ten times as long. */
  private static Trials.Done step(Scenario scenario, long millis, int everySlow) throws Exception {
    VirtualTime time = new VirtualTime();
    FakeSut sut =
        new FakeSut(
            time,
            1,
            1,
            (call, request) -> millis * MS * (everySlow > 0 && call % everySlow == 1 ? 10 : 1));
    return Trials.run(time, sut, FakeSut.clips(1), scenario, 3);
  }

  @Test
  void aLoadThatIsHeldByFarPassesAtOnce() throws Exception {
    StepVerdict verdict = step(Trials.server(10, 130, 95, 100), 5, 0).verdict();
    assertEquals(StepVerdict.HELD, verdict);
  }

  @Test
  void whatTheFirstTrialDoesNotShowIsAskedAgain() throws Exception {
    // Four of 130 are slow: p95 holds, and would with 6 of 130 as well.
    Trials.Done step = step(Trials.server(1, 130, 95, 40), 5, 33);
    assertEquals(4, step.limit().orElseThrow().slow());
    assertTrue(step.limit().orElseThrow().within());
    assertEquals(StepVerdict.OPEN, step.verdict());
  }

  @Test
  void whereAMaximumDurationLeavesTooFewALowerLoadHasFewerStill() throws Exception {
    StepVerdict verdict = step(Trials.server(10, 89, 95, 100), 5, 0).verdict();
    assertEquals(Outcome.MISSED, verdict.outcome());
    String why = verdict.hopeless().orElseThrow().why();
    assertTrue(why.contains("after 89 clips, and 90 are needed"), why);
    assertEquals(StepVerdict.HELD, step(Trials.server(10, 90, 95, 100), 5, 0).verdict());
  }

  @Test
  void aCallThatIsTooSlowByItselfIsHopeless() throws Exception {
    String alone = why(step(Trials.server(0.01, 130, 95, 100), 200, 0));
    assertTrue(alone.contains("the call alone takes too long"), alone);
    // Clips wait for each other here, but not all of them.
    String some = why(step(Trials.server(2, 130, 95, 100), 200, 0));
    assertTrue(some.contains("had the system to themselves"), some);
  }

  private static String why(Trials.Done step) {
    return step.verdict().hopeless().orElseThrow().why();
  }

  @Test
  void aCallThatIsSlowNowAndThenIsHopelessWhereThatIsTooOften() throws Exception {
    assertTrue(step(Trials.server(1, 1000, 95, 40), 5, 10).verdict().hopeless().isPresent());
    assertFalse(step(Trials.server(1, 1000, 95, 40), 5, 30).verdict().hopeless().isPresent());
  }

  @Test
  void aQueueThatALowerLoadWouldNotHaveIsNotHopeless() throws Exception {
    for (double rate : new double[] {7, 9, 11, 20, 100}) {
      StepVerdict verdict = step(Trials.server(rate, 662, 95, 150), 100, 0).verdict();
      assertEquals(Outcome.MISSED, verdict.outcome(), "rate " + rate);
      assertTrue(verdict.hopeless().isEmpty(), "rate " + rate + ": " + verdict);
    }
  }
}
