package io.humhelix.bench.backend.onnx.session;

import io.humhelix.bench.backend.onnx.session.VulkanDevices.VulkanDevice;
import io.humhelix.bench.result.Issue;
import java.util.List;
import java.util.Optional;

/**
 * Drivers that do a GPU's work on the processor, such as SwiftShader and llvmpipe: good for trying
 * whether something works, and no measure of a GPU.
 */
public final class SoftwareDevice {

  private SoftwareDevice() {}

  /**
   * Finds the software device that a provider works on here. ONNX Runtime does not tell the adapter
   * that WebGPU chose; it takes a GPU where there is one, so it is looked for whether Vulkan has
   * any.
   *
   * @param provider the provider
   * @return the driver's name for it; empty on a GPU, or where Vulkan cannot be asked
   */
  public static Optional<String> of(ExecutionProvider provider) {
    return provider == ExecutionProvider.WEBGPU ? of(VulkanDevices.list()) : Optional.empty();
  }

  static Optional<String> of(List<VulkanDevice> devices) {
    return devices.stream().allMatch(VulkanDevice::software)
        ? devices.stream().findFirst().map(VulkanDevice::name)
        : Optional.empty();
  }

  /**
   * Says what speaks against a software device.
   *
   * @param name as its driver says
   * @param device the device as the definition names it
   * @param allowed whether the definition allows it
   * @return an error, or a warning where it is allowed
   */
  public static Issue issue(String name, String device, boolean allowed) {
    String message =
        "onnxruntime: the device for '"
            + device
            + "' is "
            + name
            + ", a software device: it works on the processor, and its figures are not a GPU's.";
    return allowed
        ? Issue.warning(
            "software-device",
            message,
            "Take these figures for a trial of the interface, not for a GPU's.")
        : Issue.error(
            "device-unavailable",
            message,
            "Install the GPU's driver (vulkaninfo --summary then lists the card), or set"
                + " allow_software_device: true to try whether it works.");
  }
}
