package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.stats.EarlyStopping;
import io.humhelix.bench.stats.PercentileRank;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Summarises the calls of a trial. */
public final class ScenarioSummary {

  private static final double NANOS = 1e9;

  private ScenarioSummary() {}

  /**
   * Summarises a trial.
   *
   * @param scenario with the load of the trial
   * @param done the calls of the trial
   */
  public static ScenarioResult of(Scenario scenario, ScenarioCalls done) {
    CallSeries series = done.calls();
    boolean timed = !(scenario instanceof Scenario.Offline);
    int group = scenario instanceof Scenario.MultiStream m ? m.samplesPerQuery() : 1;
    double[] latencies = Latencies.ofQueries(series, group);
    List<MadeCalls.Made> made = MadeCalls.of(series, done.failed());
    int unanswered = done.left() + MadeCalls.failedQueries(done.failed());
    return new ScenarioResult(
        scenario.name(),
        load(scenario),
        done.concurrency(),
        latencies.length,
        timed ? Latencies.percentiles(latencies) : List.of(),
        Latencies.maxOutstanding(made),
        done.left(),
        done.capHit(),
        scenario.limit().map(limit -> check(limit, latencies, made, unanswered)),
        Optional.empty());
  }

  /** Returns the load of a scenario; empty if it has none. */
  public static OptionalDouble load(Scenario scenario) {
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

  private static LimitCheck check(
      LatencyLimit limit, double[] latencies, List<MadeCalls.Made> made, int unanswered) {
    double seconds = limit.limit().toNanos() / NANOS;
    // A system that sheds load by failing is not fast.
    int slow = unanswered;
    for (double latency : latencies) {
      slow += latency > seconds ? 1 : 0;
    }
    int all = latencies.length + unanswered;
    EarlyStopping test = EarlyStopping.mlperf(limit.share());
    long[] waiting = made.stream().mapToLong(call -> call.start() - call.due()).toArray();
    BacklogTrend trend = BacklogTrend.of(waiting, seconds);
    boolean within = all > 0 && slow <= PercentileRank.mayExceed(all, limit.share());
    return new LimitCheck(
        limit,
        all,
        unanswered,
        slow,
        within,
        test.passes(all, slow),
        within ? test.queriesNeeded(slow) : 0,
        trend.grows(),
        trend.growthSeconds());
  }
}
