package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real build with Vulkan, on llvmpipe, which does the same work on the processor. ggml leaves
 * such a device out unless {@code GGML_VK_VISIBLE_DEVICES} names it.
 */
@Tag("full")
class VulkanTest {

  @TempDir Path folder;

  @Test
  void worksOnASoftwareDeviceIfThatIsAllowed() throws Exception {
    List<String> found = found(Map.of("GGML_VK_VISIBLE_DEVICES", "0"));
    assertTrue(found.get(0).startsWith("alone Availability[available=false"), found.get(0));
    assertTrue(found.get(0).contains("llvmpipe"), found.get(0));
    assertTrue(found.get(1).startsWith("allowed Availability[available=true"), found.get(1));
    assertTrue(found.get(2).startsWith("DEVICE: "), found.get(2));
    assertTrue(found.get(2).contains("is a software device"), found.get(2));
    assertTrue(found.get(2).contains("allow_software_device: true"), found.get(2));
    assertTrue(found.get(3).startsWith("DEVICE: "), found.get(3));
    assertTrue(found.get(3).contains("lists only vulkan:0 (llvmpipe"), found.get(3));
    assertTrue(found.get(4).contains("device=vulkan:0"), found.get(4));
    assertTrue(found.get(4).contains("executionProvider=Vulkan on llvmpipe"), found.get(4));
    assertTrue(found.get(4).contains("(software device)"), found.get(4));
    assertTrue(
        found.get(5).matches("(?i)text .*unless to be rather cold.hearted and rather selfish.*"),
        found.get(5));
    assertEquals("ended TIMEOUT true", found.get(6), "an interrupt ends a call here, too");
  }

  private List<String> found(Map<String, String> environment) throws Exception {
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            System.getProperty("java.class.path"),
            environment,
            NativeChecks.Vulkan.class,
            List.of(),
            List.of(NativeBuilds.vulkanLibrary().toString()));
    assertEquals(0, child.exitCode(), child.err());
    return Files.readAllLines(folder.resolve(CppData.FOUND));
  }
}
