package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.sun.jna.NativeLibrary;
import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.FoundLibrary.Place;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The remedies for what is missing on a machine, each fired by libraries that are really looked for
 * and really loaded. The folder {@code machine} stands for the machine's own files.
 */
@EnabledOnOs(OS.LINUX)
class ProviderCheckTest {

  @TempDir Path folder;

  private Path machine;
  private Path build;
  private Path pip;
  private FakeLibraries fake;

  @BeforeEach
  void emptyMachine() throws IOException {
    fake = new FakeLibraries(folder.resolve("stubs"));
    machine = Files.createDirectories(folder.resolve("machine"));
    Path packages = folder.resolve("venv/lib/python3.11/site-packages");
    build = Files.createDirectories(packages.resolve("onnxruntime/capi"));
    pip = packages.resolve("nvidia");
  }

  @Test
  void acceptsTheProcessor() throws Exception {
    OrtLibrary library = OrtLibrary.load(Optional.empty());
    assertEquals(
        Optional.empty(),
        ProviderCheck.check(library, SessionSettings.cpu(1), "cpu", ProviderSources.NONE));
  }

  @Test
  void withoutADriverTheDriverComesFirst() throws IOException {
    provider(12, "");
    Issue issue = refused(ExecutionProvider.CUDA);
    assertContains(
        issue, "'cuda' was requested, but CUDA cannot be used: missing: NVIDIA's driver");
    assertContains(issue, "libcublasLt.so.12");
    assertTrue(issue.remedy().contains("driver"), issue.remedy());
    assertTrue(!issue.remedy().contains("pip install"), issue.remedy());
  }

  @Test
  void namesCublasWithItsCommand() throws IOException {
    provider(12, "");
    driver();
    installed("cuda_runtime", "libcudart.so.12");
    installed("curand", "libcurand.so.10");
    installed("cudnn", "libcudnn.so.9");
    Issue issue = refused(ExecutionProvider.CUDA);
    assertContains(issue, "missing: cuBLAS for CUDA 12 (libcublasLt.so.12, libcublas.so.12)");
    assertTrue(issue.remedy().contains("pip install nvidia-cublas-cu12"), issue.remedy());
    assertTrue(issue.remedy().contains("cuda_libraries"), issue.remedy());
  }

  @Test
  void cudnnIsLookedForThoughNothingIsLinkedToIt() throws IOException {
    provider(12, "");
    driver();
    allOfCuda12ButCudnn();
    Issue issue = refused(ExecutionProvider.CUDA);
    assertContains(issue, "missing: cuDNN 9 (libcudnn.so.9); without it CUDA loads, but");
    assertTrue(issue.remedy().contains("pip install \"nvidia-cudnn-cu12==9.*\""), issue.remedy());

    assertEquals(
        Optional.empty(),
        check(ExecutionProvider.CUDA, Map.of("enable_cudnn", "0")),
        "who asks to do without it may");
  }

  @Test
  void findsAndLoadsWhatPipInstalled() throws IOException {
    provider(12, "");
    driver();
    allOfCuda12ButCudnn();
    installed("cudnn", "libcudnn.so.9");
    assertEquals(Optional.empty(), check(ExecutionProvider.CUDA, Map.of()));
    assertTrue(CudaLibraries.inUse().get("cuda_libraries").toString().contains("libcublas.so.12"));
    assertTrue(mapped("nvidia/curand/lib/libcurand.so.10"));
    assertTrue(
        mapped("nvidia/cudnn/lib/libcudnn.so.9"), "nobody else would find it at its first use");
  }

  @Test
  void resultsSayWhichCudnnAndFromWhatKindOfPlace() throws IOException {
    Path cudnn =
        fake.make(
            pip.resolve("cudnn/lib/libcudnn.so.9"),
            List.of(),
            "unsigned long cudnnGetVersion(void) { return 91002; }");
    FoundLibrary runtime =
        new FoundLibrary("libcudart.so.12", machine.resolve("libcudart.so.12"), Place.LINKER);
    assertEquals(
        Map.of(
            "cudnn",
            "9.10.2",
            "cuda_libraries",
            "pip: libcudnn.so.9; the linker's path: libcudart.so.12"),
        CudaLibraries.facts(List.of(runtime, new FoundLibrary("libcudnn.so.9", cudnn, Place.PIP))));
    assertEquals("not loaded", CudaLibraries.facts(List.of(runtime)).get("cudnn"));
  }

