package io.humhelix.bench.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the trials of a search show, it ends, and does the same again from what is stored. */
class LoadSearchTest {

  private static final int SEARCHES = 150;

  /** Of twice the clips each, from the least number to 16 times as many. */
  private static final int MOST_TRIALS_OF_A_STEP = 5;

  /** As {@code PeakSteps} has it. */
  private static final int LEAST_CONFIRMATIONS = 10;

  private record Trial(ScenarioCalls done, boolean broke) {}

  private static Scenario scenario(Random random) {
    LatencyLimit limit =
        new LatencyLimit(List.of(50.0, 90.0, 95.0).get(random.nextInt(3)), Duration.ofMillis(100));
    PeakSearch search =
        new PeakSearch(Math.pow(10, -3 + 3 * random.nextDouble()), 2 + random.nextInt(11));
    return random.nextBoolean()
        ? new Scenario.Server(
            Math.pow(10, -4 + 10 * random.nextDouble()),
            Optional.of(limit),
            Optional.of(search),
            OpenLoop.DEFAULT,
            Extent.ONE_PASS)
        : new Scenario.Streams(
            1 + random.nextInt(3),
            limit,
            Optional.of(search),
            OpenLoop.DEFAULT,
            Optional.empty(),
            Extent.ONE_PASS);
  }

  /** A trial that is clear or close, was cut off, left clips, or broke the system. */
  private static Trial trial(Scenario asked, Random random) {
    int n = asked.extent().minQueries();
    boolean broke = random.nextInt(12) == 0;
    if (broke || random.nextInt(12) == 0) {
      n = random.nextInt(n);
    }
    double allowed = 1 - asked.limit().orElseThrow().share();
    double slow = List.of(0.0, allowed, 1.0).get(random.nextInt(3));
    CallSeries.Builder calls = CallSeries.builder(List.of("c"), new double[] {1}, Math.max(1, n));
    for (int i = 0; i < n; i++) {
      long due = i * 1_000_000_000L;
      long took = random.nextDouble() < slow ? 200_000_000L : 1_000_000L;
      calls.add(0, i, i, due, 0, due, took, 0, -1);
    }
    int left = random.nextInt(20) == 0 ? 3 : 0;
    return new Trial(
        new ScenarioCalls(
            calls.build(),
            Collections.nCopies(n, Transcript.ofText("a")),
            left,
            false,
            1,
            FailedCalls.NONE),
        broke);
  }

  private static StepTrials after(StepTrials before, Scenario asked, Trial trial) {
    var result = ScenarioSummary.of(asked, trial.done());
    return trial.broke()
        ? before.broken(Optional.of(result), trial.done().calls())
        : before.with(result, trial.done().calls(), FailedCalls.NONE);
  }

  @Test
  void everySearchEndsAndContinuesFromItsTrialsAsItDid() {
    Random random = new Random(14);
    for (int i = 0; i < SEARCHES; i++) {
      Scenario scenario = scenario(random);
      int steps = scenario.search().orElseThrow().maxSteps();
      int most = MOST_TRIALS_OF_A_STEP * (steps + Math.max(LEAST_CONFIRMATIONS, steps));
      LoadSearch search = LoadSearch.of(scenario).orElseThrow();
      LoadSearch again = LoadSearch.of(scenario).orElseThrow();
      List<Scenario> asked = new ArrayList<>();
      for (Optional<Scenario> next = search.next(); next.isPresent(); next = search.next()) {
        asked.add(next.get());
        assertTrue(asked.size() <= most, scenario + ": " + asked.size() + " trials");
        assertEquals(next, again.next());
        Trial trial = trial(next.get(), random);
        search.report(after(search.step().orElseThrow(), next.get(), trial));
        again.report(after(again.step().orElseThrow(), next.get(), trial));
      }
      assertEquals(Optional.empty(), again.next());
      assertEquals(search.loads().peak(), again.loads().peak());
      assertTrue(
          search.loads().peak().isEmpty() || search.loads().isConfirmed(), scenario.toString());
    }
  }
}
