package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.testkit.FakeBackend;
import io.humhelix.bench.testkit.FakeCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whether calls of known, all different times have the percentiles that follow from them: every
 * metric of a trial that names a percentile of the latency, and the maximum.
 */
final class PercentileCheck extends HarnessCheck {

  private static final int CALLS = 100;
  private static final double STEP_MILLIS = 0.1;
  private static final Pattern PERCENTILE = Pattern.compile("latency_p(\\d+)(?:_(\\d+))?_s");

  private final Bench bench;

  PercentileCheck(Bench bench) {
    super("percentiles");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    FakeBackend fake = new FakeBackend();
    List<Double> delays = IntStream.rangeClosed(1, CALLS).mapToObj(i -> i * STEP_MILLIS).toList();
    SutSpec sut = Bench.fake().withOption("delays_ms", delays);
    TrialResult trial =
        bench.run(bench.definition(CALLS, 0, 1, sut).build(), fake).validTrials().get(0);
    List<FakeCall> all = fake.calls();
    double[] real =
        all.subList(all.size() - CALLS, all.size()).stream()
            .mapToDouble(call -> call.nanos() / 1e9)
            .sorted()
            .toArray();
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (Measurement measured : trial.metrics()) {
      double p = probability(measured.metric().name());
      if (p >= 0) {
        (fits(measured.value(), p, real) ? right : wrong).add(text(measured));
      }
    }
    if (!wrong.isEmpty()) {
      return fail(
          wrong
              + " do not match the times of "
              + CALLS
              + " calls, "
              + String.format(Locale.ROOT, "%.4f to %.4f s", real[0], real[CALLS - 1])
              + " in equal steps.",
          "Report it with the output of --json.");
    }
    return right.isEmpty()
        ? fail("the trial has no percentiles.", "Report it with the output of --json.")
        : ok("correct for " + CALLS + " calls of known times: " + String.join(", ", right) + ".");
  }

  /** Returns the probability that a metric's name stands for, or -1. */
  private static double probability(String name) {
    if (name.equals("latency_max_s")) {
      return 1;
    }
    Matcher matcher = PERCENTILE.matcher(name);
    return matcher.matches()
        ? Double.parseDouble(
                matcher.group(1) + "." + (matcher.group(2) == null ? "0" : matcher.group(2)))
            / 100
        : -1;
  }

  /** Conventions differ by one place in the order; nothing may differ by more. */
  private static boolean fits(double value, double p, double[] sorted) {
    int below = (int) Math.max(0, Math.floor(p * (sorted.length - 1)) - 1);
    int above = (int) Math.min(sorted.length - 1, Math.ceil(p * sorted.length));
    if (p == 1) {
      below = sorted.length - 1;
    }
    double slack = KnownDelayCheck.MOST_NANOS / 1e9;
    return value >= sorted[below] - slack && value <= sorted[above] + slack;
  }

  private static String text(Measurement measured) {
    return String.format(
        Locale.ROOT,
        "%s %.2f ms",
        measured.metric().name().replaceAll("latency_|_s$", ""),
        measured.value() * 1e3);
  }
}
