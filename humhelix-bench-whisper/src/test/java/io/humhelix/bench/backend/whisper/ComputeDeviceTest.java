package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    assertEquals("CUDA", device.provider());
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
}
