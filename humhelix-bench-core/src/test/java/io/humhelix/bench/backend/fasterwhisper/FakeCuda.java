package io.humhelix.bench.backend.fasterwhisper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.model.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python environment with made-up packages ctranslate2 and faster_whisper that see a made-up
 * card, and libraries compiled from a few lines of C under the names of NVIDIA's. What the packages
 * say is what the real ones say.
 */
final class FakeCuda {

  private static final String CTRANSLATE2 =
      """
      import ctypes
      import json
      import os

      here = os.path.dirname(__file__)
      with open(os.path.join(here, "state.json")) as file:
          state = json.load(file)
      ctypes.CDLL(os.path.join(here, "libctranslate2.so.4"))
      if state.get("driver"):
          ctypes.CDLL(state["driver"], mode=ctypes.RTLD_GLOBAL)
      __version__ = "4.8.5"


      class Device:
          cpu, cuda = 0, 1


      def get_cuda_device_count():
          if state.get("count_error"):
              raise RuntimeError(state["count_error"])
          return state.get("count", 0)


      def get_supported_compute_types(device):
          if device == "cuda" and state.get("no_cuda"):
              raise ValueError("This CTranslate2 package was not compiled with CUDA support")
          return {"float32", "float16"}


      class StorageView:
          @staticmethod
          def from_array(array):
              return StorageView()

          def to_device(self, device):
              if state.get("device_error"):
                  raise RuntimeError(state["device_error"])
              return self
      """;

  private static final String FASTER_WHISPER =
      """
      import ctypes
      import os
      import time

      import ctranslate2

      __version__ = "1.2.1"
      state = ctranslate2.state


      class Inner:
          is_multilingual = True
          device_index = [0]
          n_mels = 80

          def __init__(self, device, compute_type):
              self.device = device
              self.compute_type = compute_type

          def encode(self, features, to_cpu=False):
              while state.get("wait_for") and not os.path.exists(state["wait_for"]):
                  time.sleep(0.01)
              if state.get("dies_saying"):
                  os.write(2, (state["dies_saying"] + "\\n").encode())
                  os.abort()
              if state.get("encode_error"):
                  raise RuntimeError(state["encode_error"])
              try:
                  ctypes.CDLL(state.get("blas", "libcublas.so.12"))
              except OSError:
                  raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")
              open(os.path.join(ctranslate2.here, "encoded"), "a").write(f"{to_cpu} ")


      class WhisperModel:
          def __init__(self, model, device="auto", device_index=0, compute_type="default",
                       download_root=None, local_files_only=False, **more):
              self.model = Inner(device, compute_type)

          def transcribe(self, audio, language=None, task=None, beam_size=5, vad_filter=False,
                         word_timestamps=False):
              if state.get("call_error"):
                  raise RuntimeError(state["call_error"])
              return iter(()), type("Info", (), {"language": "en"})


      class BatchedInferencePipeline:
          pass
      """;

  private static final String DRIVER =
      """
      #include <stdlib.h>
      #include <string.h>
      int cuInit(unsigned flags) { return CUINIT; }
      int cuDeviceGet(int *device, int index) { *device = index; return index == 0 ? 0 : 101; }
      int cuDeviceGetName(char *name, int size, int device) { strcpy(name, "Fake L4"); return 0; }
      int cuDevicePrimaryCtxRetain(void **context, int device) { *context = 0; return 0; }
      int cuDevicePrimaryCtxRelease_v2(int device) { return 0; }
      int cuCtxSetCurrent(void *context) { return 0; }
      int cuMemAlloc_v2(void **memory, size_t size) { *memory = malloc(size); return 0; }
      int cuMemFree_v2(void *memory) { free(memory); return 0; }
      int cuMemcpyHtoD_v2(void *to, void *from, size_t size) { memcpy(to, from, size); return 0; }
      int cuMemcpyDtoH_v2(void *to, void *from, size_t size) { memcpy(to, from, size); return 0; }
      int cuDriverGetVersion(int *version) { *version = 13010; return 0; }
      int cuGetErrorString(int status, const char **text) {
        *text = status == 100 ? "no CUDA-capable device is detected" : "invalid device ordinal";
        return 0;
      }
      """;

