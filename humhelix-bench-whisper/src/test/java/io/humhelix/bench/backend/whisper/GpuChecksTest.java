package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuChecksTest {

  private static final Device CUDA = Device.parse("cuda");
  private static final Device VULKAN = Device.parse("vulkan");

  @Test
  void aSoftwareDeviceIsRefusedUnlessAllowed() throws IOException {
    NativeLibrary library = library("vulkan-llvmpipe.log", Optional.empty());
    Issue refused = only(new GpuChecks(library, false, true).issues(VULKAN));
    assertEquals(Severity.ERROR, refused.severity());
    assertEquals("device-unavailable", refused.code());
    assertTrue(
        refused.message().contains("vulkan:0 (llvmpipe (LLVM 15.0.6, 256 bits)) is a software"),
        refused.message());
    assertTrue(refused.remedy().contains("GGML_VK_VISIBLE_DEVICES"), refused.remedy());
    assertTrue(refused.remedy().contains("allow_software_device: true"), refused.remedy());
    assertFalse(new GpuChecks(library, false, true).availability(VULKAN).available());
    Issue allowed = only(new GpuChecks(library, true, true).issues(VULKAN));
    assertEquals(Severity.WARNING, allowed.severity());
    assertEquals("software-device", allowed.code());
    Availability available = new GpuChecks(library, true, true).availability(VULKAN);
    assertTrue(available.available());
    assertTrue(available.detail().startsWith("vulkan:0 (llvmpipe"), available.detail());
  }

  @Test
  void aCardThatWorksIsNoProblem() throws IOException {
    NativeLibrary library = library("cuda.log", Optional.empty());
    assertEquals(List.of(), new GpuChecks(library, false, true).issues(CUDA));
    assertEquals(
        "cuda:0 (NVIDIA H200), one word by a model of one layer",
        new GpuChecks(library, false, true).availability(CUDA).detail());
  }

  @Test
  void aDriverThatIsTooOldIsNamedWithItsRemedy() throws IOException {
    Issue issue =
        only(
            new GpuChecks(library("cuda-old-driver.log", Optional.empty()), false, true)
                .issues(CUDA));
    assertTrue(issue.message().contains("runs on 'cpu'"), issue.message());
    assertTrue(issue.message().contains("driver is missing, or too old"), issue.message());
    assertTrue(issue.remedy().contains("Install a newer driver"), issue.remedy());
  }

  @Test
  void aCardThatFailsAtItsFirstStepIsRefused() throws IOException {
    Issue known =
        only(
            new GpuChecks(
                    library(
                        "cuda.log",
                        Optional.of("CUDA error: no kernel image is available for execution")),
                    false,
                    true)
                .issues(CUDA));
    assertTrue(
        known.message().contains("cuda:0 (NVIDIA H200) failed at its first"), known.message());
    assertTrue(known.remedy().contains("compute capability"), known.remedy());
    Issue unknown =
        only(
            new GpuChecks(library("cuda.log", Optional.of("it said 'x'")), false, true)
                .issues(CUDA));
    assertTrue(unknown.message().contains("it said 'x'"), unknown.message());
    assertTrue(unknown.remedy().contains("Check the GPU's driver"), unknown.remedy());
  }

  @Test
  void vulkanWithoutADriverIsRefusedUntried() throws IOException {
    NativeLibrary library = library("vulkan-llvmpipe.log", Optional.empty());
    Issue issue = only(new GpuChecks(library, true, false).issues(VULKAN));
    assertTrue(issue.message().contains("no driver for Vulkan"), issue.message());
    assertTrue(issue.remedy().contains("apt install mesa-vulkan-drivers"), issue.remedy());
    verify(library, never()).trial(anyBoolean());
  }

  @Test
  void theCpuIsNotTriedInVain() throws IOException {
    NativeLibrary library = library("cuda.log", Optional.empty());
    assertEquals(List.of(), new GpuChecks(library, false, true).issues(Device.CPU));
    verify(library, never()).trial(anyBoolean());
  }

  @Test
  void memoryOfTheDeviceThatRanOutIsTold() {
    SutException failure =
        EngineErrors.of(
            FailureKind.MODEL,
            "whisper-jni: it did not load",
            "allocating 6.63 MiB on device 0: cudaMalloc failed: out of memory",
            "Download it again.");
    assertEquals(FailureKind.OUT_OF_MEMORY_DEVICE, failure.kind());
    SutException other =
        EngineErrors.of(FailureKind.MODEL, "whisper-jni", "bad magic", "Download it again.");
    assertEquals(FailureKind.MODEL, other.kind());
    assertEquals("Download it again.", other.remedy());
  }

  private static NativeLibrary library(String log, Optional<String> failure) throws IOException {
    NativeLibrary library = mock(NativeLibrary.class);
    List<String> lines = RealLog.of(log);
    when(library.systemInfo()).thenReturn(new SystemInfo("BLAS = 1 | CUDA = 1"));
    when(library.trial(anyBoolean()))
        .thenReturn(new DeviceTrial(ComputeDevice.of(lines), failure, lines));
    return library;
  }

  private static Issue only(List<Issue> issues) {
    assertEquals(1, issues.size(), issues.toString());
    return issues.get(0);
  }
}
