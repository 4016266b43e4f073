package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.stats.EarlyStopping;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.PercentileBounds;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Latencies of the queries of a trial. */
final class Latencies {

  /** The percentiles that MLPerf LoadGen reports. */
  private static final double[] PERCENTILES = {50, 90, 95, 97, 99, 99.9};

  private static final double PERCENT = 100;
  private static final double NANOS = 1e9;

  private Latencies() {}

  /** Returns one value per query, in seconds: the latency of its slowest clip. */
  static double[] ofQueries(CallSeries calls, int clipsPerQuery) {
    double[] latencies = new double[calls.size() / clipsPerQuery];
    int queries = 0;
    int row = 0;
    while (row < calls.size()) {
      int first = row;
      long slowest = 0;
      while (row < calls.size() && calls.query(row) == calls.query(first)) {
        slowest = Math.max(slowest, calls.latencyNanos(row++));
      }
      // A clip of the query may have failed, or the trial was ended before it.
      if (row - first == clipsPerQuery) {
        latencies[queries++] = slowest / NANOS;
      }
    }
    return Arrays.copyOf(latencies, queries);
  }

  /** Returns the percentiles for which there are enough queries. */
  static List<LatencyPercentile> percentiles(double[] seconds) {
    List<LatencyPercentile> percentiles = new ArrayList<>();
    Sample sample = Sample.of(seconds);
    for (double percentile : PERCENTILES) {
      double p = percentile / PERCENT;
      if (seconds.length < PercentileBounds.minimumSize(p, Estimate.LEVEL)) {
        break;
      }
      Interval bounds =
          PercentileBounds.interval(sample, p, Estimate.LEVEL).interval().orElseThrow();
      Estimate early = EarlyStopping.mlperf(p).upperBound(sample);
      percentiles.add(
          new LatencyPercentile(
              percentile,
              sample.percentile(p),
              bounds.low(),
              bounds.high(),
              bounds.level(),
              early
                  .interval()
                  .map(interval -> OptionalDouble.of(interval.high()))
                  .orElse(OptionalDouble.empty()),
              seconds.length));
    }
    return percentiles;
  }

  /** Returns the largest number of clips at one time that were due and whose call had not ended. */
  static int maxOutstanding(List<MadeCalls.Made> calls) {
    int n = calls.size();
    long[] due = new long[n];
    long[] ends = new long[n];
    for (int row = 0; row < n; row++) {
      due[row] = calls.get(row).due();
      ends[row] = calls.get(row).end();
    }
    Arrays.sort(due);
    Arrays.sort(ends);
    int most = 0;
    int ended = 0;
    for (int arrived = 0; arrived < n; arrived++) {
      while (ends[ended] < due[arrived]) {
        ended++;
      }
      most = Math.max(most, arrived + 1 - ended);
    }
    return most;
  }
}
