package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real GPU interface without a GPU: ONNX Runtime's WebGPU provider on SwiftShader, a Vulkan on
 * the processor that Chromium carries. A call takes a minute and a half on two cores.
 */
@Tag("full")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class WebGpuTest {

  private static final Path SWIFTSHADER = Path.of("/usr/lib/chromium/vk_swiftshader_icd.json");

  @TempDir static Path downloads;
  private static Path jar;
  private static Path build;

  @TempDir Path folder;

  @BeforeAll
  static void download() throws Exception {
    if (!Files.isRegularFile(SWIFTSHADER)) {
      RequiredProgram.missing("there is no " + SWIFTSHADER + "; Debian's chromium has it");
    }
    jar = WebGpuBuild.jar(downloads);
    build = WebGpuBuild.make(downloads, jar);
  }

  @Test
  void transcribesWithFloatWeights() throws Exception {
    List<String> lines =
        run(
            SWIFTSHADER,
            "float32",
            "allow_software_device=true",
            "profile=" + folder.resolve("profile"));
    assertEquals("probe ONNX Runtime 1.27.0 with CPU, WebGPU from " + build, lines.get(0));
    String device = line(lines, "device true");
    assertTrue(
        device.contains("one matrix product and one convolution on WebGPU on SwiftShader"), device);
    String warning = line(lines, "issue WARNING onnxruntime: the device");
    assertTrue(warning.contains("software device"), warning);
    String provider = line(lines, "provider ");
    assertTrue(provider.startsWith("provider WebGPU (all 144 matrix operations), CPU ("), provider);
    assertTrue(provider.contains("SwiftShader"), provider);
    assertTrue(provider.endsWith("(software device)"), provider);
    assertTrue(line(lines, "options ").contains("allow_software_device=true"));
    assertEquals("text " + Requests.texts().get("5s.wav"), line(lines, "text "));
    assertTrue(matrixOperationsOn("WebGpuExecutionProvider") > 144, "as its own profile says");
    assertEquals(0, matrixOperationsOn("CPUExecutionProvider"));
  }

  @Test
  void refusesTheQuantizedDecoder() throws Exception {
    List<String> lines = run(SWIFTSHADER, "quantized", "allow_software_device=true");
    String refused = line(lines, "refused DEVICE");
    assertTrue(refused.contains("of the 2 MatMulInteger operations of decoder_model"), refused);
    assertTrue(refused.contains("float16 or float32"), refused);
  }

  @Test
  void refusesASoftwareDeviceThatNobodyAllowed() throws Exception {
    List<String> lines = run(SWIFTSHADER, "float32");
    assertTrue(line(lines, "device false").contains("SwiftShader"), lines.toString());
    assertTrue(
        line(lines, "issue ERROR").contains("allow_software_device: true"), lines.toString());
    assertTrue(line(lines, "refused DEVICE").contains("a software device"), lines.toString());
  }

  /** Where the JVM died at its exit: FreshJvm fails for a program that does not end well. */
  @Test
  void withoutAnAdapterTheJvmLives() throws Exception {
    List<String> lines = run(folder.resolve("absent.json"), "float32");
    assertTrue(line(lines, "device false").contains("WebGPU sees no card"), lines.toString());
    String refused = line(lines, "refused DEVICE");
    assertTrue(refused.contains("'webgpu' was requested, but WebGPU cannot be used"), refused);
    assertTrue(refused.contains("vulkaninfo"), refused);
  }

  @Test
  void namesBothVersionsOfAJarAndALibrary() throws Exception {
    String refused =
        line(
            new FreshJvm(folder)
                .run(
                    DeviceProgram.class,
                    List.of(),
                    "cpu",
                    folder.resolve("models"),
                    "quantized",
                    "native_path=" + wheelAlone()),
            "refused NATIVE_LIBRARY");
    assertTrue(refused.contains("is ONNX Runtime 1.27.0, but the jar is for 1.29.0."), refused);
    assertTrue(refused.contains("pip install onnxruntime-gpu==1.29.0"), refused);
  }

  private Path wheelAlone() throws Exception {
    Path alone = Files.createDirectories(folder.resolve("capi"));
    Files.createSymbolicLink(
        alone.resolve("libonnxruntime.so.1.27.0"), build.resolve("libonnxruntime.so"));
    return alone;
  }

  private List<String> run(Path driver, String computeType, String... options) throws Exception {
    Path runtime =
        Files.createDirectories(
            folder.resolve("run"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Object[] arguments = new Object[4 + options.length];
    arguments[0] = "webgpu";
    arguments[1] = folder.resolve("models");
    arguments[2] = computeType;
    arguments[3] = "native_path=" + build;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return new FreshJvm(folder)
        .withRuntime(jar)
        .with("VK_DRIVER_FILES", driver.toString())
        .with("XDG_RUNTIME_DIR", runtime.toString())
        .run(DeviceProgram.class, List.of(), arguments);
  }

  /** How often a kernel of a provider multiplied matrices, by ONNX Runtime's profiles. */
  private int matrixOperationsOn(String provider) throws Exception {
    int count = 0;
    try (var files = Files.newDirectoryStream(folder, "profile*.json")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          if (line.contains("_kernel_time")
              && line.contains("\"provider\" : \"" + provider + "\"")
              && line.matches(".*\"op_name\" : \"\\w*(MatMul|Conv)\\w*\".*")) {
            count++;
          }
        }
      }
    }
    return count;
  }

  private static String line(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(start + " is not in " + lines));
  }
}
