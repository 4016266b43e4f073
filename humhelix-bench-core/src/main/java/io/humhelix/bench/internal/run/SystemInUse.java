package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which system makes the trials of a run config, as it reports itself. All trials must be made by
 * the same system on the requested device: another device, or an engine that was replaced between
 * two forks or before the run was resumed, makes a trial invalid.
 */
final class SystemInUse {

  /** Version of an engine that does not report one. */
  private static final String UNKNOWN = "unknown";

  private final Device asked;
  private Optional<EffectiveSut> effective;

  /** Whether it made a good trial, so that all other trials have to match it. */
  private boolean proven;

  /**
   * Begins a run config.
   *
   * @param before the stored results, with the system of the first good trial
   */
  SystemInUse(Device asked, MeasuredSoFar.Stored before) {
    this.asked = asked;
    effective = before.effective();
    proven = before.trials().stream().anyMatch(t -> t.status() == TrialStatus.OK);
  }

  /** Returns what the system has reported about itself. */
  Optional<EffectiveSut> effective() {
    return effective;
  }

  /** Returns why a trial by this system is invalid. */
  Optional<Issue> mismatch(Optional<EffectiveSut> says) {
    return wrongDevice(asked, says)
        .or(
            () ->
                effective
                    .filter(first -> proven)
                    .flatMap(first -> says.flatMap(now -> changed(first, now))));
  }

  /** Takes the system of a trial, and how the trial ended. */
  void take(Optional<EffectiveSut> says, TrialStatus status) {
    if (!proven && says.isPresent()) {
      effective = says;
      proven = status == TrialStatus.OK;
    }
  }

  private static Optional<Issue> wrongDevice(Device asked, Optional<EffectiveSut> effective) {
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

  /** Returns how a system differs from that of the trials before. */
  static Optional<Issue> changed(EffectiveSut before, EffectiveSut now) {
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
