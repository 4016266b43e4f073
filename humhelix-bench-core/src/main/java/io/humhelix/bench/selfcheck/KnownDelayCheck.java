package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.stats.Sample;
import io.humhelix.bench.testkit.FakeBackend;
import io.humhelix.bench.testkit.FakeCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Whether a system that busy-waits for a known time is measured with that time. Two comparisons:
 * with what the fake saw itself, by the same clock, which tells of the harness; and with the delay
 * that was asked for, which tells of the machine too.
 */
final class KnownDelayCheck extends HarnessCheck {

  /** The bar of the project: the median is within 50 µs. */
  static final double MOST_NANOS = 50_000;

  /** Delay in milliseconds, and how many calls. */
  private static final Map<Integer, Integer> CALLS = new TreeMap<>(Map.of(1, 101, 10, 31, 100, 7));

  private final Bench bench;
  private final Supplier<FakeBackend> fakes;

  KnownDelayCheck(Bench bench, Supplier<FakeBackend> fakes) {
    super("known-delays");
    this.bench = bench;
    this.fakes = fakes;
  }

  /** What was found at one delay, medians in nanoseconds. */
  private record Delay(int millis, double measured, double real, double added) {}

  @Override
  Finding finding() throws HarnessException {
    Finding worst = null;
    StringBuilder found = new StringBuilder("waits of 1, 10 and 100 ms measure");
    Map<String, Double> figures = new TreeMap<>();
    for (Map.Entry<Integer, Integer> entry : CALLS.entrySet()) {
      Delay delay = measure(entry.getKey(), entry.getValue());
      found.append(String.format(Locale.ROOT, " %.3f ms,", delay.measured / 1e6));
      figures.put("median_" + delay.millis + "ms_ms", delay.measured / 1e6);
      figures.put("added_" + delay.millis + "ms_us", delay.added / 1e3);
      Finding bad = judge(delay);
      if (bad != null && (worst == null || bad.state() == Finding.State.FAIL)) {
        worst = bad;
      }
    }
    found.setLength(found.length() - 1);
    found.append(
        String.format(Locale.ROOT, " (medians; allowed error %.0f µs).", MOST_NANOS / 1e3));
    Finding finding = worst == null ? ok(found.toString()) : worst;
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      finding = finding.with(figure.getKey(), figure.getValue());
    }
    return finding;
  }

  private Delay measure(int millis, int calls) throws HarnessException {
    FakeBackend fake = fakes.get();
    SutSpec sut = Bench.fake().withOption("delays_ms", List.of((double) millis));
    RunConfigResult result = bench.run(bench.definition(calls, 0, 1, sut).build(), fake);
    double[] measured = Bench.latencies(result.validTrials());
    List<FakeCall> all = fake.calls();
    // The first pass comes before the measured one and has as many calls.
    double[] real =
        all.subList(all.size() - measured.length, all.size()).stream()
            .mapToDouble(FakeCall::nanos)
            .toArray();
    double[] added = new double[measured.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = measured[i] - real[i];
    }
    return new Delay(millis, median(measured), median(real), median(added));
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }

  private Finding judge(Delay delay) {
    double nominal = delay.millis * 1e6;
    if (Math.abs(delay.added) > MOST_NANOS) {
      return fail(
          String.format(
              Locale.ROOT,
              "a call of %d ms took %.1f µs by the system's own clock, but measured %.1f µs more;"
                  + " allowed: %.0f µs.",
              delay.millis,
              delay.real / 1e3,
              delay.added / 1e3,
              MOST_NANOS / 1e3),
          "Do not trust times from this machine. Report it with the output of --json.");
    }
    if (Math.abs(delay.measured - nominal) > MOST_NANOS) {
      return warn(
          String.format(
              Locale.ROOT,
              "calls of %d ms took %.3f ms (median) because something else used the CPU; measured"
                  + " correctly, within %.1f µs.",
              delay.millis,
              delay.real / 1e6,
              Math.abs(delay.added) / 1e3),
          "Close other programs, or restrict them to other CPUs.");
    }
    return null;
  }
}
