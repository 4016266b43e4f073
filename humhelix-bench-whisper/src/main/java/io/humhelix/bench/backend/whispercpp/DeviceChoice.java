package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.DeviceCheck;
import io.humhelix.bench.backend.ggml.VulkanDrivers;
import io.humhelix.bench.backend.whispercpp.library.GgmlDevice;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Finds the device of a definition among those that a library lists. */
final class DeviceChoice {

  private DeviceChoice() {}

  /**
   * Finds a device.
   *
   * @param library the engine
   * @param asked the device of the definition; without an index, the first of its kind
   * @return what whisper.cpp calls it; empty for the processor
   * @throws SutException of kind DEVICE if the library does not list it
   */
  static OptionalInt gpuNumber(WhisperLibrary library, Device asked) throws SutException {
    if (asked.isCpu()) {
      return OptionalInt.empty();
    }
    List<GgmlDevice> ofKind =
        library.devices().stream().filter(device -> device.kind().equals(asked.kind())).toList();
    if (ofKind.isEmpty() && library.kinds().contains(asked.kind())) {
      throw unavailable(
          asked,
          "the library, which has code for it, finds no such device here",
          "Check the GPU's driver ("
              + looking(asked.kind())
              + "), and that no variable hides the GPU; or use device: cpu.");
    }
    if (ofKind.isEmpty()) {
      throw unavailable(
          asked,
          "the library was built without "
              + DeviceCheck.displayed(asked.kind())
              + ", and lists only "
              + listed(library.devices()),
          remedyWithout(asked.kind()));
    }
    int index = asked.index().orElse(0);
    Optional<GgmlDevice> found =
        ofKind.stream().filter(device -> device.index() == index).findFirst();
    if (found.isEmpty()) {
      throw unavailable(asked, "the library lists only " + listed(ofKind), "Choose one of these.");
    }
    if (found.get().gpuNumber().isEmpty()) {
      throw unavailable(
          asked,
          "whisper.cpp " + library.version() + " does not take " + found.get() + " for a GPU",
          "Use whisper.cpp 1.8.1 or later, or another device.");
    }
    return found.get().gpuNumber();
  }

  private static String remedyWithout(String kind) {
    String build =
        switch (kind) {
          case "vulkan" -> "Build whisper.cpp with -DGGML_VULKAN=1";
          case "cuda" -> "Build whisper.cpp with -DGGML_CUDA=1";
          case "rocm" -> "Build whisper.cpp with -DGGML_HIP=1";
          case "metal" -> "Build whisper.cpp on macOS, with -DGGML_METAL=1";
          case "sycl" -> "Build whisper.cpp with -DGGML_SYCL=1";
          default -> "Build whisper.cpp with " + kind.toUpperCase(Locale.ROOT);
        };
    // ggml registers no Vulkan where there is no driver at all.
    String driver =
        kind.equals("vulkan") && VulkanDrivers.here().isEmpty()
            ? ", and install the GPU's Vulkan driver (there is no vulkan/icd.d/*.json here)"
            : "";
    return build + " and name it by the option library" + driver + "; or use device: cpu.";
  }

  private static String looking(String kind) {
    return switch (kind) {
      case "cuda" -> "nvidia-smi lists it";
      case "vulkan" ->
          "vulkaninfo --summary lists it; ggml hides software devices unless"
              + " GGML_VK_VISIBLE_DEVICES names their number";
      case "rocm" -> "rocminfo lists it";
      case "sycl" -> "sycl-ls lists it";
      default -> "its own tool lists it";
    };
  }

  private static String listed(List<GgmlDevice> devices) {
    return devices.stream().map(GgmlDevice::toString).collect(Collectors.joining(", "));
  }

  private static SutException unavailable(Device asked, String problem, String remedy) {
    return new SutException(
        FailureKind.DEVICE,
        WhisperCppProvider.ID + ": device '" + asked + "' was requested, but " + problem,
        remedy);
  }
}
