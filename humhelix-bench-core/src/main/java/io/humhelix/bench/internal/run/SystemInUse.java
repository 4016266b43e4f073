package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which system runs the trials of a run config, as it reports itself. The same system must run all
 * trials, on the requested device: another device makes a trial invalid, and so does an engine that
 * was replaced between two forks or before the run was resumed.
 */
final class SystemInUse {

  /** Version of an engine that does not report one. */
  private static final String UNKNOWN = "unknown";

  private final Device asked;
  private Optional<EffectiveSut> effective;

  /** Whether it has a valid trial: all other trials must then match it. */
  private boolean proven;

  /**
   * Begins a run config.
   *
   * @param before the stored results, with the system of the first valid trial
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
                        + "' was requested, but '"
                        + e.device()
                        + "' did the work ("
                        + e.executionProvider()
                        + ").",
                    "These numbers are not those of '"
                        + asked
                        + "'. Request a device that the engine finds, or repair the engine's"
                        + " installation."));
  }

  /** Returns how a system differs from that of earlier trials. */
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
                "the system differs from that of earlier trials: "
                    + String.join("; ", changes)
                    + ".",
                "Trials of two systems cannot be mixed. Start a new run, or restore the earlier"
                    + " system and resume."));
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
