package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.humhelix.bench.selfcheck.Finding.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** GPUs of AMD and Intel, by files of made-up machines. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OtherGpusCheckTest {

  @TempDir private Path root;
  private FakeMachine machine;

  @BeforeEach
  void setUp() {
    machine = new FakeMachine(root);
  }

  private List<Finding> find() {
    return new OtherGpusCheck(machine.host()).find();
  }

  private void warns(String id, String message, String remedy) {
    FakeMachine.expect(find(), id, State.WARN, message, remedy);
  }

  @Test
  void withoutSuchAGpuThereIsNoFinding() {
    machine.nvidia("nvidia");
    assertEquals(List.of(), find());
  }

  @Test
  void tellsOfAnAmdGpuAndWhatRocmCallsIt() {
    machine
        .amd("amdgpu")
        .file("dev/kfd", "")
        .file("sys/class/kfd/kfd/topology/nodes/0/properties", "gfx_target_version 0\n")
        .file(
            "sys/class/kfd/kfd/topology/nodes/1/properties",
            "simd_count 192\ngfx_target_version 110000\n")
        .file("sys/class/kfd/kfd/topology/nodes/2/properties", "gfx_target_version 90010\n");
    FakeMachine.expect(
        find(),
        OtherGpusCheck.AMD_DRIVER,
        State.OK,
        "amdgpu, with /dev/kfd for ROCm: gfx1100, gfx90a.",
        "");
  }

  @Test
  void whatAnAmdGpuLacksIsSaid() {
    machine.amd("");
    warns(OtherGpusCheck.AMD_DRIVER, "AMD GPU at 0000:03:00.0 has no driver.", "modprobe amdgpu");
    machine.amd("vfio-pci");
    warns(OtherGpusCheck.AMD_DRIVER, "has the driver vfio-pci", "modprobe amdgpu");
    machine.amd("amdgpu");
    warns(OtherGpusCheck.AMD_DRIVER, "/dev/kfd is missing: Vulkan alone", "--usecase=rocm");
    machine.container();
    warns(OtherGpusCheck.AMD_DRIVER, "this container got no /dev/kfd", "--device /dev/kfd");
  }

  @Test
  void aUserWhoMayNotUseAnAmdGpuIsTold() {
    machine.amd("amdgpu").file("dev/kfd", "");
    Path device = root.resolve("dev/kfd");
    assertTrue(device.toFile().setReadable(false, false));
    assumeFalse(Files.isReadable(device), "this user may read everything");
    warns(OtherGpusCheck.AMD_DRIVER, "this user may not use /dev/kfd", "usermod -aG render");
  }

  @Test
  void tellsOfAnIntelGpuAndWhatItLacks() {
    machine.intel("");
    warns(OtherGpusCheck.INTEL_DRIVER, "has no driver that computes", "modprobe i915");
    machine.container();
    warns(OtherGpusCheck.INTEL_DRIVER, "this container got no /dev/dri", "--device /dev/dri");
    machine.intel("xe").file("dev/dri/renderD128", "");
    FakeMachine.expect(
        find(), OtherGpusCheck.INTEL_DRIVER, State.OK, "Intel GPU at 0000:00:02.0, driver xe.", "");
  }
}
