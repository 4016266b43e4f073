package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.ggml.ModelFile;
import io.humhelix.bench.backend.ggml.ModelFormatException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What needs a JVM of its own: a first load of the native library, or files that may crash it. */
@Tag("slow")
class ForkedTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  @TempDir Path folder;

  @Test
  void theEngineWritesNothingPastTheLogger() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    ForkedJvm child =
        fork(ForkedChecks.Transcribe.class, List.of("-Djava.io.tmpdir=" + temporary), List.of());
    assertEquals(0, child.exitCode(), child.err());
    assertEquals("", child.out());
    assertEquals("", child.err());
    assertTrue(found().contains("selfish"), found());
    assertTrue(child.log().contains("whisper_model_load: n_vocab"), child.log());
    assertTrue(child.log().contains("backend.whisper.native"), child.log());
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList(), "what whisper-jni extracted is gone");
    }
  }

  @Test
  void aFolderWithoutTheLibraryIsRefusedAndDoesNotSpoilTheNextLoad() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    ForkedJvm child = fork(ForkedChecks.Probe.class, List.of(), List.of(empty.toString()));
    assertEquals(0, child.exitCode(), child.err());
    assertTrue(
        found().contains("native-library-unavailable: whisper-jni: library_path " + empty),
        found());
    assertTrue(found().contains(System.mapLibraryName("whisper-jni")), found());
    assertTrue(found().contains("true: whisper-jni 1.7.1"), found());
  }

  @Test
  void aLibraryThatDoesNotLoadIsRefusedWithItsReason() throws Exception {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve(System.mapLibraryName("whisper-jni")), "no library");
    ForkedJvm child =
        fork(
            ForkedChecks.Probe.class,
            List.of("-D" + NativeBuild.FOLDER_PROPERTY + "=" + broken),
            List.of());
    assertEquals(0, child.exitCode(), child.err());
    assertTrue(found().contains("false: whisper-jni: the native library in " + broken), found());
    assertTrue(found().contains("UnsatisfiedLinkError"), found());
    assertTrue(found().contains("set library_path"), found());
    assertTrue(found().contains("again: true"), found());
  }

  @Test
  void anUnknownPlatformIsRefusedWithItsReason() throws Exception {
    ForkedJvm child = fork(ForkedChecks.Probe.class, List.of("-Dos.arch=riscv64"), List.of());
    assertEquals(0, child.exitCode(), child.err());
    assertTrue(found().contains("false: whisper-jni: the bundled native library"), found());
    assertTrue(found().contains("Unknown OS architecture"), found());
  }

  @Test
  void isListedAndUnavailableWithoutWhisperJnisJar() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("whisper-jni-"))
            .collect(Collectors.joining(File.pathSeparator));
    ForkedJvm child =
        ForkedJvm.run(folder, classPath, ForkedChecks.Probe.class, List.of(), List.of());
    assertEquals(0, child.exitCode(), child.err());
    assertTrue(found().startsWith("whisper-jni 21 "), found());
    assertTrue(found().contains("false: whisper-jni: "), found());
    assertTrue(found().contains("NoClassDefFoundError"), found());
    assertTrue(found().contains("Put its jar on the class path."), found());
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void whatPassesTheCheckDoesNotCrashTheEngine() throws Exception {
    int count = FULL ? 2000 : 150;
    ForkedJvm child =
        fork(
            ForkedChecks.LoadChanged.class,
            List.of("-Xmx256m"),
            List.of("1", Integer.toString(count)));
    assertEquals(0, child.exitCode(), () -> child.err() + last());
    assertFalse(found().contains("refuses it"), found());
    int accepted = Integer.parseInt(found().strip().replaceAll("\\D", ""));
    assertTrue(accepted > count / 10, found());
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void theCheckSurvivesEveryChange() throws Exception {
    int count = FULL ? 10_000 : 500;
    Path copy = Files.copy(TestData.MODEL, folder.resolve("changed.bin"));
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw");
          ModelChange change = new ModelChange(file, seed)) {
        change.apply();
        ModelFile.check(copy);
      } catch (ModelFormatException e) {
        assertFalse(e.getMessage().isBlank());
        refused++;
      }
    }
    assertTrue(refused > count / 4, refused + " refused of " + count);
    assertEquals(
        -1, Files.mismatch(TestData.MODEL, copy), "every change was undone, so each stood alone");
  }

  private ForkedJvm fork(Class<?> main, List<String> vmOptions, List<String> arguments)
      throws IOException, InterruptedException {
    return ForkedJvm.run(folder, main, vmOptions, arguments);
  }

  private String found() throws IOException {
    return Files.readString(folder.resolve(ForkedChecks.FOUND));
  }

  private String last() {
    try {
      return Files.readString(folder.resolve("last"));
    } catch (IOException e) {
      return "before the first load";
    }
  }
}
