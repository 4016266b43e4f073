package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What failures and answers of a system mean for its trials. */
public final class TrialStatuses {

  /** Version of an engine that does not tell it. */
  private static final String UNKNOWN = "unknown";

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

  /**
   * Returns why a system is not the one that did the trials before: an engine that was replaced
   * between the forks of a run, or before it was resumed.
   */
  static Optional<Issue> systemChanged(EffectiveSut before, EffectiveSut now) {
    List<String> changes = new ArrayList<>();
    change(changes, "engine", before.engine(), now.engine());
    change(changes, "engine version", before.engineVersion(), now.engineVersion());
    change(changes, "device", before.device(), now.device());
    change(changes, "execution provider", before.executionProvider(), now.executionProvider());
    change(changes, "compute type", before.computeType(), now.computeType());
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Issue.error(
                "system-changed",
                "it is not the system of the trials before: " + String.join("; ", changes) + ".",
                "Its numbers do not belong to theirs. Start a new run for it, or put the other one"
                    + " back and resume."));
  }

  private static void change(List<String> changes, String what, String before, String now) {
    boolean known = !before.equals(UNKNOWN) && !now.equals(UNKNOWN);
    if (known && !before.equals(now)) {
      changes.add(what + " was '" + before + "', is '" + now + "'");
    }
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
