package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in the way of a device, found before a model of the user's is opened. A GPU is tried
 * with one small step: no flag of a build tells whether its driver works.
 */
final class GpuChecks {

  private GpuChecks() {}

  /**
   * Checks a run config's device.
   *
   * @param library the engine
   * @param device as the definition has it
   * @param allowSoftware whether a GPU's interface on the processor counts
   * @return the problems
   */
  static List<Issue> of(NativeLibrary library, Device device, boolean allowSoftware) {
    if (device.isCpu()) {
      return List.of();
    }
    Optional<SutException> refusal = refusal(library, device, allowSoftware);
    if (refusal.isPresent()) {
      return List.of(
          Issue.error("device-unavailable", refusal.get().getMessage(), refusal.get().remedy()));
    }
    ComputeDevice found = library.trial(true).device();
    return found.software()
        ? List.of(
            Issue.warning(
                "software-device",
                "whisper-jni: " + DeviceCheck.softwareDevice(found) + ".",
                "Take these figures for a trial of the interface, not for a GPU's."))
        : List.of();
  }

  /**
   * Tries a device.
   *
   * @param library the engine
   * @param device as the definition has it
   * @param allowSoftware whether a GPU's interface on the processor counts
   * @return what was done and where, or the reason
   */
  static Availability availability(NativeLibrary library, Device device, boolean allowSoftware) {
    Optional<SutException> refusal = refusal(library, device, allowSoftware);
    return refusal
        .map(reason -> Availability.unavailable(reason.getMessage(), reason.remedy()))
        .orElseGet(
            () -> {
              DeviceTrial trial = library.trial(!device.isCpu());
              return Availability.available(trial.device().described() + ", " + trial.done());
            });
  }

  private static Optional<SutException> refusal(
      NativeLibrary library, Device device, boolean allowSoftware) {
    SystemInfo info = library.systemInfo();
    String kind = device.kind().toUpperCase(Locale.ROOT);
    if (!info.mayHave(device.kind())) {
      return Optional.of(
          new SutException(
              FailureKind.DEVICE,
              "whisper-jni: device '"
                  + device
                  + "' was requested, but the loaded native library was built without "
                  + kind
                  + " (it says: "
                  + info.text()
                  + ").",
              "Set library_path to the folder of a native whisper-jni build with "
                  + kind
                  + ", or use device: cpu."));
    }
    DeviceTrial trial = library.trial(!device.isCpu());
    return DeviceCheck.refusal(device, trial.device(), allowSoftware, trial.log())
        .or(
            () ->
                trial
                    .failure()
                    .map(
                        failure ->
                            EngineErrors.of(
                                FailureKind.DEVICE,
                                "whisper-jni: "
                                    + trial.device().described()
                                    + " failed at its first step",
                                failure,
                                "Check the GPU's driver and that library_path names a native build"
                                    + " for it.")));
  }
}
