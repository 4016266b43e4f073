package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.ForkedJvm;
import io.humhelix.bench.backend.whisper.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Damaged models and too little memory, each in a JVM of its own, since native code may end it. */
@Tag("slow")
class HostileTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");
  private static final int HEADER_INTS = 12;

  @TempDir Path folder;

  @Test
  void filesThatAreNoModelAreRefused() throws Exception {
    byte[] model = Files.readAllBytes(TestData.MODEL);
    ByteBuffer header = ByteBuffer.allocate(HEADER_INTS * Integer.BYTES);
    header.order(ByteOrder.LITTLE_ENDIAN).putInt(0x67676d6c);
    List<Path> files =
        List.of(
            Files.write(folder.resolve("empty.bin"), new byte[0]),
            Files.write(folder.resolve("4.bin"), Arrays.copyOf(model, 4)),
            Files.write(folder.resolve("8.bin"), Arrays.copyOf(model, 8)),
            Files.write(folder.resolve("152.bin"), Arrays.copyOf(model, 152)),
            Files.write(folder.resolve("zeros.bin"), header.array()),
            Files.write(folder.resolve("half.bin"), Arrays.copyOf(model, model.length / 2)),
            Files.writeString(folder.resolve("page.bin"), "<!DOCTYPE html><html>Not found</html>"));
    List<String> arguments = new ArrayList<>(List.of(NativeBuilds.cpuLibrary().toString()));
    files.forEach(file -> arguments.add(file.toString()));
    arguments.add(TestData.MODEL.toString());
    ForkedJvm child =
        ForkedJvm.run(folder, NativeChecks.OpenEach.class, List.of("-Xmx256m"), arguments);
    assertEquals(0, child.exitCode(), child.err());
    List<String> found = found();
    assertEquals(files.size() + 1, found.size(), found::toString);
    found.subList(0, files.size()).forEach(line -> assertTrue(line.startsWith("MODEL: "), line));
    assertEquals("opened cpu", found.get(files.size()));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void whatPassesTheCheckDoesNotCrashTheEngine() throws Exception {
    int count = FULL ? 1000 : 60;
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            NativeChecks.LoadChanged.class,
            List.of("-Xmx256m"),
            List.of(NativeBuilds.cpuLibrary().toString(), "1", Integer.toString(count)));
    assertEquals(0, child.exitCode(), () -> child.err() + last());
    List<String> found = found();
    assertFalse(found.get(0).contains("refuses it"), found::toString);
    assertTrue(Integer.parseInt(found.get(0).replaceAll("\\D", "")) > count / 10, found::toString);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void decodersWithoutMemoryAreAFailureAndNoCrash() throws Exception {
    List<String> found = withLittleMemory(20, "beams");
    assertTrue(found.get(0).startsWith("OUT_OF_MEMORY true: clip clip"), found::toString);
    assertTrue(found.get(0).contains("memory of the decoders"), found::toString);
    assertTrue(
        found.get(1).startsWith("OUT_OF_MEMORY true: an earlier call"),
        "there is memory again, but the state was freed: " + found);
  }

  /** Decoders of eight beams take 31 MiB of their own. */
  private List<String> withLittleMemory(int mebibytes, String what) throws Exception {
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            System.getProperty("java.class.path"),
            // Each large block from the system, so that what was freed before is of no help.
            Map.of("MALLOC_MMAP_THRESHOLD_", "131072", "MALLOC_ARENA_MAX", "1"),
            NativeChecks.LittleMemory.class,
            List.of("-Xmx128m"),
            List.of(NativeBuilds.cpuLibrary().toString(), Integer.toString(mebibytes), what));
    assertEquals(0, child.exitCode(), child.err());
    return found();
  }

  private List<String> found() throws IOException {
    return Files.readAllLines(folder.resolve(CppData.FOUND));
  }

  private String last() {
    try {
      return Files.readString(folder.resolve("last"));
    } catch (IOException e) {
      return "before the first load";
    }
  }
}
