package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.DeviceCheck;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.VulkanDrivers;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the way of a device, found before a model of the user's is opened. A GPU is tried
 * with one small step: no flag of a build tells whether its driver works.
 */
final class GpuChecks {

  private final NativeLibrary library;
  private final boolean allowSoftware;
  private final boolean vulkanDriver;

  /**
   * Creates checks.
   *
   * @param library the engine
   * @param allowSoftware whether a GPU's interface on the processor counts as the device
   * @param vulkanDriver whether there is any driver for Vulkan
   */
  GpuChecks(NativeLibrary library, boolean allowSoftware, boolean vulkanDriver) {
    this.library = library;
    this.allowSoftware = allowSoftware;
    this.vulkanDriver = vulkanDriver;
  }

  /** Checks on this machine. */
  static GpuChecks here(NativeLibrary library, EngineOptions options) {
    return new GpuChecks(library, options.allowsSoftwareDevice(), !VulkanDrivers.here().isEmpty());
  }

  /**
   * Checks a run config's device.
   *
   * @param device as the definition has it
   * @return the problems
   */
  List<Issue> issues(Device device) {
    if (device.isCpu()) {
      return List.of();
    }
    Optional<SutException> refusal = refusal(device);
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
   * @param device as the definition has it
   * @return what was done and where, or the reason
   */
  Availability availability(Device device) {
    Optional<SutException> refusal = refusal(device);
    return refusal
        .map(reason -> Availability.unavailable(reason.getMessage(), reason.remedy()))
        .orElseGet(
            () -> {
              DeviceTrial trial = library.trial(!device.isCpu());
              return Availability.available(trial.device().described() + ", " + trial.done());
            });
  }

  private Optional<SutException> refusal(Device device) {
    SystemInfo info = library.systemInfo();
    String kind = DeviceCheck.displayed(device.kind());
    if (!info.mayHave(device.kind())) {
      return Optional.of(
          new SutException(
              FailureKind.DEVICE,
              "whisper-jni: device '"
                  + device
                  + "' was requested, but the loaded native library was built without "
                  + kind
                  + ".",
              "Use backend whisper.cpp with a libwhisper that has "
                  + kind
                  + " (option library), set library_path to the folder of such a build of whisper-jni"
                  + " 1.7.1, or use device: cpu."));
    }
    if (device.kind().equals("vulkan") && !vulkanDriver) {
      // ggml would end the process.
      return Optional.of(
          new SutException(
              FailureKind.DEVICE,
              "whisper-jni: device '"
                  + device
                  + "' was requested, but no driver for Vulkan is installed here (there is no"
                  + " vulkan/icd.d/*.json).",
              "Install the GPU's driver (Debian, Ubuntu: apt install mesa-vulkan-drivers for AMD and"
                  + " Intel; NVIDIA's driver has its own); vulkaninfo --summary then lists the"
                  + " card."));
    }
    DeviceTrial trial = library.trial(!device.isCpu());
    return WhisperOptions.deviceCheck(allowSoftware)
        .refusal(device, trial.device(), trial.log())
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
