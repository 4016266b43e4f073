package io.humhelix.bench.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.LatencyPercentile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  /** Latencies 1, 2, …, n seconds. */
  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
  }

  private static List<Double> known(int n) {
    return Latencies.percentiles(upTo(n)).stream().map(LatencyPercentile::percentile).toList();
  }

  @Test
  void namesAPercentileOnlyWhereThereIsEnoughToBoundIt() {
    assertEquals(List.of(), known(5));
    assertEquals(List.of(50.0), known(6));
    assertEquals(List.of(50.0), known(35));
    assertEquals(List.of(50.0, 90.0), known(36));
    assertEquals(List.of(50.0, 90.0, 95.0), known(72));
    assertEquals(List.of(50.0, 90.0, 95.0, 97.0), known(367));
    assertEquals(List.of(50.0, 90.0, 95.0, 97.0, 99.0), known(368));
    assertEquals(List.of(50.0, 90.0, 95.0, 97.0, 99.0, 99.9), known(5000));
  }

  @Test
  void isTheValueOfTheNearestRankWithItsBoundsAndEstimate() {
    LatencyPercentile p99 = Latencies.percentiles(upTo(1000)).get(4);

    assertEquals(990, p99.seconds());
    assertTrue(p99.low() < 990 && p99.high() > 990, p99.toString());
    // 838 queries allow 2 slow ones, 1001 allow 3: of 1000 the largest is dropped.
    assertEquals(999, p99.earlyStopping().orElseThrow());
    assertEquals(1000, p99.queries());
    assertTrue(Latencies.percentiles(upTo(500)).get(4).earlyStopping().isEmpty());
  }

  private static CallSeries calls(long[]... dueStartEndQuery) {
    CallSeries.Builder series =
        CallSeries.builder(List.of("c"), new double[] {1}, dueStartEndQuery.length);
    int number = 0;
    for (long[] call : dueStartEndQuery) {
      series.add(0, call[3], number++, call[0], 0, call[1], call[2] - call[1], 0, -1);
    }
    return series.build();
  }

  private static List<MadeCalls.Made> made(CallSeries calls) {
    return MadeCalls.of(calls, FailedCalls.NONE);
  }

  @Test
  void countsTheMostThatAreOutstandingAtATime() {
    assertEquals(
        3,
        Latencies.maxOutstanding(
            made(
                calls(
                    new long[] {0, 0, 10, 0},
                    new long[] {5, 10, 20, 1},
                    new long[] {6, 20, 30, 2},
                    new long[] {21, 30, 40, 3}))));
    assertEquals(0, Latencies.maxOutstanding(made(calls())));
  }

  @Test
  void aQueryThatLacksAClipHasNoLatency() {
    double second = 1e-9;
    assertArrayEquals(
        new double[] {20 * second},
        Latencies.ofQueries(
            calls(new long[] {0, 0, 10, 0}, new long[] {0, 0, 20, 0}, new long[] {20, 20, 90, 1}),
            2));
  }
}
