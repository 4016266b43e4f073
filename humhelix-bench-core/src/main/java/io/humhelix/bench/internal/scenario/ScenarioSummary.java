package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.stats.EarlyStopping;
import java.util.List;
import java.util.OptionalDouble;

/** What follows from the calls of a trial. */
public final class ScenarioSummary {

  private static final double NANOS = 1e9;

  private ScenarioSummary() {}

  /**
   * Sums up a trial.
   *
   * @param scenario with the load of the trial
   * @param calls what was done
   * @param clips ids of the workload's clips
   * @param audioSeconds their lengths
   */
  public static ScenarioResult of(
      Scenario scenario, ScenarioCalls calls, List<String> clips, double[] audioSeconds) {
    CallSeries series = series(calls, clips, audioSeconds);
    boolean timed = !(scenario instanceof Scenario.Offline);
    int group = scenario instanceof Scenario.MultiStream m ? m.samplesPerQuery() : 1;
    double[] latencies = Latencies.ofQueries(series, group);
    return new ScenarioResult(
        scenario.name(),
        load(scenario),
        calls.concurrency(),
        series,
        latencies.length,
        timed ? Latencies.percentiles(latencies) : List.of(),
        Latencies.maxOutstanding(series),
        calls.left(),
        calls.capHit(),
        scenario.limit().map(limit -> check(limit, latencies, series, calls.left())));
  }

  private static OptionalDouble load(Scenario scenario) {
    if (scenario instanceof Scenario.Server server) {
      return OptionalDouble.of(server.rate());
    }
    if (scenario instanceof Scenario.Streams streams) {
      return OptionalDouble.of(streams.streams());
    }
    return scenario instanceof Scenario.MultiStream group
        ? OptionalDouble.of(group.samplesPerQuery())
        : OptionalDouble.empty();
  }

  private static CallSeries series(ScenarioCalls calls, List<String> clips, double[] audioSeconds) {
    CallSeries.Builder series = CallSeries.builder(clips, audioSeconds, calls.calls().size());
    for (RawCall call : calls.calls()) {
      series.add(
          call.clip(),
          call.turn().query(),
          call.turn().call(),
          call.turn().dueNanos() - calls.originNanos(),
          call.turn().queuedNanos(),
          call.startNanos() - calls.originNanos(),
          call.inferenceNanos(),
          call.transcriptionNanos(),
          call.firstSegmentNanos().orElse(-1),
          call.turn().chunkNanos());
    }
    return series.build();
  }

  private static LimitCheck check(
      LatencyLimit limit, double[] latencies, CallSeries series, int left) {
    double seconds = limit.limit().toNanos() / NANOS;
    int slow = left;
    for (double latency : latencies) {
      slow += latency > seconds ? 1 : 0;
    }
    int all = latencies.length + left;
    // LoadGen's percentile is the value at index floor(n p): so many values may lie above it.
    long allowed = all - 1 - (long) Math.floor(all * limit.share());
    EarlyStopping proof = EarlyStopping.mlperf(limit.share());
    long[] waiting = new long[series.size()];
    for (int row = 0; row < waiting.length; row++) {
      waiting[row] = series.startNanos(row) - series.scheduledNanos(row);
    }
    BacklogTrend trend = BacklogTrend.of(waiting, seconds);
    boolean within = all > 0 && slow <= allowed;
    return new LimitCheck(
        limit,
        latencies.length,
        slow,
        within,
        proof.passes(all, slow),
        within ? proof.queriesNeeded(slow) : 0,
        trend.grows(),
        trend.growthSeconds());
  }
}
