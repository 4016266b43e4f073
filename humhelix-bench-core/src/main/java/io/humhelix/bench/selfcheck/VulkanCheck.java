package io.humhelix.bench.selfcheck;

import io.humhelix.bench.selfcheck.PciGpu.Vendor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the Vulkan loader has a driver for the cards that are here. */
final class VulkanCheck implements Check {

  private final GpuHost host;

  VulkanCheck(GpuHost host) {
    this.host = host;
  }

  @Override
  public String id() {
    return "vulkan";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.MACHINE;
  }

  @Override
  public List<Finding> find() {
    return host.linux() ? List.of(finding()) : List.of();
  }

  private Finding finding() {
    List<VulkanDriver> drivers = VulkanDriver.all(host);
    List<Vendor> here =
        Stream.of(Vendor.values()).filter(vendor -> !host.cards(vendor).isEmpty()).toList();
    List<Vendor> without =
        here.stream()
            .filter(vendor -> drivers.stream().noneMatch(driver -> driver.drives(vendor)))
            .toList();
    if (!without.isEmpty()) {
      Vendor vendor = without.get(0);
      return Finding.warn(
          id(),
          section(),
          "no driver for the " + vendor.displayed() + " GPU" + found(drivers) + ".",
          remedy(vendor));
    }
    String software = list(drivers.stream().filter(VulkanDriver::software).toList());
    List<VulkanDriver> real = drivers.stream().filter(driver -> !driver.software()).toList();
    if (!here.isEmpty()) {
      return Finding.ok(
          id(),
          section(),
          list(real) + (software.isEmpty() ? "" : "; the processor by " + software) + ".");
    }
    if (!software.isEmpty()) {
      return Finding.notChecked(
          id(), section(), "no GPU for it but " + software + ", which is the processor.");
    }
    return Finding.notChecked(
        id(), section(), drivers.isEmpty() ? "no driver." : list(drivers) + ", without its GPU.");
  }

  private String remedy(Vendor vendor) {
    if (vendor != Vendor.NVIDIA) {
      return "Install Mesa's: sudo apt install mesa-vulkan-drivers";
    }
    return host.container()
        ? "Start the container with: docker run --gpus all -e NVIDIA_DRIVER_CAPABILITIES=all"
        : "It comes with NVIDIA's driver: install all of that. CUDA does not need it.";
  }

  private static String found(List<VulkanDriver> drivers) {
    return drivers.isEmpty() ? "" : "; found: " + list(drivers);
  }

  private static String list(List<VulkanDriver> drivers) {
    return drivers.stream().map(VulkanDriver::toString).collect(Collectors.joining(", "));
  }
}
