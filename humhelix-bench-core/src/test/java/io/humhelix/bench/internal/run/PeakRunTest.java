package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioSummary;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PeakRunTest {

  private static final LatencyLimit LIMIT = new LatencyLimit(90, Duration.ofSeconds(1));

  /** A search from a rate of 8 on whose first steps came out so; it has no others. */
  private static PeakRun searched(double precision, boolean... sustained) {
    return searched(precision, sustained.length, sustained);
  }

  /** The same, whose steps after those are confirmations. */
  private static PeakRun searched(double precision, int steps, boolean... sustained) {
    PeakRun run =
        PeakRun.of(
                new Scenario.Server(
                    8,
                    Optional.of(LIMIT),
                    Optional.of(new PeakSearch(precision, steps)),
                    OpenLoop.DEFAULT,
                    Extent.atLeast(Duration.ZERO, 20)))
            .orElseThrow();
    for (boolean one : sustained) {
      run.report(trial(run.next().orElseThrow(), one));
    }
    return run;
  }

  /** One clip after the other, each of them fast or slow; if slow, all wait. */
  private static TrialResult trial(Scenario scenario, boolean fast) {
    int n = scenario.extent().minQueries();
    CallSeries.Builder calls = CallSeries.builder(List.of("c"), new double[] {1}, n);
    for (int i = 0; i < n; i++) {
      calls.add(0, i, i, 0, 0, 0, fast ? 1_000_000 : 2_000_000_000L + i, 0, -1);
    }
    CallSeries made = calls.build();
    ScenarioCalls done =
        ScenarioCalls.of(made, Collections.nCopies(n, Transcript.ofText("a text")));
    return new TrialResult(
        "config",
        TrialKind.SEARCH,
        1,
        1,
        TrialStatus.OK,
        Instant.EPOCH,
        1,
        1,
        made,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(ScenarioSummary.of(scenario, done)),
        FailedCalls.NONE);
  }

  private static Issue issue(PeakRun run) {
    return run.issue().orElseThrow();
  }

  @Test
  void aSearchThatEndsAtItsStepsIsImprecise() {
    PeakRun run = searched(0.05, true, false);
    assertTrue(run.next().isPresent(), "the confirmation");
    assertEquals(OptionalDouble.of(8), run.peak());
    assertEquals("peak-imprecise", issue(run).code());
    assertEquals(Severity.WARNING, issue(run).severity());
    assertTrue(issue(run).message().contains("between 8 (sustained) and 16"));
  }

  @Test
  void aSearchThatIsAsPreciseAsWantedSaysNothing() {
    assertEquals(Optional.empty(), searched(1, 2, true, false, true).issue());
    assertEquals(Optional.empty(), searched(0.5, 3, true, false, false, true).issue());
    assertEquals(Optional.empty(), searched(0.5, 3, true, false, false, true).next());
    assertEquals("peak-imprecise", issue(searched(0.49, true, false, false)).code());
  }

  @Test
  void aPeakThatWasNotReachedOrNotFoundIsSo() {
    assertEquals("peak-not-reached", issue(searched(0.05, true, true)).code());
    assertEquals("peak-not-found", issue(searched(0.05, false, false)).code());
  }

  @Test
  void aPeakThatWasNotHeldAgainIsSo() {
    PeakRun run = searched(1, 2, true, false);
    run.cut(PeakRun.TIME_IS_UP);
    assertEquals("peak-not-confirmed", issue(run).code());
    assertEquals(
        "the search ended before the peak of 8 was held a second time: the time limit was reached.",
        issue(run).message());
    assertEquals(OptionalDouble.of(8), run.peak());
  }

  /** The table says that a peak was held again. */
  @Test
  void aSearchThatIsCutBeforeItTriesItsPeakAgainSaysSo() {
    PeakRun imprecise = searched(0.05, 5, true, false);
    imprecise.cut(PeakRun.TIME_IS_UP);
    assertEquals(
        "the search ended between 8 (sustained) and 16 (not sustained), before 8 was held a second"
            + " time: the time limit was reached.",
        issue(imprecise).message());
    PeakRun notReached = searched(0.05, 5, true, true);
    notReached.cut(PeakRun.TIME_IS_UP);
    assertEquals(
        "every load up to 16 was sustained, but the search ended before 16 was held a second time:"
            + " the time limit was reached.",
        issue(notReached).message());
    assertEquals(
        "every load up to 16 was sustained.", issue(searched(0.05, 2, true, true, true)).message());
    assertEquals(
        "the search ended between 8 (sustained) and 16 (not sustained).",
        issue(searched(0.05, 2, true, false, true)).message());
  }

  @Test
  void aPeakIsLowerWhereItIsNotHeldAgain() {
    PeakRun run = searched(1, 2, true, false, false, true);
    assertEquals(Optional.empty(), run.issue());
    assertEquals(OptionalDouble.of(7.6), run.peak());
  }

  @Test
  void aPeakThatIsNeverHeldAgainIsSaidToHaveBeenHeldAtFirst() {
    boolean[] slower = new boolean[12];
    slower[0] = true;
    PeakRun run = searched(1, 2, slower);
    assertEquals(Optional.empty(), run.next());
    assertEquals("peak-not-found", issue(run).code());
    assertEquals(
        "the load of 8 was sustained at first, but not when it was tried again, nor was any down to"
            + " 5.042.",
        issue(run).message());
    assertTrue(PeakRun.isMissingPeak(issue(run)));
  }

  @Test
  void theLoadOfTheTrialsIsThePeak() {
    Scenario.Server at = (Scenario.Server) searched(0.05, false, true).atPeak();
    assertEquals(4, at.rate());
  }
}
