package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.session.VulkanDevices.VulkanDevice;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SoftwareDeviceTest {

  private static final VulkanDevice LLVMPIPE =
      new VulkanDevice("llvmpipe (LLVM 15.0.6, 256 bits)", true);
  private static final VulkanDevice RADEON = new VulkanDevice("AMD Radeon RX 7900 XTX", false);

  @Test
  void aGpuComesBeforeSoftware() {
    assertEquals(Optional.of(LLVMPIPE.name()), SoftwareDevice.of(List.of(LLVMPIPE)));
    assertEquals(Optional.empty(), SoftwareDevice.of(List.of(LLVMPIPE, RADEON)));
    assertEquals(Optional.empty(), SoftwareDevice.of(List.of()));
    assertEquals(Optional.empty(), SoftwareDevice.of(ExecutionProvider.CUDA));
  }

  @Test
  void isRefusedUnlessItIsAllowed() {
    Issue refused = SoftwareDevice.issue(LLVMPIPE.name(), "webgpu", false);
    assertEquals(Severity.ERROR, refused.severity());
    assertTrue(refused.message().contains("'webgpu' is llvmpipe"), refused.message());
    assertTrue(refused.remedy().contains("allow_software_device: true"), refused.remedy());
    assertEquals(
        Severity.WARNING, SoftwareDevice.issue(LLVMPIPE.name(), "webgpu", true).severity());
  }

  /** Whatever this machine has: asking Vulkan never fails. */
  @Test
  void everyDeviceHasAName() {
    for (VulkanDevice device : VulkanDevices.list()) {
      assertTrue(!device.name().isBlank());
    }
  }
}
