package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.TrialStatus;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How latencies are spread. */
class LatencySpreadTest {

  private static PictureRuns.Engine calls(String name, int trials, double... seconds) {
    double[] lengths = DoubleStream.of(seconds).map(any -> 5).toArray();
    Workload workload = PictureRuns.workload("speech", lengths);
    PictureRuns.Engine engine = new PictureRuns.Engine(name, workload, lengths);
    for (int i = 0; i < trials; i++) {
      engine.trial(1 + i % 3, seconds);
    }
    return engine;
  }

  private static LatencySpread of(PictureRuns.Engine... engines) {
    return LatencySpread.of(Entry.of(List.of(PictureRuns.run(engines))));
  }

  /** 1 to 101 hundredths of a second: the quantiles are round numbers. */
  private static double[] hundredths() {
    return IntStream.rangeClosed(1, 101).mapToDouble(i -> i / 100.0).toArray();
  }

  @Test
  void theBoxHasTheQuantilesOfAllCalls() {
    LatencySpread.Spread spread = of(calls("one", 1, hundredths())).spreads().get(0);
    assertTrue(spread.boxed());
    assertEquals(101, spread.calls());
    assertEquals(0.06, spread.low(), 1e-12);
    assertEquals(0.26, spread.firstQuartile(), 1e-12);
    assertEquals(0.51, spread.median(), 1e-12);
    assertEquals(0.76, spread.thirdQuartile(), 1e-12);
    assertEquals(0.96, spread.high(), 1e-12);
    assertEquals(1.01, spread.slowest(), 1e-12);
    assertEquals(
        List.of(0.01, 0.02, 0.03, 0.04, 0.05, 0.97, 0.98, 0.99, 1.0, 1.01), spread.shown());
    assertEquals(10, spread.beyond());
  }

  @Test
  void manyCallsBeyondTheWhiskersAreThinnedWithTheirEnds() {
    PictureRuns.Engine engine = calls("one", 0, IntStream.range(0, 137).asDoubleStream().toArray());
    for (int trial = 0; trial < 73; trial++) {
      int first = 137 * trial + 1;
      engine.trial(1, IntStream.range(first, first + 137).asDoubleStream().toArray());
    }
    LatencySpread.Spread spread = of(engine).spreads().get(0);
    assertEquals(1000, spread.beyond());
    assertEquals(2 * LatencySpread.MOST_BEYOND, spread.shown().size());
    assertEquals(1, spread.shown().get(0));
    assertEquals(10_001, spread.shown().get(spread.shown().size() - 1));
    assertEquals(
        spread.shown().size(), spread.shown().stream().distinct().count(), "each at most once");
  }

  @Test
  void fewCallsAreShownOneByOne() {
    LatencySpread.Spread few = of(calls("one", 19, 0.5)).spreads().get(0);
    assertFalse(few.boxed());
    assertEquals(Collections.nCopies(19, 0.5), few.shown());
    assertTrue(Double.isNaN(few.low()));
    assertEquals(0, few.beyond());
    assertTrue(of(calls("one", 20, 0.5)).spreads().get(0).boxed());
  }

  @Test
  void equalCallsAreAllWithinTheWhiskers() {
    LatencySpread.Spread spread = of(calls("one", 40, 0.5)).spreads().get(0);
    assertEquals(List.of(), spread.shown());
    assertEquals(0, spread.beyond());
  }

  @Test
  void callsThatDoNotCountAreNotAmongThem() {
    PictureRuns.Engine engine = calls("one", 1, 0.5).firstCall(1, 99);
    assertEquals(1, of(engine).spreads().get(0).calls());
    assertEquals(
        List.of(), of(calls("broken", 0, 0.5).status(TrialStatus.INVALID).trial(1, 0.5)).spreads());
  }

  @Test
  void whatToSeeIsSaid() {
    double[] tail = hundredths();
    double[] even = DoubleStream.of(tail).map(any -> 0.2).toArray();
    assertEquals(
        "even has the shortest median latency, 0.2 s; 95 % of its calls took at most 0.2 s. The"
            + " latencies of tail vary the most: the 95th percentile is 1.88 times the median.",
        of(calls("tail", 1, tail), calls("even", 1, even)).panels().get(0).finding());
    assertEquals(
        "one has a median of 0.5 s; the slowest of its 1 calls took 0.5 s.",
        of(calls("one", 1, 0.5)).panels().get(0).finding());
  }
}
