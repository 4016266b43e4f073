package io.humhelix.bench.selfcheck;

import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The machine, as far as GPUs are concerned.
 *
 * @param files its files; tests have a root folder of their own
 * @param environment its environment variables
 * @param os the operating system, as Java names it
 * @param driver asks NVIDIA's driver
 */
record GpuHost(KernelFiles files, Map<String, String> environment, String os, NvidiaSmi driver) {

  private static final String WSL = "usr/lib/wsl/lib/";

  static GpuHost here() {
    return new GpuHost(
        KernelFiles.HERE, System.getenv(), System.getProperty("os.name", ""), new NvidiaSmi());
  }

  /** Where shared libraries lie. */
  LibraryFolders libraries() {
    return LibraryFolders.of(files.root(), environment);
  }

  /** Whether cards, drivers and libraries are looked for by files; elsewhere nothing is known. */
  boolean linux() {
    return os.toLowerCase(Locale.ROOT).startsWith("linux");
  }

  boolean mac() {
    return os.toLowerCase(Locale.ROOT).startsWith("mac");
  }

  /** Whether the host of this system may have GPUs that this system does not see. */
  boolean container() {
    return files.exists(".dockerenv")
        || files.exists("run/.containerenv")
        || environment.containsKey("KUBERNETES_SERVICE_HOST")
        || files.text("proc/1/cgroup").orElse("").matches("(?s).*(docker|kubepods|lxc|libpod).*");
  }

  /** Whether this is Linux below Windows, which has the driver. */
  boolean wsl() {
    return files
        .firstLine("proc/sys/kernel/osrelease")
        .map(release -> release.toLowerCase(Locale.ROOT).contains("microsoft"))
        .orElse(false);
  }

  /** The program of NVIDIA's driver that Windows brings; the PATH may lack it. */
  NvidiaSmi driverOfWindows() {
    return new NvidiaSmi(files.root().resolve(WSL + "nvidia-smi").toString());
  }

  boolean driverOfWindowsIsThere() {
    return files.exists(WSL + "libcuda.so.1");
  }

  /** Whether Windows passes a GPU in. */
  boolean gpuOfWindows() {
    return files.exists("dev/dxg");
  }

  List<PciGpu> cards(PciGpu.Vendor vendor) {
    return PciGpu.all(files).stream().filter(card -> card.vendor() == vendor).toList();
  }

  boolean nvidiaDriverIsLoaded() {
    return files.exists("proc/driver/nvidia/version");
  }

  /** Device files of cards, such as {@code dev/nvidia0}; a container has those that were passed. */
  List<String> nvidiaDevices() {
    return files.entries("dev", "nvidia[0-9]*").stream().sorted().toList();
  }

  boolean amdDevice() {
    return files.exists("dev/kfd");
  }

  /** Device files that Mesa's drivers compute by. */
  boolean renderDevice() {
    return !files.entries("dev/dri", "renderD*").isEmpty();
  }

  private boolean has(PciGpu.Vendor vendor) {
    return switch (vendor) {
      case NVIDIA ->
          nvidiaDriverIsLoaded()
              || !nvidiaDevices().isEmpty()
              || gpuOfWindows()
              || !cards(vendor).isEmpty();
      case AMD -> amdDevice() || !cards(vendor).isEmpty();
      case INTEL -> !cards(vendor).isEmpty();
    };
  }

  /** Whether anything says that there is a GPU, with or without its driver. */
  boolean anyGpu() {
    return has(PciGpu.Vendor.NVIDIA) || has(PciGpu.Vendor.AMD) || has(PciGpu.Vendor.INTEL);
  }

  /**
   * Returns the kinds of devices that definitions may name for the GPUs of this machine. Without
   * any GPU those that most people mean, so that they see what to do first.
   *
   * @param nvidia whether NVIDIA's driver has told of a card
   */
  Set<String> deviceKinds(boolean nvidia) {
    if (mac()) {
      return Set.of("metal", "coreml", "webgpu");
    }
    Set<String> kinds = new TreeSet<>();
    if (nvidia || has(PciGpu.Vendor.NVIDIA)) {
      kinds.addAll(Set.of("cuda", "vulkan", "webgpu"));
    }
    if (has(PciGpu.Vendor.AMD)) {
      kinds.addAll(Set.of("rocm", "vulkan", "webgpu"));
    }
    if (has(PciGpu.Vendor.INTEL)) {
      kinds.addAll(Set.of("openvino", "vulkan", "webgpu"));
    }
    if (!linux()) {
      kinds.addAll(Set.of("cuda", "directml", "vulkan"));
    }
    return kinds.isEmpty() ? Set.of("cuda", "vulkan") : kinds;
  }
}
