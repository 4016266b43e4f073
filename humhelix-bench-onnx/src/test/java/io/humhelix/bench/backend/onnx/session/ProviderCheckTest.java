package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderCheckTest {

  /** What ONNX Runtime 1.29.0 says where CUDA's libraries are missing. */
  private static final String LINKER =
      "Error code - ORT_FAIL - message: Failed to load library libonnxruntime_providers_cuda.so with"
          + " error: libcublasLt.so.12: cannot open shared object file: No such file or directory";

  @TempDir Path folder;

  private LibraryFolders nowhere() {
    return LibraryFolders.of(folder.resolve("none"), Map.of());
  }

  @Test
  void acceptsTheProcessor() throws Exception {
    OrtLibrary library = OrtLibrary.load(Optional.empty());
    assertEquals(Optional.empty(), ProviderCheck.check(library, SessionSettings.cpu(1), "cpu"));
  }

  @Test
  void namesEveryMissingLibraryOfABuildInAFolder() throws IOException {
    Path provider = folder.resolve(System.mapLibraryName("onnxruntime_providers_cuda"));
    Optional<Issue> incomplete =
        ProviderCheck.missingIn(folder, ExecutionProvider.CUDA, "cuda", nowhere());
    assertContains(incomplete, "has no " + provider.getFileName());
    Files.write(
        provider,
        ElfBytes.needing("$ORIGIN", List.of("libcudart.so.13", "libcudnn.so.9", "libown.so")));
    Files.createFile(folder.resolve("libown.so"));
    Optional<Issue> missing =
        ProviderCheck.missingIn(folder, ExecutionProvider.CUDA, "cuda:1", nowhere());
    assertContains(
        missing,
        "'cuda:1' was requested, but CUDA does not load: missing libcudart.so.13, libcudnn.so.9.");
    assertTrue(!missing.orElseThrow().message().contains("libown"));
    assertContains(missing, "CUDA 12 and cuDNN 9");
    assertContains(missing, "onnxruntime/capi of the Python package onnxruntime-gpu");
    Files.createFile(folder.resolve("libcudart.so.13"));
    Files.createFile(folder.resolve("libcudnn.so.9"));
    assertEquals(
        Optional.empty(),
        ProviderCheck.missingIn(folder, ExecutionProvider.CUDA, "cuda", nowhere()));
  }

  @Test
  void readsTheLinkersMessage() throws IOException {
    Issue all = ProviderCheck.explained(ExecutionProvider.CUDA, "cuda", LINKER, nowhere());
    assertContains(Optional.of(all), "missing libcublasLt.so.12, libcublas.so.12, libcurand.so.10");
    assertContains(Optional.of(all), "libcudart.so.12, libcudnn.so.9 (Error code - ORT_FAIL");
    for (String library : List.of("libcublas.so.12", "libcurand.so.10", "libcufft.so.11")) {
      Files.createFile(folder.resolve(library));
    }
    Files.createFile(folder.resolve("libcudart.so.12"));
    Files.createFile(folder.resolve("libcudnn.so.9"));
    LibraryFolders here =
        LibraryFolders.of(folder.resolve("none"), Map.of("LD_LIBRARY_PATH", folder.toString()));
    assertContains(
        Optional.of(ProviderCheck.explained(ExecutionProvider.CUDA, "cuda", LINKER, here)),
        "missing libcublasLt.so.12 (Error");
    Issue other =
        ProviderCheck.explained(
            ExecutionProvider.OPENVINO,
            "openvino",
            "libopenvino.so.2520: cannot open shared object file",
            nowhere());
    assertContains(Optional.of(other), "OpenVINO does not load: missing libopenvino.so.2520");
  }

  @Test
  void passesOtherRefusalsOn() {
    Issue refused =
        ProviderCheck.explained(
            ExecutionProvider.CUDA, "cuda", "Unknown provider option: \"foo\"\n  at x", nowhere());
    assertContains(
        Optional.of(refused), "cannot be used for device 'cuda': Unknown provider option");
    assertContains(Optional.of(refused), "Correct provider_options");
  }

  @Test
  void saysWhatElseIsBuiltIn() {
    Issue cuda = ProviderCheck.notBuiltIn(ExecutionProvider.CUDA, "cuda", "CPU");
    assertContains(Optional.of(cuda), "-Donnxruntime.artifact=onnxruntime_gpu");
    Issue rocm = ProviderCheck.notBuiltIn(ExecutionProvider.ROCM, "rocm", "CPU");
    assertContains(Optional.of(rocm), "a build of ONNX Runtime with ROCm");
  }

  private static void assertContains(Optional<Issue> issue, String part) {
    assertEquals("device-unavailable", issue.orElseThrow().code());
    assertTrue(issue.get().text().contains(part), issue.get().text());
  }
}
