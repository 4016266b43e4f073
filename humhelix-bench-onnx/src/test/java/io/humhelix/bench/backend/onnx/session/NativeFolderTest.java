package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {

  private static final String CORE = System.mapLibraryName("onnxruntime");
  private static final String JAVA = System.mapLibraryName("onnxruntime4j_jni");

  @TempDir Path folder;

  @Test
  void refusesFoldersWithoutTheLibrary() {
    assertRefused(folder.toString(), "has no file " + CORE);
    assertRefused(folder.resolve("absent").toString(), "cannot be read");
    assertRefused("a\0b", "cannot be read");
  }

  @Test
  void takesAWholeBuildAsItIs() throws Exception {
    Files.createFile(folder.resolve(CORE));
    Files.createFile(folder.resolve(JAVA));
    Path checked = NativeFolder.checked(folder.toString());
    assertEquals(folder.toRealPath(), checked);
    assertEquals(checked, NativeFolder.complete(checked));
  }

  @Test
  void completesTheFolderOfThePythonWheel() throws Exception {
    assumeTrue(CORE.endsWith(".so"), "Linux's names of libraries");
    Files.writeString(folder.resolve("libonnxruntime.so.1.29.0"), "core");
    Files.writeString(folder.resolve("libonnxruntime_providers_cuda.so"), "cuda");
    Files.writeString(folder.resolve("onnxruntime_pybind11_state.so"), "python");
    Path complete = NativeFolder.complete(NativeFolder.checked(folder.toString()));
    assertEquals("core", Files.readString(complete.resolve(CORE)));
    assertEquals("cuda", Files.readString(complete.resolve("libonnxruntime_providers_cuda.so")));
    assertTrue(Files.size(complete.resolve(JAVA)) > 10_000, "the jar's own library");
    try (var files = Files.list(complete)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void namesTheVersionsOfALibraryAndAJarThatDoNotFit() throws Exception {
    assumeTrue(CORE.endsWith(".so"), "Linux's names of libraries");
    Path byName = Files.createFile(folder.resolve("libonnxruntime.so.1.27.0"));
    assertVersions(
        "native_path " + folder.toRealPath() + " is ONNX Runtime 1.27.0, but the jar is");
    Files.delete(byName);
    byte[] library = new byte[200_000];
    byte[] symbols = "VERS_1.31.1\0".getBytes(StandardCharsets.US_ASCII);
    // Across the border of what is read at once.
    System.arraycopy(symbols, 0, library, (1 << 16) - 5, symbols.length);
    Files.write(folder.resolve(CORE), library);
    assertEquals(Optional.of("1.31.1"), NativeFolder.version(folder));
    assertVersions("is ONNX Runtime 1.31.1, but the jar is for 1.29.0.");
  }

  private void assertVersions(String found) {
    SutException refusal =
        assertThrows(
            SutException.class,
            () -> NativeFolder.complete(NativeFolder.checked(folder.toString())));
    assertEquals(FailureKind.NATIVE_LIBRARY, refusal.kind());
    assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    assertTrue(refusal.remedy().contains("pip install onnxruntime-gpu==1.29.0"), refusal.remedy());
  }

  private static void assertRefused(String named, String found) {
    SutException refusal = assertThrows(SutException.class, () -> NativeFolder.checked(named));
    assertEquals(FailureKind.NATIVE_LIBRARY, refusal.kind());
    assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    assertTrue(refusal.remedy().contains("native_path"), refusal.remedy());
  }
}
