package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real shared libraries made of a few lines of C, looked at and not loaded. */
class BuildFolderTest {

  private static final String CUBLAS = "libcublas.so.12";

  @TempDir Path folder;

  @Test
  void aFolderWithoutRunPathIsLoadedInOrder() throws Exception {
    FakeBuild build = FakeBuild.in(folder.resolve("build"), "fake");
    assertEquals(
        List.of("libggml.so", "libwhisper.so.1"), names(check(build, List.of(), system())));
  }

  @ParameterizedTest
  @CsvSource({
    "whisper_version, 1.8.0 or later",
    "whisper_get_timings, 1.7.2 or later",
    "whisper_pcm_to_mel_phase_vocoder, 1.6.2 or earlier"
  })
  void anotherWhisperIsRefused(String symbol, String versions) throws Exception {
    FakeBuild build = FakeBuild.in(folder.resolve("build"), "fake").withSymbol(symbol);
    SutException refusal =
        assertThrows(SutException.class, () -> check(build, List.of(), system()));
    assertEquals(FailureKind.NATIVE_LIBRARY, refusal.kind());
    String message = refusal.getMessage();
    assertTrue(message.contains(build.folder().resolve("libwhisper.so.1").toString()), message);
    assertTrue(message.contains("is whisper.cpp " + versions + " (it has " + symbol), message);
    assertTrue(message.contains("works with 1.7.1 alone"), message);
    assertTrue(refusal.remedy().contains("tag v1.7.1"), refusal.remedy());
  }

  @Test
  void aMissingLibraryOfCudaIsExplained() throws Exception {
    Path cuda = folder.resolve("cuda");
    FakeBuild build = FakeBuild.in(folder.resolve("build"), "fake").needing(cuda, CUBLAS);
    Files.delete(cuda.resolve(CUBLAS));
    SutException refusal =
        assertThrows(SutException.class, () -> check(build, List.of(cuda), system()));
    assertEquals(FailureKind.NATIVE_LIBRARY, refusal.kind());
    assertTrue(refusal.getMessage().contains("cuBLAS"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(CUBLAS), refusal.getMessage());
    assertTrue(refusal.remedy().contains("pip install nvidia-cublas-cu12"), refusal.remedy());
    assertTrue(refusal.remedy().contains("cuda_libraries"), refusal.remedy());
  }

  @Test
  void librariesOfCudaAreTakenFromTheFoldersThatTheOptionNames() throws Exception {
    Path cuda = folder.resolve("cuda");
    FakeBuild build = FakeBuild.in(folder.resolve("build"), "fake").needing(cuda, CUBLAS);
    List<FoundLibrary> first = check(build, List.of(cuda), system());
    assertEquals(List.of(CUBLAS, "libggml.so", "libwhisper.so.1"), names(first));
    assertEquals(cuda.resolve(CUBLAS).toAbsolutePath(), first.get(0).file());
  }

  @Test
  void librariesOfCudaAreFoundInPipsPackages() throws Exception {
    Path environment = folder.resolve("venv");
    Path pip = environment.resolve("lib/python3.11/site-packages/nvidia/cublas/lib");
    FakeBuild build = FakeBuild.in(folder.resolve("build"), "fake").needing(pip, CUBLAS);
    Map<String, String> variables = Map.of("VIRTUAL_ENV", environment.toString());
    List<FoundLibrary> first =
        check(build, List.of(), LibraryFolders.of(folder.resolve("root"), variables));
    assertEquals(FoundLibrary.Place.PIP, first.get(0).place());
    assertEquals(CUBLAS, first.get(0).name());
  }

  @Test
  void whatTheSystemHasIsLeftToTheLinker() throws Exception {
    Path system = folder.resolve("root/usr/lib");
    FakeBuild build =
        FakeBuild.in(folder.resolve("build"), "fake")
            .needing(system, "libvulkan.so.1")
            .withSystemLibrary(system, "libvulkan.so.1", "libmade_up_c.so.6");
    assertEquals(
        List.of("libggml.so", "libwhisper.so.1"), names(check(build, List.of(), system())));
  }

  @Test
  void whatIsNoLibraryIsLeftToTheLinker() throws Exception {
    Files.writeString(folder.resolve(System.mapLibraryName("whisper-jni")), "no library");
    assertEquals(
        List.of(), BuildFolder.check(new NativeBuild(Optional.of(folder), List.of()), system()));
  }

  /** A machine without any libraries: those of the fake build need no others. */
  private LibraryFolders system() {
    return LibraryFolders.of(folder.resolve("root"), Map.of());
  }

  private static List<FoundLibrary> check(FakeBuild build, List<Path> cuda, LibraryFolders folders)
      throws SutException {
    return BuildFolder.check(new NativeBuild(Optional.of(build.folder()), cuda), folders);
  }

  private static List<String> names(List<FoundLibrary> libraries) {
    return libraries.stream().map(FoundLibrary::name).toList();
  }
}
