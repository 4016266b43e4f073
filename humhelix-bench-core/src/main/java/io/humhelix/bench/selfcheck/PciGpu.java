package io.humhelix.bench.selfcheck;

import io.humhelix.bench.internal.telemetry.KernelFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A GPU on the PCI bus, whether or not its driver is there.
 *
 * @param address its place on the bus, such as {@code 0000:01:00.0}
 * @param vendor who made it
 * @param driver the kernel's driver that holds it; empty if none does
 */
record PciGpu(String address, Vendor vendor, Optional<String> driver) {

  private static final String DEVICES = "sys/bus/pci/devices";

  /** Display controllers: VGA, 3D and others. */
  private static final String DISPLAY = "0x03";

  /** Makers of GPUs that engines use. */
  enum Vendor {
    NVIDIA("0x10de", "NVIDIA"),
    AMD("0x1002", "AMD"),
    INTEL("0x8086", "Intel");

    private final String id;
    private final String displayed;

    Vendor(String id, String displayed) {
      this.id = id;
      this.displayed = displayed;
    }

    String displayed() {
      return displayed;
    }

    private static Optional<Vendor> of(String id) {
      return List.of(values()).stream().filter(vendor -> vendor.id.equals(id)).findFirst();
    }
  }

  /** Returns all of them by their place; none where there is no such bus. */
  static List<PciGpu> all(KernelFiles files) {
    List<PciGpu> found = new ArrayList<>();
    for (String device : files.entries(DEVICES, "*").stream().sorted().toList()) {
      if (files.firstLine(device + "/class").orElse("").startsWith(DISPLAY)) {
        files
            .firstLine(device + "/vendor")
            .flatMap(Vendor::of)
            .ifPresent(
                vendor ->
                    found.add(
                        new PciGpu(
                            lastName(device),
                            vendor,
                            files.link(device + "/driver").map(PciGpu::lastName))));
      }
    }
    return List.copyOf(found);
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return vendor.displayed() + " GPU at " + address;
  }
}
