package io.humhelix.bench.benchmarks;

import io.humhelix.bench.backend.http.HttpProvider;
import io.humhelix.bench.event.RunListener;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Prints the peak that {@code find_peak} finds of loopback servers whose peak is known: one server
 * with one queue, M/D/1 or M/M/1, with and without hiccups. The true peak is that of a limit which
 * is shorter by what the way to the server adds.
 */
public final class PeakOfQueues {

  private static final double PERCENTILE = 95;
  private static final int LEAST_QUERIES = 130;
  private static final int SIMULATED_QUERIES = 1_000_000;
  private static final int LIMIT_SERVICES = 5;
  private static final double START = 0.3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS = 1e9;

  /** A machine that is too busy must not keep a search going down to loads of hours. */
  private static final Duration LONGEST_SEARCH = Duration.ofMinutes(8);

  /** Enough for a server that does not listen; a longer clip costs time on the way. */
  private static final int CLIP_SAMPLES = 8000;

  /** Of the first search, in which the JVM compiles; it is not shown. */
  private static final PeakSearch WARM_UP = new PeakSearch(PeakSearch.DEFAULT.precision(), 3);

  private PeakOfQueues() {}

  /**
   * Searches and prints, the trials of a search to the standard error stream.
   *
   * @param args how many searches each queue gets (1) and the time of a service in milliseconds
   *     (6); then the folder of the examples' data ({@code examples/data})
   * @throws Exception if the clip cannot be read or a run could not begin
   */
  public static void main(String[] args) throws Exception {
    int searches = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    double millis = args.length > 1 ? Double.parseDouble(args[1]) : 6;
    long service = Math.round(millis * NANOS_PER_MILLI);
    Path data = Path.of(args.length > 2 ? args[2] : "examples/data");
    Path clip = Files.createTempFile("clip", ".wav");
    try {
      cut(data.resolve("speech/5s.wav"), clip);
      System.out.printf(
          Locale.ROOT,
          "%d processors, Java %s; %.1f ms of service%n",
          Runtime.getRuntime().availableProcessors(),
          Runtime.version(),
          millis);
      System.out.printf(
          "%-15s %8s %8s %8s %12s %8s %8s %8s%n",
          "queue", "added ms", "true /s", "found /s", "found / true", "p95 ms", "queries", "s");
      SingleServerQueue first =
          new SingleServerQueue(new SingleServerQueue.Kind(false, false), service, 0);
      search(first, service, clip, 0, WARM_UP, new SearchWatch(first, System.err));
      for (boolean hiccups : new boolean[] {false, true}) {
        for (boolean exponential : new boolean[] {false, true}) {
          for (int seed = 1; seed <= searches; seed++) {
            print(new SingleServerQueue.Kind(exponential, hiccups), service, clip, seed);
          }
        }
      }
    } finally {
      Files.delete(clip);
    }
  }

  private static void cut(Path from, Path to) throws Exception {
    try (AudioInputStream whole = AudioSystem.getAudioInputStream(from.toFile())) {
      AudioSystem.write(
          new AudioInputStream(whole, whole.getFormat(), CLIP_SAMPLES),
          AudioFileFormat.Type.WAVE,
          to.toFile());
    }
  }

  private static void print(SingleServerQueue.Kind kind, long service, Path clip, long seed)
      throws Exception {
    SingleServerQueue queue = new SingleServerQueue(kind, service, seed);
    SearchWatch watch = new SearchWatch(queue, System.err);
    System.err.println(kind + ", seed " + seed);
    search(queue, service, clip, seed, PeakSearch.DEFAULT, watch);
    double peak =
        SingleServerQueue.peak(
            kind,
            service,
            PERCENTILE / 100,
            Math.round(LIMIT_SERVICES * service - watch.addedNanos()),
            SIMULATED_QUERIES);
    double found = watch.peak().map(at -> at.load().orElseThrow()).orElse(Double.NaN);
    double p95 =
        watch
            .peak()
            .map(at -> at.step().orElseThrow().percentileSeconds().orElse(Double.NaN))
            .orElse(Double.NaN);
    System.out.printf(
        Locale.ROOT,
        "%-15s %8.2f %8.1f %8.1f %12.2f %8.1f %8d %8.0f%n",
        kind,
        watch.addedNanos() / NANOS_PER_MILLI,
        peak,
        found,
        found / peak,
        p95 * NANOS / NANOS_PER_MILLI,
        watch.queries(),
        watch.seconds());
  }

  /** One search, and a trial at the peak that it found. */
  private static void search(
      SingleServerQueue queue,
      long serviceNanos,
      Path clip,
      long seed,
      PeakSearch search,
      RunListener watch)
      throws Exception {
    LatencyLimit limit =
        new LatencyLimit(PERCENTILE, Duration.ofNanos(LIMIT_SERVICES * serviceNanos));
    Scenario scenario =
        new Scenario.Server(
            START * NANOS / serviceNanos,
            Optional.of(limit),
            Optional.of(search),
            OpenLoop.DEFAULT,
            Extent.atLeast(Duration.ZERO, LEAST_QUERIES));
    TrialPolicy policy =
        TrialPolicy.DEFAULT
            .withForks(1)
            .withCounts(1, 1)
            .withSeed(seed)
            .withMaxDurations(Optional.of(LONGEST_SEARCH), Optional.empty());
    try (ServerClock server = new ServerClock(queue)) {
      BenchmarkDefinition definition =
          BenchmarkDefinition.builder("queue")
              .workload(Workload.of("clip", AudioClip.of(clip)))
              .sut(
                  SutSpec.of("server", HttpProvider.ID, "whisper-1")
                      .withDevice("remote")
                      .withOption("url", server.url()))
              .scenario(scenario)
              .isolation(Isolation.IN_PROCESS)
              .trials(policy)
              .build();
      Harness.builder().listener(watch).run(definition);
    }
  }
}
