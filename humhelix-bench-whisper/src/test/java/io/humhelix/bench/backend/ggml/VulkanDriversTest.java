package io.humhelix.bench.backend.ggml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VulkanDriversTest {

  @TempDir Path root;

  @Test
  void areFoundWhereTheLoaderLooks() throws IOException {
    assertEquals(List.of(), VulkanDrivers.in(root, Map.of()));
    Path distribution = manifest("usr/share/vulkan/icd.d/lvp_icd.x86_64.json");
    Path vendor = manifest("etc/vulkan/icd.d/nvidia_icd.json");
    Path home = manifest("home/me/.local/share/vulkan/icd.d/own.json");
    manifest("usr/share/vulkan/icd.d/README");
    Map<String, String> me = Map.of("HOME", root.resolve("home/me").toString());
    assertEquals(List.of(vendor, home, distribution), VulkanDrivers.in(root, me));
  }

  @Test
  void areThoseThatTheEnvironmentNamesAndNoOthers() throws IOException {
    manifest("usr/share/vulkan/icd.d/lvp_icd.x86_64.json");
    Path named = manifest("opt/swiftshader_icd.json");
    assertEquals(
        List.of(named), VulkanDrivers.in(root, Map.of("VK_DRIVER_FILES", named.toString())));
    assertEquals(
        List.of(named),
        VulkanDrivers.in(root, Map.of("VK_ICD_FILENAMES", named.getParent().toString())));
    assertEquals(
        List.of(), VulkanDrivers.in(root, Map.of("VK_DRIVER_FILES", root.resolve("no") + "")));
  }

  @Test
  void moreCanBeAdded() throws IOException {
    Path added = manifest("opt/swiftshader_icd.json");
    assertEquals(
        List.of(added), VulkanDrivers.in(root, Map.of("VK_ADD_DRIVER_FILES", added.toString())));
  }

  private Path manifest(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }
}