  @Test
  void anotherCudaIsNamedWithTheBuildForIt() throws IOException {
    provider(12, "");
    driver();
    installed("curand", "libcurand.so.10");
    Path other = Files.createDirectories(machine.resolve("usr/local/cuda-13.0/lib64"));
    fake.install(other, "libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13");
    Issue issue = refused(ExecutionProvider.CUDA);
    assertContains(issue, "libcublas.so.12");
    assertContains(issue, ".so.13 for CUDA 13, which is another version");
    assertTrue(issue.remedy().contains("pip install onnxruntime-gpu==1.29.0"), issue.remedy());
    assertTrue(issue.remedy().contains("native_path"), issue.remedy());
  }

  @Test
  void aBuildForCuda13OnAHostWithCuda12() throws IOException {
    provider(13, "");
    driver();
    installed("curand", "libcurand.so.10");
    installed("cuda_runtime", "libcudart.so.12");
    installed("cublas", "libcublas.so.12", "libcublasLt.so.12");
    Issue issue = refused(ExecutionProvider.CUDA);
    assertContains(issue, "libcublas.so.13");
    assertContains(issue, ".so.12 for CUDA 12, which is another version");
    assertTrue(issue.remedy().contains("leave native_path out"), issue.remedy());
  }

  @Test
  void tensorRtIsNamedAsSuch() throws IOException {
    provider(12, "");
    fake.make(build.resolve("libonnxruntime_providers_tensorrt.so"), FakeLibraries.tensorRt(), "");
    driver();
    allOfCuda12ButCudnn();
    installed("cudnn", "libcudnn.so.9");
    Issue issue = refused(ExecutionProvider.TENSORRT);
    assertContains(issue, "missing: TensorRT 10 (libnvinfer.so.10, libnvonnxparser.so.10)");
    assertTrue(issue.remedy().contains("tensorrt"), issue.remedy());
  }

