package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.SearchStep.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StepTrialsTest {

  private static final Scenario SERVER =
      new Scenario.Server(
          1,
          Optional.of(new LatencyLimit(95, Duration.ofMillis(40))),
          Optional.of(PeakSearch.DEFAULT),
          OpenLoop.DEFAULT,
          Extent.ONE_PASS);

  /** One call at a time, of 5 ms; every so-and-so-many-th is slow, however little it waits. */
  private static List<SearchStep> steps(boolean confirms, int everySlow) throws Exception {
    VirtualTime time = new VirtualTime();
    FakeSut sut =
        new FakeSut(
            time,
            1,
            1,
            (call, request) -> everySlow > 0 && call % everySlow == 1 ? 60 * MS : 5 * MS);
    List<SearchStep> steps = new ArrayList<>();
    StepTrials trials = StepTrials.of(SERVER, 3, confirms);
    for (Optional<Scenario> next = trials.next(); next.isPresent(); next = trials.next()) {
      Trials.Done done = Trials.run(time, sut, FakeSut.clips(1), next.get(), 7 + steps.size());
      trials = trials.with(done.result(), done.calls(), FailedCalls.NONE);
      steps.add(trials.soFar());
    }
    return steps;
  }

  private static List<Integer> queries(List<SearchStep> steps) {
    return steps.stream().map(SearchStep::queries).toList();
  }

  @Test
  void aClearLoadTakesOneTrial() throws Exception {
    assertEquals(List.of(130), queries(steps(false, 0)));
    List<SearchStep> missed = steps(false, 4);
    assertEquals(List.of(130), queries(missed));
    assertEquals(Outcome.MISSED, missed.get(0).outcome());
    assertFalse(missed.get(0).undecided());
  }

  @Test
  void aLoadNearThePeakTakesMoreUntilItIsClear() throws Exception {
    List<SearchStep> steps = steps(false, 33);
    assertTrue(steps.size() > 1, steps.toString());
    SearchStep last = steps.get(steps.size() - 1);
    assertEquals(Outcome.OPEN, steps.get(0).outcome());
    assertEquals(Outcome.HELD, last.outcome());
    assertFalse(last.undecided());
  }

  @Test
  void atItsEndTheObservedPercentileDecidesAndTheStepIsMarked() throws Exception {
    List<SearchStep> held = steps(false, 21);
    assertEquals(List.of(130, 260, 520, 1040, 2080), queries(held));
    SearchStep last = held.get(4);
    assertEquals(Outcome.HELD, last.outcome());
    assertTrue(last.undecided());
    assertTrue(last.percentileSeconds().orElseThrow() < 0.04, last.toString());
    SearchStep missed = steps(false, 19).get(4);
    assertEquals(Outcome.MISSED, missed.outcome());
    assertTrue(missed.undecided());
    assertTrue(missed.percentileSeconds().orElseThrow() > 0.04, missed.toString());
  }

  @Test
  void aConfirmationHasFourTimesTheQueries() throws Exception {
    List<SearchStep> steps = steps(true, 0);
    assertEquals(List.of(520), queries(steps));
    assertTrue(steps.get(0).confirms());
    assertEquals(3, steps.get(0).step());
  }

  @Test
  void aTrialInWhichTheSystemFailsEndsTheStep() throws Exception {
    VirtualTime time = new VirtualTime();
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> 5 * MS);
    Trials.Done done = Trials.run(time, sut, FakeSut.clips(1), Trials.server(1, 10, 95, 40), 1);
    StepTrials before = StepTrials.of(SERVER, 1, false);
    StepTrials after = before.broken(Optional.of(done.result()), done.calls());
    assertEquals(Outcome.MISSED, after.soFar().outcome());
    assertEquals(10, after.soFar().queries());
    assertEquals(Optional.empty(), after.next());
    StepTrials nothing = before.broken(Optional.empty(), done.calls());
    assertEquals(OptionalDouble.empty(), nothing.soFar().percentileSeconds());
  }

  /** A rest of less than a quarter is not worth a trial: 16 times 130 are 2080. */
  @Test
  void aStepEndsNearItsMostQueries() {
    assertTrue(SearchExtent.after(SERVER, 4, 1559).isPresent());
    assertEquals(Optional.empty(), SearchExtent.after(SERVER, 4, 1560));
    // One long trial may be one long wave.
    assertTrue(SearchExtent.after(SERVER, 1, 4000).isPresent());
    assertEquals(Optional.empty(), SearchExtent.after(SERVER, 2, 4000));
  }
}
