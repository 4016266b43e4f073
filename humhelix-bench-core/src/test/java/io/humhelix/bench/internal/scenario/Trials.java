package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trials in virtual time. */
final class Trials {

  static final long TIMEOUT_NANOS = 60_000_000_000L;

  private Trials() {}

  static ScenarioTrial prepare(
      VirtualTime time,
      FakeSut sut,
      List<TranscriptionRequest> clips,
      Scenario scenario,
      long seed,
      BooleanSupplier cancelled) {
    long[] timeouts = new long[clips.size()];
    java.util.Arrays.fill(timeouts, TIMEOUT_NANOS);
    ClipOrder order = ClipOrder.shuffled(clips.size(), seed);
    return new ScenarioTrial(
        sut,
        clips,
        timeouts,
        new ScenarioTrial.Plan(scenario, clips.size(), order, seed),
        time,
        cancelled);
  }

  static Done run(
      VirtualTime time, FakeSut sut, List<TranscriptionRequest> clips, Scenario scenario, long seed)
      throws Exception {
    ScenarioTrial trial = prepare(time, sut, clips, scenario, seed, () -> false);
    trial.call();
    return summary(trial, scenario);
  }

  static Done summary(ScenarioTrial trial, Scenario scenario) {
    ScenarioCalls made = trial.calls();
    return new Done(scenario, ScenarioSummary.of(scenario, made), made.calls(), made.failed());
  }

  /** What a trial showed, and its calls. */
  record Done(Scenario scenario, ScenarioResult result, CallSeries calls, FailedCalls failed) {

    /** As a step of a search that has this trial alone. */
    StepVerdict verdict() {
      return StepTrials.of(searched(scenario), 1, false).with(result, calls, failed).verdict();
    }

    int queries() {
      return result.queries();
    }

    int left() {
      return result.left();
    }

    boolean capHit() {
      return result.capHit();
    }

    int concurrency() {
      return result.concurrency();
    }

    int maxOutstanding() {
      return result.maxOutstanding();
    }

    Optional<LimitCheck> limit() {
      return result.limit();
    }

    Optional<Boolean> sustained() {
      return result.sustained();
    }

    List<LatencyPercentile> percentiles() {
      return result.percentiles();
    }
  }

  private static Scenario searched(Scenario scenario) {
    Scenario.Server server = (Scenario.Server) scenario;
    return new Scenario.Server(
        server.rate(),
        server.limit(),
        Optional.of(PeakSearch.DEFAULT),
        server.openLoop(),
        Extent.ONE_PASS);
  }

  static Scenario.Server server(double rate, int queries) {
    return new Scenario.Server(rate, Extent.atLeast(Duration.ZERO, queries));
  }

  static Scenario.Server server(double rate, int queries, double percentile, long limitMillis) {
    return new Scenario.Server(
        rate,
        Optional.of(new LatencyLimit(percentile, Duration.ofMillis(limitMillis))),
        Optional.empty(),
        OpenLoop.DEFAULT,
        Extent.atLeast(Duration.ZERO, queries));
  }
}
