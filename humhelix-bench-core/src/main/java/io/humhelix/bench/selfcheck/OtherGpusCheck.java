package io.humhelix.bench.selfcheck;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** GPUs of AMD and Intel, and their drivers. */
final class OtherGpusCheck implements Check {

  static final String AMD_DRIVER = "amd-driver";
  static final String INTEL_DRIVER = "intel-driver";

  private static final Pattern TARGET = Pattern.compile("(?m)^gfx_target_version (\\d+)$");

  private final GpuHost host;

  OtherGpusCheck(GpuHost host) {
    this.host = host;
  }

  @Override
  public String id() {
    return AMD_DRIVER;
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.MACHINE;
  }

  @Override
  public List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    List<PciGpu> amd = host.cards(PciGpu.Vendor.AMD);
    if (!amd.isEmpty() || host.amdDevice()) {
      findings.add(amd(amd));
    }
    List<PciGpu> intel = host.cards(PciGpu.Vendor.INTEL);
    if (!intel.isEmpty()) {
      findings.add(intel(intel));
    }
    return findings;
  }

  private Finding amd(List<PciGpu> cards) {
    if (host.amdDevice()) {
      if (!Files.isReadable(host.files().root().resolve("dev/kfd"))) {
        return Finding.warn(
            AMD_DRIVER,
            section(),
            "this user may not use /dev/kfd.",
            "Type: sudo usermod -aG render,video $USER, then log in again.");
      }
      return Finding.ok(AMD_DRIVER, section(), "amdgpu, with /dev/kfd for ROCm" + targets() + ".");
    }
    PciGpu card = cards.get(0);
    if (host.container()) {
      return Finding.warn(
          AMD_DRIVER,
          section(),
          card + ", but this container got no /dev/kfd.",
          "Start the container with: docker run --device /dev/kfd --device /dev/dri");
    }
    return card.driver().filter("amdgpu"::equals).isPresent()
        ? Finding.warn(
            AMD_DRIVER,
            section(),
            card + " has its driver amdgpu, but /dev/kfd is missing: Vulkan alone, no ROCm.",
            "For ROCm, install AMD's driver: sudo amdgpu-install --usecase=rocm")
        : Finding.warn(
            AMD_DRIVER,
            section(),
            card
                + card.driver().map(name -> " has the driver " + name).orElse(" has no driver")
                + ".",
            "Load its driver: sudo modprobe amdgpu. An old kernel may not know the card.");
  }

  /** The kernel has 110000 for gfx1100, and 90010 for gfx90a. */
  private String targets() {
    String targets =
        host.files().entries("sys/class/kfd/kfd/topology/nodes", "*").stream()
            .sorted()
            .flatMap(node -> host.files().text(node + "/properties").stream())
            .map(TARGET::matcher)
            .filter(Matcher::find)
            .map(matcher -> Integer.parseInt(matcher.group(1)))
            .filter(version -> version > 0)
            .map(
                version ->
                    "gfx"
                        + version / 10_000
                        + Integer.toHexString(version / 100 % 100)
                        + Integer.toHexString(version % 100))
            .collect(Collectors.joining(", "));
    return targets.isEmpty() ? "" : ": " + targets;
  }

  private Finding intel(List<PciGpu> cards) {
    PciGpu card = cards.get(0);
    Optional<String> driver = card.driver();
    if (host.renderDevice()) {
      return Finding.ok(
          INTEL_DRIVER, section(), card + driver.map(name -> ", driver " + name).orElse("") + ".");
    }
    return host.container()
        ? Finding.warn(
            INTEL_DRIVER,
            section(),
            card + ", but this container got no /dev/dri.",
            "Start the container with: docker run --device /dev/dri")
        : Finding.warn(
            INTEL_DRIVER,
            section(),
            card + " has no driver that computes (/dev/dri/renderD128 is missing).",
            "Load its driver: sudo modprobe i915, or xe for an Arc card.");
  }
}
