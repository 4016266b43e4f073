package io.humhelix.bench.backend.ggml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.RealLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Log lines as whisper.cpp 1.7.1 (and where said, later versions) writes them. */
class ComputeDeviceTest {

  @Test
  void isTheCpuWithoutAnyGpuLine() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "whisper_init_with_params_no_state: use gpu    = 0",
                "whisper_model_load:      CPU total size =    31.57 MB",
                "whisper_init_state: kv self size  =    9.44 MB"));
    assertEquals("cpu", device.device());
    assertEquals("CPU", device.provider());
  }

  @Test
  void isCudaWithItsIndexWhenBackendAndWeightsAgree() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "ggml_cuda_init: found 1 CUDA devices:",
                "Device 0: NVIDIA H200, compute capability 9.0, VMM: yes",
                "whisper_model_load:    CUDA0 total size =    31.57 MB",
                "whisper_backend_init_gpu: using CUDA backend"));
    assertEquals("cuda:0", device.device());
    assertEquals("cuda", device.kind());
    assertEquals("CUDA on NVIDIA H200", device.provider());
  }

  @Test
  void isTheCpuWhenTheCudaBackendFailed() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "ggml_cuda_init: failed to initialize CUDA: no CUDA-capable device is detected",
                "whisper_model_load:      CPU total size =    31.57 MB",
                "whisper_backend_init_gpu: using CUDA backend",
                "ggml_backend_cuda_init: invalid device 0",
                "whisper_backend_init_gpu: ggml_backend_cuda_init() failed"));
    assertEquals("cpu", device.device());
    assertTrue(device.reason().contains("ggml_backend_cuda_init() failed"), device.reason());
  }

  @Test
  void isTheCpuWhenTheWeightsDoNotLieOnTheGpu() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "whisper_model_load:      CPU total size =    31.57 MB",
                "whisper_backend_init_gpu: using CUDA backend"));
    assertEquals("cpu", device.device());
    assertTrue(device.reason().contains("CPU memory"), device.reason());
  }

  @Test
  void isMetalUnlessTheGpuIsTooOld() {
    String weights = "whisper_model_load:    Metal total size =    31.57 MB";
    String backend = "whisper_backend_init_gpu: using Metal backend";
    assertEquals("metal", ComputeDevice.of(List.of(weights, backend)).device());
    assertEquals(
        "cpu",
        ComputeDevice.of(
                List.of(
                    weights,
                    backend,
                    "whisper_backend_init_gpu: Metal GPU does not support family 7 - falling back"
                        + " to CPU"))
            .device());
  }

  @Test
  void isVulkanWithItsIndex() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "whisper_model_load:  Vulkan0 total size =    31.57 MB",
                "whisper_backend_init_gpu: using Vulkan backend"));
    assertEquals("vulkan:0", device.device());
    assertEquals("Vulkan", device.provider());
  }

  @Test
  void readsLaterVersions() {
    assertEquals(
        "cuda:0",
        ComputeDevice.of(
                List.of(
                    "whisper_model_load:        CUDA0 total size =    31.57 MB",
                    "whisper_backend_init_gpu: device 0: CUDA0 (type: 1)",
                    "whisper_backend_init_gpu: using CUDA0 backend"))
            .device());
    assertEquals(
        "cpu",
        ComputeDevice.of(
                List.of(
                    "whisper_model_load:          CPU total size =    31.57 MB",
                    "whisper_backend_init_gpu: no GPU found"))
            .device());
    assertEquals(
        "metal:0",
        ComputeDevice.of(
                List.of(
                    "whisper_model_load:         MTL0 total size =    31.57 MB",
                    "whisper_backend_init_gpu: using MTL0 backend"))
            .device());
  }

  @Test
  void namesBlasAndCoreMl() {
    assertEquals(
        "CPU, BLAS, Core ML",
        ComputeDevice.of(
                List.of(
                    "whisper_backend_init: using BLAS backend",
                    "whisper_init_state: Core ML model loaded"))
            .provider());
    assertEquals(
        "CPU",
        ComputeDevice.of(
                List.of(
                    "whisper_backend_init: using BLAS backend",
                    "whisper_backend_init: ggml_backend_blas_init() failed"))
            .provider());
  }

  @Test
  void aVulkanBuildNamesTheCardWhereOthersNameTheirMemory() throws IOException {
    ComputeDevice device = ComputeDevice.of(RealLog.of("vulkan-llvmpipe.log"));
    assertEquals("vulkan:0", device.device());
    assertEquals("vulkan", device.kind());
    assertEquals(Optional.of("llvmpipe (LLVM 15.0.6, 256 bits)"), device.card());
    assertTrue(device.software());
    assertEquals("Vulkan on llvmpipe (LLVM 15.0.6, 256 bits) (software device)", device.provider());
    assertEquals("vulkan:0 (llvmpipe (LLVM 15.0.6, 256 bits))", device.described());
  }

  @ParameterizedTest
  @CsvSource({
    "AMD Radeon RX 7900 XTX (RADV NAVI31), false",
    "NVIDIA GeForce RTX 4090, false",
    "Intel(R) Arc(tm) A770 Graphics (DG2), false",
    "Intel(R) UHD Graphics 770 (ADL-S GT1), false",
    "'llvmpipe (LLVM 15.0.6, 256 bits)', true",
    "lavapipe, true",
    "SwiftShader Device (Subzero), true",
    "SwiftShader Device (LLVM 16.0.0), true",
    "Microsoft Basic Render Driver, true",
    "Microsoft Direct3D12 (Microsoft Basic Render Driver), true",
    "Virtio-GPU Venus (llvmpipe), true",
    "Ada Warplane 3000, false"
  })
  void softwareDevicesAreKnownByTheirNames(String card, boolean software) {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "whisper_init_with_params_no_state: gpu_device = 0",
                "whisper_model_load: " + card + " total size =    31.57 MB",
                "whisper_backend_init_gpu: using Vulkan backend"));
    assertEquals("vulkan:0", device.device());
    assertEquals(Optional.of(card), device.card());
    assertEquals(software, device.software());
  }

  @Test
  void aDeviceOfTypeCpuIsSoftwareWhateverItsName() throws IOException {
    List<String> log =
        new ArrayList<>(
            List.of(
                "whisper_model_load: Some New Renderer total size =    31.57 MB",
                "whisper_backend_init_gpu: using Vulkan backend"));
    assertFalse(ComputeDevice.of(log).software());
    log.addAll(0, RealLog.of("vulkan-llvmpipe.err"));
    assertTrue(ComputeDevice.of(log).software());
  }

  @Test
  void aLaterVersionsVulkanNamesItsCardBeforehand() throws IOException {
    List<String> log = new ArrayList<>(RealLog.of("vulkan-llvmpipe.err"));
    log.add("whisper_model_load:      Vulkan0 total size =    31.57 MB");
    log.add("whisper_backend_init_gpu: using Vulkan0 backend");
    ComputeDevice device = ComputeDevice.of(log);
    assertEquals("vulkan:0", device.device());
    assertEquals(Optional.of("llvmpipe (LLVM 15.0.6, 256 bits)"), device.card());
    assertTrue(device.software());
  }

  @Test
  void namesTheCardOfCudaByItsIndex() throws IOException {
    ComputeDevice device = ComputeDevice.of(RealLog.of("cuda.log"));
    assertEquals("cuda:0", device.device());
    assertEquals("CUDA on NVIDIA H200", device.provider());
    assertFalse(device.software());
  }

  @Test
  void aDriverThatIsTooOldLeavesTheCpu() throws IOException {
    ComputeDevice device = ComputeDevice.of(RealLog.of("cuda-old-driver.log"));
    assertEquals("cpu", device.device());
    assertEquals(Optional.empty(), device.card());
    assertTrue(device.reason().contains("ggml_backend_cuda_init() failed"), device.reason());
  }

  @Test
  void namesTheCardOfMetal() throws IOException {
    ComputeDevice device = ComputeDevice.of(RealLog.of("metal.log"));
    assertEquals("metal", device.device());
    assertEquals("Metal, BLAS on Apple M2 Pro", device.provider());
  }

  @Test
  void aBuildForRocmIsNotCuda() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "whisper_model_load:    ROCm0 total size =    31.57 MB",
                "whisper_backend_init_gpu: using CUDA backend"));
    assertEquals("rocm:0", device.device());
    assertEquals("ROCM", device.provider());
  }

  @Test
  void twoGpuBackendsThatDisagreeAreTheCpu() {
    ComputeDevice device =
        ComputeDevice.of(
            List.of(
                "whisper_model_load:    CUDA0 total size =    31.57 MB",
                "whisper_backend_init_gpu: using CUDA backend",
                "whisper_backend_init_gpu: using Vulkan backend"));
    assertEquals("cpu", device.device());
    assertTrue(device.reason().contains("the weights lie in CUDA0 memory"), device.reason());
  }
}
