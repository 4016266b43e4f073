package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.backend.onnx.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shared libraries with the names and needs of NVIDIA's and of ONNX Runtime's providers, made here
 * from a few lines of C. They need no C library, so that a folder can stand for a whole machine.
 */
final class FakeLibraries {

  static final String DRIVER = "libcuda.so.1";

  private final Path stubs;

  /** Makes them in a folder. */
  FakeLibraries(Path folder) throws IOException {
    RequiredProgram.executable(Path.of("/usr/bin/gcc"), "to make libraries for this test");
    this.stubs = Files.createDirectories(folder);
  }

  /**
   * Makes a library.
   *
   * @param needed names of libraries that it needs
   * @param source C; each function stands alone
   */
  Path make(Path file, List<String> needed, String source) throws IOException {
    Files.createDirectories(file.getParent());
    String name = file.getFileName().toString();
    Path code = Files.writeString(stubs.resolve(name + ".c"), source);
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/gcc", "-shared", "-fPIC", "-nostdlib", "-Wl,--no-as-needed"));
    command.addAll(List.of("-Wl,-soname," + name, "-o", file.toString(), code.toString()));
    for (String one : needed) {
      Path stub = stubs.resolve(one);
      if (!Files.exists(stub)) {
        make(stub, List.of(), "");
      }
      command.add(stub.toString());
    }
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(gcc.getInputStream().readAllBytes());
    try {
      assertEquals(0, gcc.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return file;
  }

  /** Makes libraries without content in a folder. */
  void install(Path folder, String... names) throws IOException {
    for (String name : names) {
      make(folder.resolve(name), List.of(), "");
    }
  }

  /** What ONNX Runtime's CUDA provider needs of a CUDA, in its order. */
  static List<String> cuda(int major) {
    return Stream.of(
            "libcublasLt.so.%d", "libcublas.so.%d", "libcurand.so.10", "libcudart.so.%d", DRIVER)
        .map(name -> name.formatted(major))
        .toList();
  }

  /** What its TensorRT provider needs besides. */
  static List<String> tensorRt() {
    return List.of(
        "libcublas.so.12",
        "libnvinfer.so.10",
        "libnvonnxparser.so.10",
        "libcudart.so.12",
        "libcudnn.so.9");
  }
}
