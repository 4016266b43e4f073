package io.humhelix.bench.selfcheck;

import java.util.List;

/** Says so where no GPU and no driver was found at all. */
final class NoGpuCheck implements Check {

  static final String NO_GPU = "no-gpu";

  private final GpuHost host;
  private final List<Finding> before;

  /**
   * After the checks of drivers and cards.
   *
   * @param before what they found, by the time that this one is asked
   */
  NoGpuCheck(GpuHost host, List<Finding> before) {
    this.host = host;
    this.before = before;
  }

  @Override
  public String id() {
    return NO_GPU;
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.MACHINE;
  }

  @Override
  public List<Finding> find() {
    if (!before.isEmpty()) {
      return List.of();
    }
    if (!host.linux()) {
      return List.of(
          Finding.notChecked(
              id(),
              section(),
              "nvidia-smi was not found; other GPUs are looked for on Linux alone."));
    }
    return List.of(
        host.container()
            ? Finding.warn(
                id(),
                section(),
                "this container sees no GPU: none on the PCI bus, and no driver's device file.",
                "If the host has one, start the container with: docker run --gpus all (AMD:"
                    + " --device /dev/kfd --device /dev/dri).")
            : Finding.warn(
                id(),
                section(),
                "none of NVIDIA, AMD or Intel is on the PCI bus, and no driver is loaded.",
                "Use a machine with a GPU. To a virtual machine its host must pass one; the cloud"
                    + " has types of machines with GPUs."));
  }
}
