package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.selfcheck.Finding.State;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Vulkan's drivers by their ICD files; those that compute on the processor are named as such. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class VulkanCheckTest {

  @TempDir private Path root;
  private FakeMachine machine;

  @BeforeEach
  void setUp() {
    machine = new FakeMachine(root);
  }

  private void expect(State state, String message, String remedy) {
    FakeMachine.expect(new VulkanCheck(machine.host()).find(), "vulkan", state, message, remedy);
  }

  @Test
  void softwareDriversAreNamed() {
    expect(State.NOT_CHECKED, "no driver.", "");
    machine.icd("lvp_icd.x86_64", "/usr/lib/libvulkan_lvp.so");
    expect(
        State.NOT_CHECKED,
        "no GPU for it but llvmpipe (lvp_icd.x86_64.json), which is the processor.",
        "");
    machine
        .file("opt/swift/icd.json", "{\"ICD\": {\"library_path\": \"./libvk_swiftshader.so\"}}")
        .environment("VK_DRIVER_FILES", "/opt/swift/icd.json:/opt/swift/none.json");
    expect(State.NOT_CHECKED, "no GPU for it but SwiftShader (icd.json)", "");
  }

  @Test
  void aDriverOfACardIsFound() {
    machine
        .amd("amdgpu")
        .icd("lvp_icd.x86_64", "/usr/lib/libvulkan_lvp.so")
        .icd("radeon_icd.x86_64", "/usr/lib/libvulkan_radeon.so");
    expect(
        State.OK, "radeon_icd.x86_64.json; the processor by llvmpipe (lvp_icd.x86_64.json).", "");
    machine.environment("VK_ICD_FILENAMES", "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json");
    expect(State.WARN, "no driver for the AMD GPU; found: llvmpipe", "mesa-vulkan-drivers");
  }

  @Test
  void oneMoreFileOrFolderMayBeNamed() {
    machine
        .intel("i915")
        .file("more/intel_icd.json", "{\"ICD\": {\"library_path\": \"libvulkan_intel.so\"}}")
        .environment("VK_ADD_DRIVER_FILES", "/more");
    expect(State.OK, "intel_icd.json.", "");
  }

  @Test
  void aCardWithoutADriverHasTheRemedyThatFits() {
    machine.nvidia("nvidia").icd("radeon_icd.x86_64", "/usr/lib/libvulkan_radeon.so");
    expect(State.WARN, "no driver for the NVIDIA GPU; found: radeon", "CUDA does not need it");
    machine.container();
    expect(State.WARN, "no driver for the NVIDIA GPU", "NVIDIA_DRIVER_CAPABILITIES=all");
    machine.icd("nvidia_icd", "libGLX_nvidia.so.0");
    expect(State.OK, "nvidia_icd.json", "");
  }

  @Test
  void aDriverWithoutItsCardIsSaid() {
    machine
        .icd("radeon_icd.x86_64", "/usr/lib/libvulkan_radeon.so")
        .file("usr/share/vulkan/icd.d/broken.json", "{")
        .file("etc/vulkan/icd.d/other.json", "{\"layers\": []}");
    expect(State.NOT_CHECKED, "radeon_icd.x86_64.json, without its GPU.", "");
  }

  @Test
  void elsewhereThanOnLinuxNothingIsLookedFor() {
    machine.os("Windows 11");
    assertEquals(List.of(), new VulkanCheck(machine.host()).find());
  }
}
