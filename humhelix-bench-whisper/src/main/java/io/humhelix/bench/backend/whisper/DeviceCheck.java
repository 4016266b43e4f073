package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Optional;

/** Whether the engine works on the device that was asked for. */
final class DeviceCheck {

  private DeviceCheck() {}

  /**
   * Checks.
   *
   * @param asked the device of the definition
   * @param found where the engine works
   * @param allowSoftware whether a GPU's interface on the processor counts as the device
   * @param log what the engine wrote, for the reason
   * @return why not
   */
  static Optional<SutException> refusal(
      Device asked, ComputeDevice found, boolean allowSoftware, List<String> log) {
    if (!found.kind().equals(asked.kind())) {
      return Optional.of(otherDevice(asked, found, log));
    }
    if (found.software() && !asked.isCpu() && !allowSoftware) {
      return Optional.of(
          new SutException(
              FailureKind.DEVICE,
              "whisper-jni: device '"
                  + asked
                  + "' was requested, but "
                  + softwareDevice(found)
                  + ".",
              "Choose a GPU ("
                  + choosing(asked.kind())
                  + "), use device: cpu, or set the option "
                  + WhisperOptions.ALLOW_SOFTWARE_DEVICE
                  + ": true to try the interface without one."));
    }
    return Optional.empty();
  }

  /** What a software device is, for people. */
  static String softwareDevice(ComputeDevice found) {
    return found.described()
        + " is a software device: it works on the processor, and its figures are not"
        + " a GPU's";
  }

  private static SutException otherDevice(Device asked, ComputeDevice found, List<String> log) {
    String text =
        "whisper-jni: device '"
            + asked
            + "' was requested, but whisper.cpp runs on '"
            + found.device()
            + "'";
    return EngineErrors.ofDevice(text, log)
        .orElseGet(
            () ->
                new SutException(
                    FailureKind.DEVICE,
                    text + " (" + found.reason() + ")",
                    "Check the GPU's driver and that library_path names a native build for it."));
  }

  private static String choosing(String kind) {
    return kind.equals("vulkan")
        ? "GGML_VK_VISIBLE_DEVICES names one by its number in: vulkaninfo --summary"
        : "check its driver";
  }
}
