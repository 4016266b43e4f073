package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.testkit.FakeBackend;
import io.humhelix.bench.testkit.FakeFault;
import java.time.Duration;
import java.util.Locale;

/** Whether a call that never returns is given up at its deadline. */
final class HangCheck extends HarnessCheck {

  static final Duration DEADLINE = Duration.ofMillis(300);

  /** Beyond the deadline; generous, since a busy machine is no fault of the harness. */
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final Bench bench;

  HangCheck(Bench bench) {
    super("hang");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    FakeBackend fake = new FakeBackend();
    SutSpec sut = Bench.fake().withOption("fault", FakeFault.HANG.word()).withOption("fault_at", 2);
    long start = System.nanoTime();
    RunConfigResult result =
        bench.run(
            bench
                .definition(1, 0, 2, sut)
                .trials(
                    TrialPolicy.DEFAULT
                        .withCounts(0, 2)
                        .withTimeouts(Duration.ofSeconds(10), DEADLINE))
                .build(),
            fake);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    fake.release();
    String found =
        String.format(
            Locale.ROOT,
            "a call that never returns ended as %s after %.1f s (deadline: %.1f s).",
            result.status(),
            took.toMillis() / 1e3,
            DEADLINE.toMillis() / 1e3);
    return result.status() == TrialStatus.TIMEOUT && took.compareTo(DEADLINE.plus(GRACE)) < 0
        ? ok(found)
        : fail(found, "Report it with the output of --json.");
  }
}
