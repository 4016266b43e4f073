package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;

/** What failures and answers of a system mean for its trials. */
public final class TrialStatuses {

  private TrialStatuses() {}

  /** Returns the status of a trial, fork or run config that ended so. */
  public static TrialStatus of(Failure failure) {
    return failure.kind() == FailureKind.TIMEOUT ? TrialStatus.TIMEOUT : TrialStatus.FAILED;
  }

  /** Says that what is known of the system is from before its first call. */
  public static Issue effectiveUnknown(Failure failure) {
    return Issue.warning(
        "effective-unknown",
        "the backend could not tell what it is after the first call: " + failure.message(),
        "What the results say of device and options is from before that call.");
  }

  /** Returns why the device that does the work is not the one asked for. */
  static Optional<Issue> wrongDevice(Device asked, Optional<EffectiveSut> effective) {
    return effective
        .filter(e -> !agrees(asked, e.device()))
        .map(
            e ->
                Issue.error(
                    "device-mismatch",
                    "device '"
                        + asked
                        + "' was asked for, but '"
                        + e.device()
                        + "' did the work ("
                        + e.executionProvider()
                        + ").",
                    "Its numbers are not those of '"
                        + asked
                        + "'. Ask for the device that is there, or repair the engine's set-up."));
  }

  private static boolean agrees(Device asked, String did) {
    try {
      Device device = Device.parse(did);
      return device.kind().equals(asked.kind())
          && (asked.index().isEmpty() || device.index().equals(asked.index()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
