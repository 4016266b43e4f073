package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.selfcheck.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are found where people have them, with the version that place or file tells. */
@EnabledOnOs(OS.LINUX)
class GpuLibrariesCheckTest {

  /** A library of this machine, which stands for others: none is loaded. */
  private static final Path REAL = Path.of(System.getProperty("java.home"), "lib", "libjava.so");

  @TempDir private Path root;
  private FakeMachine machine;

  @BeforeEach
  void setUp() {
    machine = new FakeMachine(root);
  }

  private Path library(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.copy(REAL, file);
  }

  private List<Finding> find(Set<String> kinds, Options... options) {
    return new GpuLibrariesCheck(
            GpuLibrariesCheck.withOptions(machine.host().libraries(), List.of(options)),
            () -> kinds)
        .find();
  }

  @Test
  void whatIsMissingIsSaidForTheKindsThatMakeSense() {
    assertEquals(
        "CUDA's runtime, cuBLAS, cuRAND, cuFFT, NVRTC, cuDNN, TensorRT, Vulkan's loader. What a"
            + " backend needs of these, it says below.",
        find(Set.of("cuda", "vulkan")).get(0).message());
    FakeMachine.expect(
        find(Set.of("rocm")), "not-found", State.NOT_CHECKED, "ROCm, MIGraphX. What", "");
    assertEquals(List.of(), find(Set.of("metal")));
  }

  @Test
  void theToolkitsFilesTellTheirVersions() throws Exception {
    library("usr/local/cuda-12.9/lib64/libcudart.so.12.9.79");
    Files.createSymbolicLink(
        root.resolve("usr/local/cuda-12.9/lib64/libcudart.so.12"), Path.of("libcudart.so.12.9.79"));
    Files.createSymbolicLink(root.resolve("usr/local/cuda"), Path.of("cuda-12.9"));
    List<Finding> findings = find(Set.of("cuda"));
    FakeMachine.expect(
        findings,
        "libcudart.so.12",
        State.OK,
        "CUDA's runtime 12.9.79, " + root.resolve("usr/local/cuda/lib64") + " (CUDA toolkit).",
        "");
    FakeMachine.expect(findings, "not-found", State.NOT_CHECKED, "cuBLAS, cuRAND, cuFFT", "");
  }

  @Test
  void packagesOfPipTellTheirVersions() throws Exception {
    Path packages = root.resolve("venv/lib/python3.12/site-packages");
    library("venv/lib/python3.12/site-packages/nvidia/cudnn/lib/libcudnn.so.9");
    library("venv/lib/python3.12/site-packages/nvidia/cu13/lib/libcublas.so.13");
    machine
        .file(
            packages + "/nvidia_cudnn_cu12-9.10.2.21.dist-info/RECORD",
            "nvidia/cudnn/lib/libcudnn.so.9,sha256=x,1\n")
        .file(
            packages + "/nvidia_cublas-13.0.2.14.dist-info/RECORD",
            "nvidia/cu13/lib/libcublas.so.13,sha256=x,1\n")
        .file(packages + "/other-1.0.dist-info/METADATA", "")
        .environment("VIRTUAL_ENV", root.resolve("venv").toString());
    List<Finding> findings = find(Set.of("cuda"));
    FakeMachine.expect(
        findings,
        "libcudnn.so.9",
        State.OK,
        "cuDNN 9.10.2.21, " + packages.resolve("nvidia/cudnn/lib") + " (pip).",
        "");
    FakeMachine.expect(findings, "libcublas.so.13", State.OK, "cuBLAS 13.0.2.14, ", "");
  }

  @Test
  void whatIsTakenComesFirstAndTheOthersAreNamed() throws Exception {
    library("mine/libcublas.so.12");
    library("beside/libcublas.so.12");
    library("usr/local/cuda/lib64/libcublas.so.12");
    String mine = root.resolve("mine").toString();
    List<Finding> findings =
        find(
            Set.of("cuda"),
            Options.empty().with("cuda_libraries", List.of(mine)),
            Options.empty().with("native_path", root.resolve("beside").toString()));
    FakeMachine.expect(
        findings, "libcublas.so.12", State.OK, "cuBLAS, " + mine + " (cuda_libraries); also ", "");
    String message = findings.get(0).message();
    assertTrue(message.contains(root.resolve("beside") + " (beside the engine), "), message);
    assertTrue(message.endsWith(" (CUDA toolkit)."), message);
  }
}
