package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which native build a JVM takes; each JVM of these tests starts without one. */
class NativeBuildTest {

  private final WhisperJniProvider provider = new WhisperJniProvider();

  @TempDir Path folder;

  @Test
  void buildsAreTheSameIfTheirFoldersAre() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertEquals(Optional.of("whisper-jni"), provider.nativeBuild(Options.empty()));
    assertEquals(
        Optional.of(real.toRealPath().toString()),
        provider.nativeBuild(Options.empty().with("library_path", link.toString())));
    assertEquals(
        Optional.of("/no/such/folder"),
        provider.nativeBuild(Options.empty().with("library_path", "/no/such/folder")));
    assertEquals(
        Optional.of(real.toRealPath() + " with [/opt/cuda/lib64]"),
        provider.nativeBuild(
            Options.empty()
                .with("library_path", real.toString())
                .with("cuda_libraries", "/opt/cuda/lib64")));
  }

  @Test
  void aFolderOfCudasLibrariesThatIsNotThereIsTold() throws IOException {
    Files.createFile(folder.resolve(System.mapLibraryName("whisper-jni")));
    SutException refusal =
        assertThrows(
            SutException.class,
            () ->
                NativeBuild.of(
                    Options.empty()
                        .with("library_path", folder.toString())
                        .with("cuda_libraries", List.of("/no/such/cuda"))));
    assertTrue(refusal.getMessage().contains("cuda_libraries /no/such/cuda"), refusal.toString());
    assertTrue(refusal.remedy().contains("/usr/local/cuda/lib64"), refusal.remedy());
  }

  @Test
  @Tag("slow")
  void aProbeLoadsTheBuildOfItsOptionsAndNoOther() throws Exception {
    Path build = FakeBuild.in(folder.resolve("build"), "a build without run path").folder();
    String found = probe(build.toString(), build.toString());
    assertEquals(
        List.of(
            "true: whisper-jni 1.7.1: a build without run path",
            "true: whisper-jni 1.7.1: a build without run path"),
        found.lines().toList());
  }

  @Test
  @Tag("slow")
  void twoBuildsInOneJvmAreRefused() throws Exception {
    Path one = FakeBuild.in(folder.resolve("one"), "the first").folder();
    Path two = FakeBuild.in(folder.resolve("two"), "the second").folder();
    List<String> found = probe(one.toString(), two.toString(), "").lines().toList();
    assertEquals("true: whisper-jni 1.7.1: the first", found.get(0));
    assertTrue(
        found.get(1).startsWith("false: whisper-jni: the native library in " + two), found.get(1));
    assertTrue(
        found.get(1).contains("has already loaded the native library in " + one), found.get(1));
    assertTrue(found.get(1).contains("isolation: process"), found.get(1));
    assertTrue(found.get(2).startsWith("false: whisper-jni: the bundled"), found.get(2));
  }

  @Test
  @Tag("slow")
  void aBuildThatIsRefusedUnloadedLeavesTheJvmToAnother() throws Exception {
    Path other = FakeBuild.in(folder.resolve("other"), "x").withSymbol("whisper_version").folder();
    Path cuda = folder.resolve("cuda");
    Path incomplete =
        FakeBuild.in(folder.resolve("incomplete"), "x")
            .needing(cuda, "libmade_up_cuda.so.1")
            .folder();
    List<String> found =
        probe(other.toString(), incomplete.toString(), incomplete + "," + cuda).lines().toList();
    assertTrue(found.get(0).contains("is whisper.cpp 1.8.0 or later"), found.get(0));
    assertTrue(found.get(1).startsWith("false: "), found.get(1));
    assertTrue(found.get(1).contains("libmade_up_cuda.so.1"), found.get(1));
    assertEquals("true: whisper-jni 1.7.1: with cuBLAS", found.get(2));
  }

  private String probe(String... builds) throws Exception {
    ForkedJvm child =
        ForkedJvm.run(folder, ForkedChecks.ProbeBuilds.class, List.of(), List.of(builds));
    assertEquals(0, child.exitCode(), child.err());
    assertFalse(child.err().contains("UnsatisfiedLinkError"), child.err());
    return Files.readString(folder.resolve(ForkedChecks.FOUND));
  }
}
