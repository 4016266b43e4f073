package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.testkit.FakeBackend;

/** Whether a run config that asked for a GPU and got the processor is INVALID. */
final class DeviceCheck extends HarnessCheck {

  private final Bench bench;

  DeviceCheck(Bench bench) {
    super("wrong-device");
    this.bench = bench;
  }

  @Override
  Finding finding() throws HarnessException {
    TrialStatus fellBack = status("cpu");
    TrialStatus asAsked = status("cuda");
    return fellBack == TrialStatus.INVALID && asAsked == TrialStatus.OK
        ? ok("work done on the CPU, when a GPU was asked for, is INVALID.")
        : fail(
            "a GPU was asked for: work on the CPU ended as "
                + fellBack
                + ", work on the GPU as "
                + asAsked
                + ".",
            "Do not trust speeds from this installation: a silent fallback to the CPU would count.");
  }

  private TrialStatus status(String didTheWork) throws HarnessException {
    SutSpec sut = Bench.fake().withDevice("cuda").withOption("did_the_work", didTheWork);
    RunConfigResult result = bench.run(bench.definition(1, 0, 1, sut).build(), new FakeBackend());
    return result.status();
  }
}
