package io.humhelix.bench.benchmarks;

import io.humhelix.bench.backend.http.HttpProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints the peak that {@code find_peak} finds of loopback servers whose peak is known: one server
 * with one queue, M/D/1 or M/M/1, with and without hiccups.
 */
public final class PeakOfQueues {

  private static final double PERCENTILE = 95;
  private static final int LEAST_QUERIES = 130;
  private static final int SIMULATED_QUERIES = 1_000_000;
  private static final int LIMIT_SERVICES = 5;
  private static final double START = 0.3;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final double NANOS = 1e9;

  private PeakOfQueues() {}

  /**
   * Searches and prints.
   *
   * @param args how many searches each queue gets (1) and the time of a service in milliseconds
   *     (10); then the folder of the examples' data ({@code examples/data})
   * @throws Exception if the clip cannot be read or a run could not begin
   */
  public static void main(String[] args) throws Exception {
    int searches = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    long service = (args.length > 1 ? Long.parseLong(args[1]) : 10) * NANOS_PER_MILLI;
    Path clip = Path.of(args.length > 2 ? args[2] : "examples/data").resolve("speech/5s.wav");
    System.out.printf(
        "%d processors, Java %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    System.out.printf(
        Locale.ROOT,
        "%-15s %8s %8s %12s %8s %8s %8s%n",
        "queue",
        "true /s",
        "found /s",
        "found / true",
        "p95 s",
        "queries",
        "s");
    for (boolean hiccups : new boolean[] {false, true}) {
      for (boolean exponential : new boolean[] {false, true}) {
        SingleServerQueue.Kind kind = new SingleServerQueue.Kind(exponential, hiccups);
        for (int seed = 1; seed <= searches; seed++) {
          print(kind, service, search(kind, service, clip, seed));
        }
      }
    }
  }

  private static void print(SingleServerQueue.Kind kind, long service, RunConfigResult result) {
    double peak =
        SingleServerQueue.peak(
            kind, service, PERCENTILE / 100, LIMIT_SERVICES * service, SIMULATED_QUERIES);
    long queries = 0;
    double seconds = 0;
    for (TrialResult trial : result.trials()) {
      boolean searched = trial.kind() == TrialKind.SEARCH;
      queries += searched ? trial.calls().size() : 0;
      seconds += searched ? trial.wallNanos() / NANOS : 0;
    }
    Optional<TrialResult> measured = result.validTrials().stream().findFirst();
    double found = measured.flatMap(trial -> trial.metric(Metrics.PEAK_LOAD)).orElse(Double.NaN);
    System.out.printf(
        Locale.ROOT,
        "%-15s %8.1f %8.1f %12.2f %8.3f %8d %8.0f%n",
        kind,
        peak,
        found,
        found / peak,
        measured.flatMap(trial -> trial.metric(Metrics.LATENCY_P95_S)).orElse(Double.NaN),
        queries,
        seconds);
  }

  /** One search, and a trial at the peak that it found. */
  static RunConfigResult search(
      SingleServerQueue.Kind kind, long serviceNanos, Path clip, long seed) throws Exception {
    LatencyLimit limit =
        new LatencyLimit(PERCENTILE, Duration.ofNanos(LIMIT_SERVICES * serviceNanos));
    Scenario scenario =
        new Scenario.Server(
            START * NANOS / serviceNanos,
            Optional.of(limit),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            Extent.atLeast(Duration.ZERO, LEAST_QUERIES));
    try (ServerClock server = new ServerClock(new SingleServerQueue(kind, serviceNanos, seed))) {
      BenchmarkDefinition definition =
          BenchmarkDefinition.builder("queue")
              .workload(Workload.of("clip", AudioClip.of(clip)))
              .sut(
                  SutSpec.of("server", HttpProvider.ID, "whisper-1")
                      .withDevice("remote")
                      .withOption("url", server.url()))
              .scenario(scenario)
              .isolation(Isolation.IN_PROCESS)
              .trials(TrialPolicy.DEFAULT.withForks(1).withCounts(1, 1).withSeed(seed))
              .build();
      return Harness.builder().run(definition).runConfigs().get(0);
    }
  }
}
