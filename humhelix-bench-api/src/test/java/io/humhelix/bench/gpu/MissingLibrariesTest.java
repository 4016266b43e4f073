package io.humhelix.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.gpu.MissingLibraries.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingLibrariesTest {

  @TempDir Path temp;

  private LibraryFolders machine() {
    return LibraryFolders.of(temp, Map.of());
  }

  private Explanation explain(String... missing) {
    return MissingLibraries.explain(List.of(missing), machine()).orElseThrow();
  }

  private void put(String file) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    Files.createFile(path);
  }

  @Test
  void saysNothingIfNothingIsMissing() {
    assertEquals(Optional.empty(), MissingLibraries.explain(List.of(), machine()));
  }

  /** What CUDA's provider of ONNX Runtime 1.29.0 needs, on a machine with nothing. */
  @Test
  void theDriverComesFirst() throws IOException {
    String[] all = {
      "libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10", "libcudart.so.12", "libcuda.so.1"
    };
    Explanation nothing = explain(all);
    assertEquals(
        "missing: NVIDIA's driver (libcuda.so.1), CUDA's runtime for CUDA 12 (libcudart.so.12),"
            + " cuBLAS for CUDA 12 (libcublasLt.so.12, libcublas.so.12), cuRAND (libcurand.so.10)",
        nothing.message());
    assertTrue(nothing.remedy().startsWith("Install NVIDIA's driver with"), nothing.remedy());
    assertTrue(nothing.remedy().contains("--gpus all"), nothing.remedy());
    put(".dockerenv");
    assertTrue(explain(all).remedy().startsWith("Start this container with --gpus all;"));
    put("usr/lib/wsl/lib/libdxcore.so");
    assertTrue(explain(all).remedy().startsWith("Install NVIDIA's driver in Windows"));
  }

  @Test
  void oneCommandInstallsTheRest() {
    assertEquals(
        "Install them: pip install nvidia-cuda-runtime-cu12 nvidia-cublas-cu12 nvidia-curand-cu12,"
            + " or set cuda_libraries to the folder that has them.",
        explain("libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10", "libcudart.so.12")
            .remedy());
    assertEquals(
        "Install them: pip install nvidia-cublas nvidia-curand \"nvidia-cudnn-cu13==9.*\", or set"
            + " cuda_libraries to the folder that has them.",
        explain("libcublas.so.13", "libcurand.so.10", "libcudnn.so.9").remedy());
  }

  /** cuDNN's name does not tell for which CUDA it is: the one that is there tells. */
  @Test
  void cudnnIsTakenForTheCudaThatIsThere() throws IOException {
    assertEquals(
        "Install it: pip install \"nvidia-cudnn-cu12==9.*\" (CUDA 13: \"nvidia-cudnn-cu13==9.*\"),"
            + " or set cuda_libraries to the folder that has it.",
        explain("libcudnn.so.9").remedy());
    put("usr/local/cuda-13.1/lib64/libcublas.so.13");
    assertEquals(
        "Install it: pip install \"nvidia-cudnn-cu13==9.*\", or set cuda_libraries to the folder"
            + " that has it.",
        explain("libcudnn.so.9").remedy());
  }

  @Test
  void anotherMajorVersionIsNamed() throws IOException {
    put("usr/local/cuda-13.1/lib64/libcublas.so.13");
    Explanation older = explain("libcublas.so.12");
    assertEquals(
        "missing: cuBLAS for CUDA 12 (libcublas.so.12); there is "
            + temp.resolve("usr/local/cuda-13.1/lib64/libcublas.so.13")
            + " for CUDA 13, which is another version",
        older.message());
    assertEquals(
        "Install it: pip install nvidia-cublas-cu12, or set cuda_libraries to the folder that has"
            + " it. Or use a build of the engine for CUDA 13.",
        older.remedy());
    put("usr/local/cuda-12.4/lib64/libcudart.so.12");
    assertTrue(explain("libcudart.so.13").message().contains("libcudart.so.12 for CUDA 12"));
  }

  @Test
  void librariesOfNoPartAreNamed() {
    Explanation other = explain("libopenvino.so.2520");
    assertEquals("missing: libopenvino.so.2520", other.message());
    assertTrue(other.remedy().contains("the package that has libopenvino.so.2520"));
    assertEquals(
        "missing: cuDNN 9 (libcudnn.so.9), libz.so.1",
        explain("libz.so.1", "libcudnn.so.9").message());
  }

  @ParameterizedTest
  @CsvSource({
    "libcuda.so.1, NVIDIA_DRIVER, nvidia.com/drivers",
    "libnvidia-ml.so.1, NVIDIA_DRIVER, nvidia-container-toolkit",
    "libcudart.so.12, CUDA_RUNTIME, pip install nvidia-cuda-runtime-cu12",
    "libcudart.so.11.0, CUDA_RUNTIME, pip install nvidia-cuda-runtime-cu11",
    "libcudart.so.13, CUDA_RUNTIME, pip install nvidia-cuda-runtime",
    "libcublasLt.so.12, CUBLAS, pip install nvidia-cublas-cu12",
    "libcublas.so.13, CUBLAS, pip install nvidia-cublas",
    "libcurand.so.10, CURAND, pip install nvidia-curand-cu12 (CUDA 13: nvidia-curand)",
    "libcufft.so.11, CUFFT, pip install nvidia-cufft-cu12",
    "libcufft.so.12, CUFFT, pip install nvidia-cufft",
    "libnvrtc.so.12, NVRTC, pip install nvidia-cuda-nvrtc-cu12",
    "libnvJitLink.so.12, NVJITLINK, pip install nvidia-nvjitlink-cu12",
    "libcudnn.so.9, CUDNN, pip install 'nvidia-cudnn-cu12==9.*'",
    "libcudnn_ops_infer.so.8, CUDNN, pip install 'nvidia-cudnn-cu12==8.*'",
    "libnvinfer.so.10, TENSORRT, pip install 'tensorrt-cu12-libs==10.*'",
    "libnvonnxparser.so.10, TENSORRT, Install TensorRT 10",
    "libamdhip64.so.6, ROCM, --device=/dev/kfd",
    "libmigraphx_c.so.3, MIGRAPHX, apt install migraphx",
    "libvulkan.so.1, VULKAN_LOADER, apt install libvulkan1",
    "cublas64_12.dll, CUBLAS, pip install nvidia-cublas-cu12",
    "cudnn_ops64_9.dll, CUDNN, nvidia-cudnn-cu12"
  })
  void everyPartHasItsRemedy(String soname, GpuPart part, String command) {
    assertEquals(Optional.of(part), GpuPart.of(soname));
    String remedy = part.remedy(soname).replace('"', '\'');
    assertTrue(remedy.contains(command), remedy);
  }

  @ParameterizedTest
  @CsvSource({"libc.so.6", "libcudaish", "libctranslate2.so.4", "notes.txt", "libopenvino.so.2520"})
  void otherLibrariesBelongToNoPart(String name) {
    assertEquals(Optional.empty(), GpuPart.of(name));
  }
}