  private static final String CUBLAS =
      """
      int cublasLt(void);
      int cublasCreate_v2(void **handle) { *handle = handle; return cublasLt(); }
      int cublasDestroy_v2(void *handle) { return 0; }
      int cublasGetProperty(int type, int *value) { *value = 12 - 3 * type; return 0; }
      const char *cublasGetStatusName(int status) { return "CUBLAS_STATUS_NOT_INITIALIZED"; }
      int cublasSgemm_v2(void *handle, int ta, int tb, int m, int n, int k, const float *alpha,
                         const float *a, int lda, const float *b, int ldb, const float *beta,
                         float *c, int ldc) {
        for (int i = 0; i < m; i++)
          for (int j = 0; j < n; j++) {
            float sum = 0;
            for (int l = 0; l < k; l++) sum += a[i + l * lda] * b[l + j * ldb];
            c[i + j * ldc] = *alpha * sum;
          }
        return 0;
      }
      """;

  private final Path folder;
  private final Path python;
  private final Path packages;

  private FakeCuda(Path folder, Path python, Path packages) {
    this.folder = folder;
    this.python = python;
    this.packages = packages;
  }

  /** Makes the environment: a CTranslate2 that opens cuBLAS 12. */
  static FakeCuda in(Path folder) throws Exception {
    return in(folder, "libcublas.so.12");
  }

  static FakeCuda in(Path folder, String opened) throws Exception {
    String python = System.getProperty("humhelix.test.python", "python3");
    Path venv = Files.createDirectories(folder).resolve("venv");
    String real;
    try {
      real =
          run(
              python,
              "-c",
              "import numpy, os, sys; import venv;"
                  + " venv.EnvBuilder(symlinks=True).create(sys.argv[1]);"
                  + " print(os.path.dirname(os.path.dirname(numpy.__file__)), end='')",
              venv.toString());
    } catch (IOException e) {
      RequiredProgram.missing(python + " with numpy, for a made-up faster-whisper");
      throw e;
    }
    Path packages =
        venv.resolve("lib").resolve(version(venv.resolve("lib"))).resolve("site-packages");
    Files.writeString(packages.resolve("real.pth"), real + "\n");
    Path ctranslate2 = Files.createDirectories(packages.resolve("ctranslate2"));
    Files.writeString(ctranslate2.resolve("__init__.py"), CTRANSLATE2);
    Path fasterWhisper = Files.createDirectories(packages.resolve("faster_whisper"));
    Files.writeString(fasterWhisper.resolve("__init__.py"), FASTER_WHISPER);
    Files.writeString(fasterWhisper.resolve("utils.py"), "_MODELS = {}\n");
    FakeCuda fake = new FakeCuda(folder, venv.resolve("bin").resolve("python"), packages);
    fake.compile(
        ctranslate2.resolve("libctranslate2.so.4"),
        "const char opened[] = \"x\\0" + opened + "\\0y\"; const char *get(void) {return opened;}");
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("model.bin"), "weights");
    return fake.state("{}");
  }

  /** What the packages do, as JSON. */
  FakeCuda state(String json) throws IOException {
    Files.writeString(
        packages.resolve("ctranslate2").resolve("state.json"), json.replace('\'', '"'));
    return this;
  }

  /** cuBLAS with what it needs, as pip has it. */
  Path pipCublas() throws Exception {
    return cublas(packages.resolve("nvidia").resolve("cublas").resolve("lib"), 12);
  }

  Path cublas(Path where, int major) throws Exception {
    Files.createDirectories(where);
    Path lt = compile(where.resolve("libcublasLt.so." + major), "int cublasLt(void) {return 0;}");
    return compile(where.resolve("libcublas.so." + major), CUBLAS, lt.toString()).getParent();
  }

  /** The driver's library: {@code cuInit} answers with a status. */
  Path driver(int status) throws Exception {
    Path where = Files.createDirectories(folder.resolve("driver"));
    return compile(where.resolve("libcuda.so.1"), DRIVER, "-DCUINIT=" + status);
  }

  Path compile(Path file, String source, String... more) throws Exception {
    Path code = Files.writeString(folder.resolve("source.c"), source);
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-o"));
    command.addAll(List.of(file.toString(), "-Wl,-soname," + file.getFileName(), code.toString()));
    command.addAll(List.of(more));
    try {
      run(command.toArray(String[]::new));
    } catch (IOException e) {
      RequiredProgram.missing("gcc, for made-up libraries of CUDA");
    }
    return file;
  }

  /** How often the empty window was encoded, and whether it was copied back. */
  String encoded() throws IOException {
    Path file = packages.resolve("ctranslate2").resolve("encoded");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  Path model() {
    return folder.resolve("model");
  }

  Options options() {
    return Options.empty().with("python", python.toString());
  }

  private static String version(Path lib) throws IOException {
    try (var all = Files.list(lib)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("python3"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
