package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.internal.scenario.LoadSearch;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.SearchStep.Outcome;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnderLoadTest {

  private static final Scenario SERVER =
      new Scenario.Server(
          8,
          Optional.of(new LatencyLimit(90, Duration.ofSeconds(1))),
          Optional.of(PeakSearch.DEFAULT),
          OpenLoop.DEFAULT,
          Extent.ONE_PASS);

  /** What a trial of a search shows whose calls were all fast. */
  private static Optional<SearchStep> step(TrialStatus status, int calls) {
    LoadSearch search = LoadSearch.of(SERVER).orElseThrow();
    UnderLoad load = UnderLoad.of(search.next().orElseThrow()).in(search.step().orElseThrow());
    CallSeries.Builder series = CallSeries.builder(List.of("c"), new double[] {1}, calls);
    for (int i = 0; i < calls; i++) {
      long due = i * 1_000_000_000L;
      series.add(0, i, i, due, 0, due, 1_000_000, 0, -1);
    }
    ScenarioCalls done =
        ScenarioCalls.of(series.build(), Collections.nCopies(calls, Transcript.ofText("a text")));
    ScenarioResult result = load.summary(done, status);
    assertEquals(calls, result.queries());
    return result.step();
  }

  @ParameterizedTest
  @CsvSource({"OK, HELD", "FAILED, MISSED", "TIMEOUT, MISSED", "INVALID, HELD"})
  void aLoadAtWhichTheSystemFailsIsMissed(TrialStatus status, Outcome outcome) {
    assertEquals(outcome, step(status, 64).orElseThrow().outcome());
  }

  /** It is tried again when the run is resumed. */
  @Test
  void aTrialThatWasCancelledSaysNothingOfItsStep() {
    assertEquals(Optional.empty(), step(TrialStatus.CANCELLED, 12));
  }
}
