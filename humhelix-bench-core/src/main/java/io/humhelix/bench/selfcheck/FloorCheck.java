package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import io.humhelix.bench.testkit.FakeBackend;
import java.util.List;
import java.util.Locale;

/** What the harness itself takes: calls of a system that does nothing. */
final class FloorCheck extends HarnessCheck {

  private static final int CALLS = 1_000;
  private static final int WARM_UPS = 3;
  private static final int TRIALS = 5;

  /** As in {@link KnownDelayCheck}: the harness may add no more than that. */
  private static final double MOST_MICROS = KnownDelayCheck.MOST_NANOS / 1e3;

  private final Bench bench;

  FloorCheck(Bench bench) {
    super("harness-floor");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    RunConfigResult result =
        bench.run(
            bench.definition(CALLS, WARM_UPS, TRIALS, Bench.fake()).build(), new FakeBackend());
    List<TrialResult> trials = result.validTrials();
    double call = Sample.of(Bench.latencies(trials)).median().orElseThrow() / 1e3;
    double between =
        Sample.of(trials.stream().mapToDouble(FloorCheck::betweenCalls).toArray())
            .median()
            .orElseThrow();
    String found =
        String.format(
            Locale.ROOT,
            "an empty call measures %.2f µs; %.2f µs pass between two calls.",
            call,
            between);
    Finding finding =
        call <= MOST_MICROS ? ok(found) : warn(found, "Compare only calls that take far longer.");
    return finding.with("null_call_us", call).with("between_calls_us", between);
  }

  private static double betweenCalls(TrialResult trial) {
    double busy = trial.clips().stream().mapToDouble(clip -> clip.totalNanos()).sum();
    return (trial.wallNanos() - busy) / 1e3 / trial.clips().size();
  }
}
