package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the engine works on the device that was asked for.
 *
 * @param backend the id of who asks, for messages
 * @param libraryOption the option that names the native build
 * @param allowSoftware whether a GPU's interface on the processor counts as the device
 */
public record DeviceCheck(String backend, String libraryOption, boolean allowSoftware) {

  /** The option with which a GPU's interface on the processor counts as the device. */
  public static final String ALLOW_SOFTWARE_DEVICE = "allow_software_device";

  /**
   * Checks.
   *
   * @param asked the device of the definition
   * @param found where the engine works
   * @param log what the engine wrote, for the reason
   * @return why not
   */
  public Optional<SutException> refusal(Device asked, ComputeDevice found, List<String> log) {
    if (!found.kind().equals(asked.kind())) {
      return Optional.of(otherDevice(asked, found, log));
    }
    if (found.software() && !asked.isCpu() && !allowSoftware) {
      return Optional.of(
          new SutException(
              FailureKind.DEVICE,
              backend
                  + ": device '"
                  + asked
                  + "' was requested, but "
                  + softwareDevice(found)
                  + ".",
              "Choose a GPU ("
                  + choosing(asked.kind())
                  + "), use device: cpu, or set the option "
                  + ALLOW_SOFTWARE_DEVICE
                  + ": true to try the interface without one."));
    }
    return Optional.empty();
  }

  /**
   * Says what a software device is.
   *
   * @param found the device
   * @return a sentence for people, without its stop
   */
  public static String softwareDevice(ComputeDevice found) {
    return found.described()
        + " is a software device: it works on the processor, and its figures are not"
        + " a GPU's";
  }

  /**
   * Returns the name of a kind of device.
   *
   * @param kind such as {@code cuda}
   * @return as its makers write it
   */
  public static String displayed(String kind) {
    return switch (kind) {
      case "vulkan" -> "Vulkan";
      case "metal" -> "Metal";
      default -> kind.toUpperCase(Locale.ROOT);
    };
  }

  private SutException otherDevice(Device asked, ComputeDevice found, List<String> log) {
    String text =
        backend
            + ": device '"
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
                    "Check the GPU's driver and that "
                        + libraryOption
                        + " names a native build for it."));
  }

  private static String choosing(String kind) {
    return kind.equals("vulkan")
        ? "GGML_VK_VISIBLE_DEVICES names one by its number in: vulkaninfo --summary"
        : "check its driver";
  }
}
