package io.humhelix.bench.benchmarks;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the scenarios themselves cost: how many queries a second a closed loop with a null system
 * under test allows, every latency kept, and how late an open loop is. Prints one JSON object, for
 * {@code loadgen/compare.py}.
 */
public final class ScenarioFloor {

  private static final int MEDIAN = 50;
  private static final double FAR = 99;
  private static final double NANOS = 1e9;

  private ScenarioFloor() {}

  /**
   * Measures and prints.
   *
   * @param args {@code single QUERIES TRIALS CLIP} or {@code server RATE SECONDS CLIP}
   * @throws HarnessException if a run could not begin or go on
   */
  public static void main(String[] args) throws HarnessException {
    Path clip = Path.of(args[3]);
    if (args[0].equals("single")) {
      List<Double> rates =
          queriesPerSecond(clip, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      System.out.printf(Locale.ROOT, "{\"queries_per_s\": %.0f}%n", Spread.of(rates).median());
    } else {
      long[] lateness = lateness(clip, Double.parseDouble(args[1]), Integer.parseInt(args[2]));
      System.out.printf(
          Locale.ROOT,
          "{\"queries\": %d, \"p50_ns\": %d, \"p99_ns\": %d}%n",
          lateness.length,
          percentile(lateness, MEDIAN),
          percentile(lateness, FAR));
    }
  }

  /** One value per trial; a first one, in which the JVM compiles the loop, is left out. */
  static List<Double> queriesPerSecond(Path clip, int queries, int trials) throws HarnessException {
    Scenario scenario = new Scenario.SingleStream(Extent.atLeast(Duration.ZERO, queries));
    List<Double> rates = new ArrayList<>();
    for (TrialResult trial : run(clip, scenario, trials + 1)) {
      CallSeries calls = trial.calls();
      rates.add(calls.size() / (calls.endNanos(calls.size() - 1) / NANOS));
    }
    return rates.subList(1, rates.size());
  }

  /** From the time at which each query was due to its answer, which takes no time; sorted. */
  static long[] lateness(Path clip, double rate, int seconds) throws HarnessException {
    Scenario scenario = new Scenario.Server(rate, Extent.atLeast(Duration.ofSeconds(seconds), 1));
    // The first trial compiles.
    CallSeries calls = run(clip, scenario, 2).get(1).calls();
    long[] lateness = new long[calls.size()];
    for (int i = 0; i < lateness.length; i++) {
      lateness[i] = calls.latencyNanos(i);
    }
    Arrays.sort(lateness);
    return lateness;
  }

  private static long percentile(long[] sorted, double percent) {
    return sorted[(int) (sorted.length * percent / 100)];
  }

  private static List<TrialResult> run(Path clip, Scenario scenario, int trials)
      throws HarnessException {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("scenario floor")
            .workload(Workload.of("clip", AudioClip.of(clip)))
            .sut(SutSpec.of("null", "null", "null"))
            .scenario(scenario)
            .trials(TrialPolicy.DEFAULT.withCounts(0, trials).withSeed(1))
            .build();
    return Harness.builder()
        .discovery(false)
        .sut("null", new NullSut())
        .run(definition)
        .runConfigs()
        .get(0)
        .validTrials();
  }
}
