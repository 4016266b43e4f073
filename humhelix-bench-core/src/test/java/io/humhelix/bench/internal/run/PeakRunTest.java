package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PeakRunTest {

  private static final LatencyLimit LIMIT = new LatencyLimit(90, Duration.ofSeconds(1));

  /** A search from a rate of 8 on whose first steps came out so; it has no others. */
  private static PeakRun searched(double precision, boolean... sustained) {
    PeakRun run =
        PeakRun.of(
                new Scenario.Server(
                    8,
                    Optional.of(LIMIT),
                    Optional.of(new PeakSearch(precision, sustained.length)),
                    OpenLoop.DEFAULT,
                    Extent.atLeast(Duration.ZERO, 20)))
            .orElseThrow();
    for (boolean one : sustained) {
      assertTrue(run.next().isPresent());
      run.report(one);
    }
    assertEquals(Optional.empty(), run.next());
    return run;
  }

  private static Issue issue(PeakRun run) {
    return run.issue().orElseThrow();
  }

  @Test
  void aSearchThatEndsAtItsStepsIsImprecise() {
    PeakRun run = searched(0.05, true, false);
    assertEquals(OptionalDouble.of(8), run.peak());
    assertEquals("peak-imprecise", issue(run).code());
    assertEquals(Severity.WARNING, issue(run).severity());
    assertTrue(issue(run).message().contains("between 8.0 (sustained) and 16.0"));
  }

  @Test
  void aSearchThatIsAsPreciseAsWantedSaysNothing() {
    assertEquals(Optional.empty(), searched(1, true, false).issue());
    assertEquals(Optional.empty(), searched(0.5, true, false, false).issue());
    assertEquals("peak-imprecise", issue(searched(0.49, true, false, false)).code());
  }

  @Test
  void aPeakThatWasNotReachedOrNotFoundIsSo() {
    assertEquals("peak-not-reached", issue(searched(0.05, true, true)).code());
    assertEquals("peak-not-found", issue(searched(0.05, false, false)).code());
  }

  @Test
  void theLoadOfTheTrialsIsThePeak() {
    Scenario.Server at = (Scenario.Server) searched(0.05, false, true).atPeak();
    assertEquals(4, at.rate());
  }
}
