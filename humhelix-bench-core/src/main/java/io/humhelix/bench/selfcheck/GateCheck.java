package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.testkit.FakeBackend;
import io.humhelix.bench.testkit.FakeFault;
import java.util.List;

/** Whether one trial with wrong text is INVALID, and those beside it are not. */
final class GateCheck extends HarnessCheck {

  private static final int TRIALS = 3;
  private static final double GATE_PERCENT = 10;

  /** After the first call, the second measured trial. */
  private static final int BROKEN_CALL = 3;

  private final Bench bench;

  GateCheck(Bench bench) {
    super("accuracy-gate");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    SutSpec sut =
        Bench.fake()
            .withOption("fault", FakeFault.WRONG_TEXT.word())
            .withOption("fault_at", BROKEN_CALL);
    RunConfigResult result =
        bench.run(
            bench
                .definition(1, 0, TRIALS, sut)
                .accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(GATE_PERCENT))
                .build(),
            new FakeBackend());
    List<TrialStatus> found =
        result.trials().stream()
            .filter(t -> t.kind() == TrialKind.MEASURED)
            .map(TrialResult::status)
            .toList();
    List<TrialStatus> right = List.of(TrialStatus.OK, TrialStatus.INVALID, TrialStatus.OK);
    return found.equals(right)
        ? ok("a trial with wrong text is INVALID, those before and after it are not.")
        : fail(
            "the second of three trials had wrong text; they ended as " + found + ".",
            "Do not trust speeds from this installation: wrong text would count.");
  }
}
