package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySearchTest {

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
    assertEquals(List.of(), LibrarySearch.here().missing(jvm));
  }

  @Test
  void looksWhereTheLinkerDoes() throws IOException {
    Path own = Files.createDirectories(temp.resolve("own"));
    Path named = Files.createDirectories(temp.resolve("named"));
    Path variable = Files.createDirectories(temp.resolve("variable"));
    Path standard = Files.createDirectories(temp.resolve("standard"));
    Files.createFile(named.resolve("libnamed.so"));
    Files.createFile(variable.resolve("libvariable.so"));
    Files.createFile(standard.resolve("libstandard.so"));
    Path cache = temp.resolve("cache");
    Files.writeString(
        cache, "glibc\0libcached.so.1\0/usr/lib/libcached.so.1\0", StandardCharsets.ISO_8859_1);
    Path library =
        Files.write(
            own.resolve("a.so"),
            ElfBytes.needing(
                "$ORIGIN/../named",
                List.of(
                    "libnamed.so",
                    "libvariable.so",
                    "libstandard.so",
                    "libcached.so.1",
                    "libcached.so",
                    "libcudart.so.12")));
    LibrarySearch search = new LibrarySearch(variable.toString(), cache, List.of(standard));
    assertEquals(List.of("libcached.so", "libcudart.so.12"), search.missing(library));
    assertEquals(
        List.of("libnamed.so", "libvariable.so", "libstandard.so", "libcudart.so.12"),
        new LibrarySearch("", cache, List.of())
            .missing(
                List.of("libnamed.so", "libvariable.so", "libstandard.so", "libcudart.so.12")));
  }

  @Test
  void leavesDamagedLibrariesToTheLinker() throws IOException {
    byte[] good = ElfBytes.needing("$ORIGIN", List.of("libcudart.so.12"));
    LibrarySearch search = new LibrarySearch("", temp.resolve("none"), List.of());
    Path file = temp.resolve("a.so");
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] damaged = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      assertTrue(search.missing(file).size() <= 16, "seed " + seed);
    }
    Files.writeString(
        file, "no library at all, but long enough to have a header of 64 bytes......");
    assertThrows(IOException.class, () -> ElfLibrary.read(file));
    assertEquals(List.of(), search.missing(temp.resolve("absent.so")));
  }
}
