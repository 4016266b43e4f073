package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import io.humhelix.bench.testkit.FakeBackend;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How late the calls of an open loop are issued: a Poisson schedule against a system that answers
 * at once, so that what is late is the scheduler's doing or the machine's.
 *
 * <p>The bounds are what MLCommons LoadGen does on two processors: 75 µs at the median, 4 ms at the
 * 99th percentile.
 */
final class OpenLoopCheck extends HarnessCheck {

  static final double RATE = 1_000;
  private static final int CALLS = 1_500;
  private static final double MOST_P50_MICROS = 75;
  private static final double MOST_P99_MICROS = 4_000;

  /** The number of calls in a time is Poisson: its relative deviation is that of the root. */
  private static final double SIGMAS = 5;

  private final Bench bench;

  OpenLoopCheck(Bench bench) {
    super("open-loop");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    Scenario scenario =
        new Scenario.Server(
            RATE,
            Optional.empty(),
            Optional.empty(),
            OpenLoop.DEFAULT,
            new Extent(Duration.ZERO, CALLS, Optional.empty()));
    RunConfigResult result =
        bench.run(
            bench.definition(1, 1, 1, Bench.fake()).scenario(scenario).build(), new FakeBackend());
    Optional<TrialResult> trial = result.validTrials().stream().findFirst();
    if (trial.isEmpty()) {
      return fail(
          "the run config ended as " + result.status() + ", without a record of its calls.",
          "Report it with the output of --json.");
    }
    return judge(trial.get().calls());
  }

  /**
   * Judges what was issued, at least one call; none is early, or there would be no account of it.
   */
  Finding judge(CallSeries calls) {
    int n = calls.size();
    double[] late =
        IntStream.range(0, n)
            .mapToDouble(row -> (calls.startNanos(row) - calls.scheduledNanos(row)) / 1e3)
            .toArray();
    long last = IntStream.range(0, n).mapToLong(calls::scheduledNanos).max().orElseThrow();
    double rate = n / (last / 1e9);
    Sample sample = Sample.of(late);
    double p50 = sample.quantile(0.5).orElseThrow();
    double p99 = sample.quantile(0.99).orElseThrow();
    String found =
        String.format(
            Locale.ROOT,
            "%d calls at %.0f per second (asked for: %.0f) came %.1f µs late at p50, %.1f µs at p99"
                + " (limits: %.0f and %.0f µs).",
            n,
            rate,
            RATE,
            p50,
            p99,
            MOST_P50_MICROS,
            MOST_P99_MICROS);
    Finding finding;
    if (n < CALLS || Math.abs(rate / RATE - 1) > SIGMAS / Math.sqrt(n)) {
      finding =
          fail(
              found + " This is not the schedule asked for.",
              "Do not trust open-loop scenarios here. Report it with the output of --json.");
    } else if (p50 > MOST_P50_MICROS || p99 > MOST_P99_MICROS) {
      finding =
          warn(
              found,
              "Latency counts from when a call was due and includes this. Close other programs, or"
                  + " compare only what takes far longer.");
    } else {
      finding = ok(found);
    }
    return finding
        .with("rate_per_s", rate)
        .with("issue_late_p50_us", p50)
        .with("issue_late_p99_us", p99);
  }
}
