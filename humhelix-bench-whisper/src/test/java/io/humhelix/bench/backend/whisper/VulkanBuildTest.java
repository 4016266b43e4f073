package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Vulkan build, made as the page on whisper-jni says, on llvmpipe: {@code
 * -Dhumhelix.test.whisper.vulkan=FOLDER}. No registry has one, so it is skipped otherwise.
 */
@Tag("slow")
class VulkanBuildTest {

  private static final String FOLDER = System.getProperty("humhelix.test.whisper.vulkan", "");

  @TempDir Path folder;

  @Test
  void worksOnASoftwareDeviceIfThatIsAllowed() throws Exception {
    assumeTrue(
        !FOLDER.isEmpty(),
        "-Dhumhelix.test.whisper.vulkan=FOLDER names no Vulkan build of whisper-jni 1.7.1");
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            System.getProperty("java.class.path"),
            Map.of("GGML_VK_VISIBLE_DEVICES", "0"),
            ForkedChecks.Vulkan.class,
            List.of(),
            List.of(FOLDER));
    assertEquals(0, child.exitCode(), child.err());
    List<String> found = Files.readAllLines(folder.resolve(ForkedChecks.FOUND));
    assertTrue(found.get(0).startsWith("alone Availability[available=false"), found.get(0));
    assertTrue(found.get(0).contains("llvmpipe"), found.get(0));
    assertTrue(found.get(1).contains("code=device-unavailable"), found.get(1));
    assertTrue(found.get(1).contains("allow_software_device: true"), found.get(1));
    assertTrue(found.get(2).startsWith("allowed Availability[available=true"), found.get(2));
    assertTrue(found.get(3).contains("severity=WARNING, code=software-device"), found.get(3));
    assertEquals("cpu []", found.get(4));
    assertTrue(found.get(5).contains("device=vulkan:0"), found.get(5));
    assertTrue(found.get(5).contains("executionProvider=Vulkan on llvmpipe"), found.get(5));
    assertTrue(found.get(5).contains("(software device)"), found.get(5));
    assertTrue(found.get(5).contains("allow_software_device=true"), found.get(5));
    assertTrue(
        found.get(6).matches("(?i)text .*unless to be rather cold.hearted and rather selfish.*"),
        found.get(6));
  }
}