  @Test
  void theOptionsFoldersComeFirst() throws IOException {
    provider(12, "");
    driver();
    allOfCuda12ButCudnn();
    Path named = folder.resolve("named");
    fake.make(
        named.resolve("libcudnn.so.9"),
        List.of(),
        "unsigned long cudnnGetVersion(void) { return 90100; }");
    LibraryFolders folders = folders().withOption(List.of(named));
    assertEquals(Optional.empty(), check(ExecutionProvider.CUDA, Map.of(), folders));
    assertTrue(mapped(named + "/libcudnn.so.9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ;"
            + " hostname=h ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider.cc"
            + " ; line=327 ; expr=cudaGetDeviceCount(&num_devices); | too old | newer driver",
        "CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=h ;"
            + " file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider.cc ;"
            + " line=327 ; expr=cudaSetDevice(info_.device_id); | sees no card | nvidia-smi",
        "CUDA failure 209: no kernel image is available for execution on the device ; GPU=0 ;"
            + " hostname=h ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc ;"
            + " line=100 ; expr=cudaGetLastError(); | generation of cards | compute",
        "CUBLAS failure 1: CUBLAS_STATUS_NOT_INITIALIZED ; GPU=0 ; hostname=h ;"
            + " file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_stream_handle.cc ; line=69 ;"
            + " expr=cublasCreate(&cublas_handle_); | cuBLAS | nvidia-smi",
      })
  void whatCudaSaysWhenItIsLoaded(String text, String reason, String remedy) throws IOException {
    provider(12, text);
    driver();
    allOfCuda12ButCudnn();
    installed("cudnn", "libcudnn.so.9");
    Issue issue = refused(ExecutionProvider.CUDA);
    assertContains(issue, "'cuda' was requested, but CUDA cannot be used: ");
    assertContains(issue, reason);
    assertTrue(issue.remedy().contains(remedy), issue.remedy());
  }

  @Test
  void aBuildThatIsNotWhole() {
    assertContains(refused(ExecutionProvider.CUDA), "has no libonnxruntime_providers_cuda.so");
  }

  @Test
  void theJarsProviderIsLookedAtWhenItIsUnpacked() throws IOException {
    driver();
    installed("curand", "libcurand.so.10");
    ProviderCheck check =
        new ProviderCheck(settings(ExecutionProvider.CUDA, Map.of()), "cuda", folders());
    Optional<Issue> issue =
        check.builtIn(
            Optional.empty(),
            () -> libraries(ExecutionProvider.CUDA),
            () -> {
              unpacked();
              load();
            });
    assertContains(issue.orElseThrow(), "missing: CUDA's runtime for CUDA 12 (libcudart.so.12)");
  }

  @Test
  void readsTheLinkersMessage() {
    ProviderCheck check =
        new ProviderCheck(settings(ExecutionProvider.OPENVINO, Map.of()), "openvino", folders());
    Issue issue =
        check.explained(
            "Error code - ORT_FAIL - message: Failed to load library"
                + " libonnxruntime_providers_openvino.so with error: libopenvino.so.2520: cannot open"
                + " shared object file: No such file or directory");
    assertContains(issue, "OpenVINO cannot be used: missing: libopenvino.so.2520");
  }

  @Test
  void passesOtherRefusalsOn() {
    ProviderCheck check =
        new ProviderCheck(settings(ExecutionProvider.CUDA, Map.of()), "cuda", folders());
    Issue issue = check.explained("Unknown provider option: \"foo\"\n  at x");
    assertContains(issue, "CUDA cannot be used: Unknown provider option: \"foo\".");
    assertTrue(issue.remedy().contains("Correct provider_options"), issue.remedy());
  }

  @Test
  void saysWhatElseIsBuiltIn() {
    Issue cuda = ProviderCheck.notBuiltIn(ExecutionProvider.CUDA, "cuda", "CPU");
    assertTrue(cuda.remedy().contains("-Donnxruntime.artifact=onnxruntime_gpu"), cuda.remedy());
    Issue rocm = ProviderCheck.notBuiltIn(ExecutionProvider.MIGRAPHX, "rocm", "CPU");
    assertTrue(rocm.remedy().contains("a build of ONNX Runtime with MIGraphX"), rocm.remedy());
    assertTrue(rocm.remedy().contains("ep_library"), rocm.remedy());
  }

  /** The provider's library; loading it fails with a text, where there is one. */
  private void provider(int cuda, String failure) throws IOException {
    fake.make(
        build.resolve("libonnxruntime_providers_cuda.so"),
        FakeLibraries.cuda(cuda),
        "const char *failure(void) { return \"" + failure + "\"; }");
  }

  private void unpacked() {
    try {
      provider(12, "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void driver() throws IOException {
    fake.install(machine.resolve("usr/lib/x86_64-linux-gnu"), FakeLibraries.DRIVER);
    // What stands for the machine's linker: the real one looks elsewhere.
    NativeLibrary.getInstance(
        machine.resolve("usr/lib/x86_64-linux-gnu").resolve(FakeLibraries.DRIVER).toString());
  }

  private void installed(String wheel, String... names) throws IOException {
    fake.install(pip.resolve(wheel).resolve("lib"), names);
  }

  private void allOfCuda12ButCudnn() throws IOException {
    installed("cuda_runtime", "libcudart.so.12");
    installed("cublas", "libcublas.so.12", "libcublasLt.so.12");
    installed("curand", "libcurand.so.10");
  }

  private LibraryFolders folders() {
    return LibraryFolders.of(machine, Map.of("HOME", folder.resolve("home").toString()))
        .near(build);
  }

  private List<Path> libraries(ExecutionProvider provider) {
    return new ProviderLibraries(Optional.of(build)).of(provider);
  }

  private Issue refused(ExecutionProvider provider) {
    return check(provider, Map.of()).orElseThrow();
  }

  private Optional<Issue> check(ExecutionProvider provider, Map<String, String> options) {
    return check(provider, options, folders());
  }

  private Optional<Issue> check(
      ExecutionProvider provider, Map<String, String> options, LibraryFolders folders) {
    return new ProviderCheck(settings(provider, options), "cuda", folders)
        .builtIn(Optional.of(build), () -> libraries(provider), this::load);
  }

  /** What ONNX Runtime does with a provider's library, and what it says. */
  private void load() throws OrtException {
    try {
      String failure =
          NativeLibrary.getInstance(build.resolve("libonnxruntime_providers_cuda.so").toString())
              .getFunction("failure")
              .invokeString(new Object[0], false);
      if (!failure.isEmpty()) {
        throw new OrtException(OrtErrorCode.ORT_FAIL, failure);
      }
    } catch (UnsatisfiedLinkError e) {
      throw new OrtException(
          OrtErrorCode.ORT_FAIL,
          "Failed to load library libonnxruntime_providers_cuda.so with error: " + e.getMessage());
    }
  }

  private static SessionSettings settings(ExecutionProvider provider, Map<String, String> options) {
    return new SessionSettings(
        provider, 0, options, 1, 1, OptLevel.ALL_OPT, true, Map.of(), Optional.empty());
  }

  private static boolean mapped(String file) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .anyMatch(line -> line.endsWith(file));
  }

  private static void assertContains(Issue issue, String part) {
    assertEquals("device-unavailable", issue.code());
    assertTrue(issue.text().contains(part), issue.text());
  }
}
