package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.testkit.FakeBackend;
import io.humhelix.bench.testkit.FakeFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether an error costs one trial and is called by its name. */
final class FailureCheck extends HarnessCheck {

  private static final int TRIALS = 3;
  private static final int FAILING_CALL = 3;

  private static final Map<FakeFault, FailureKind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(FakeFault.SUT_ERROR, FailureKind.SUT_ERROR);
    KINDS.put(FakeFault.OUT_OF_MEMORY, FailureKind.OUT_OF_MEMORY);
    KINDS.put(FakeFault.HEAP_FULL, FailureKind.OUT_OF_MEMORY_HEAP);
    KINDS.put(FakeFault.RUNTIME_EXCEPTION, FailureKind.BACKEND_BUG);
    KINDS.put(FakeFault.STACK_OVERFLOW, FailureKind.STACK_OVERFLOW);
    KINDS.put(FakeFault.NULL, FailureKind.BACKEND_BUG);
  }

  private final Bench bench;

  FailureCheck(Bench bench) {
    super("errors");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<FakeFault, FailureKind> expected : KINDS.entrySet()) {
      String found = failures(expected.getKey());
      String right = "OK, FAILED as " + expected.getValue() + ", OK";
      if (!found.equals(right)) {
        wrong.add(expected.getKey().word() + ": " + found + " instead of " + right);
      }
    }
    return wrong.isEmpty()
        ? ok(KINDS.size() + " kinds of error each fail one trial only, and are named correctly.")
        : fail(String.join("; ", wrong) + ".", "Report it with the output of --json.");
  }

  private String failures(FakeFault fault) throws HarnessException {
    SutSpec sut =
        Bench.fake().withOption("fault", fault.word()).withOption("fault_at", FAILING_CALL);
    RunConfigResult result =
        bench.run(bench.definition(1, 0, TRIALS, sut).build(), new FakeBackend());
    return String.join(
        ", ",
        result.trials().stream()
            .filter(t -> t.kind() == TrialKind.MEASURED)
            .map(FailureCheck::text)
            .toList());
  }

  private static String text(TrialResult trial) {
    return trial.status() + trial.failure().map(f -> " as " + f.kind()).orElse("");
  }
}
