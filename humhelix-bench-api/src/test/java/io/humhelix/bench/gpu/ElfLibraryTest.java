package io.humhelix.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfLibraryTest {

  @TempDir Path temp;

  @Test
  void readsWhatALibraryNeeds() throws IOException {
    Path library =
        Files.write(
            temp.resolve("a.so"), ElfBytes.needing("$ORIGIN:/opt/x", List.of("libb.so.1", "libc")));
    ElfLibrary elf = ElfLibrary.read(library);
    assertEquals(List.of("libb.so.1", "libc"), elf.needed());
    assertEquals(List.of("$ORIGIN", "/opt/x"), elf.searchPath());
  }

  @Test
  void readsTheLibraryOfThisJvm() throws IOException {
    Path jvm = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");
    assumeTrue(Files.exists(jvm), "this JVM has a libjvm.so");
    assertTrue(ElfLibrary.read(jvm).needed().contains("libc.so.6"));
    assertTrue(ElfLibrary.defines(jvm, "JNI_CreateJavaVM"));
    assertFalse(ElfLibrary.defines(jvm, "malloc"), "it uses malloc, the C library has it");
    assertFalse(ElfLibrary.defines(jvm, "whisper_version"));
    assertEquals(List.of(), LibraryNeeds.of(jvm, LibraryFolders.here()).missing());
  }

  @Test
  void looksForSymbolsInBothTables() throws Exception {
    String source = "int inner(void); int whisper_version(void) { return inner(); }";
    for (String style : List.of("gnu", "sysv")) {
      Path library =
          CompiledLibrary.of(
              temp.resolve("lib" + style + ".so"), source, "-Wl,--hash-style=" + style);
      assertTrue(ElfLibrary.defines(library, "whisper_version"), style);
      assertFalse(ElfLibrary.defines(library, "inner"), style + ": used, not defined");
      assertFalse(ElfLibrary.defines(library, "whisper_versio"), style);
    }
  }

  @Test
  void takesRunpathForRpath() throws Exception {
    Path rpath =
        CompiledLibrary.of(
            temp.resolve("librpath.so"), "", "-Wl,--disable-new-dtags,-rpath,/opt/r");
    assertEquals(List.of("/opt/r"), ElfLibrary.read(rpath).searchPath());
    Path runpath =
        CompiledLibrary.of(
            temp.resolve("librunpath.so"), "", "-Wl,--enable-new-dtags,-rpath,$ORIGIN/../lib");
    assertEquals(List.of("$ORIGIN/../lib"), ElfLibrary.read(runpath).searchPath());
  }

  @Test
  void leavesDamagedLibrariesToTheLinker() throws IOException {
    byte[] good = ElfBytes.needing("$ORIGIN", List.of("libcudart.so.12"));
    LibraryFolders nowhere = LibraryFolders.of(temp.resolve("none"), Map.of());
    Path file = temp.resolve("a.so");
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] damaged = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      assertTrue(LibraryNeeds.of(file, nowhere).missing().size() <= 16, "seed " + seed);
      try {
        assertFalse(ElfLibrary.defines(file, "whisper_version"), "seed " + seed);
      } catch (IOException e) {
        // That it is damaged may be said.
      }
    }
    Files.writeString(
        file, "no library at all, but long enough to have a header of 64 bytes......");
    assertThrows(IOException.class, () -> ElfLibrary.read(file));
    assertThrows(IOException.class, () -> ElfLibrary.defines(file, "x"));
    assertEquals(List.of(), LibraryNeeds.of(temp.resolve("absent.so"), nowhere).missing());
  }
}
