package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid files with seeded damage: a clip or an AudioException, in bounded time and memory. */
class WavFuzzTest {

  private static final int RUNS = Boolean.getBoolean("humhelix.test.full") ? 100_000 : 2_000;
  private static final long MAX_ALLOCATED = 256L << 20;

  private static final int[] TELLING = {
    0, 1, -1, 2, 3, 8, 13, 16, 64, 65, 255, 256, 0x7fff_ffff, 0x8000_0000, 0x7fff, 0xfffe, 16_000
  };

  private static final List<byte[]> SEEDS =
      List.of(
          WavBuilder.pcm16(16_000, new short[500]),
          WavBuilder.riff()
              .chunk("LIST", new byte[13])
              .extensible(1, 2, 44_100, 24, 20)
              .chunk("fact", new byte[4])
              .chunk("data", new byte[1_200])
              .chunk("bext", new byte[31])
              .build(),
          WavBuilder.container("RF64")
              .ds64(800)
              .fmt(3, 1, 8_000, 32)
              .chunk("data", 0xffff_ffffL, WavBuilder.floats(new float[200]))
              .chunk("LIST", new byte[8])
              .build(),
          WavBuilder.riff().fmt(7, 1, 8_000, 8).chunk("data", 0, new byte[999]).build(),
          WavBuilder.riff().fmt(3, 1, 48_000, 64).chunk("data", new byte[1_600]).build());

  @Test
  void damagedFilesAreReadOrRefused() throws Exception {
    // By reflection: the module under test has no need to read java.management.
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method allocatedBytes =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
    Duration limit = Duration.ofMillis(60_000 + RUNS * 20L);
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      int[] counts = new int[2];
      assertTimeoutPreemptively(
          limit,
          () -> {
            for (int run = 0; run < RUNS; run++) {
              Path file = memory.getPath("/run-" + run + ".wav");
              Files.write(file, damaged(new Random(run)));
              long before = (long) allocatedBytes.invoke(threads);
              counts[read(file, run) ? 0 : 1]++;
              long allocated = (long) allocatedBytes.invoke(threads) - before;
              assertTrue(allocated < MAX_ALLOCATED, "seed " + run + " took " + allocated);
              Files.delete(file);
            }
          });
      // Both ways have to be taken, or the damage tests nothing.
      assertTrue(counts[0] > RUNS / 20 && counts[1] > RUNS / 20, Arrays.toString(counts));
    }
  }

  private static boolean read(Path file, int seed) {
    try {
      ClipAudio clip = new AudioReader().read(file);
      assertTrue(clip.sourceFrames() > 0, "seed " + seed);
      long length = Math.round(clip.sourceFrames() * 16_000.0 / clip.sourceSampleRate());
      assertEquals(length, clip.samples().length, "seed " + seed);
      assertTrue(clip.peak() <= 1, "seed " + seed);
      return true;
    } catch (AudioException e) {
      assertFalse(e.found().isBlank(), "seed " + seed);
      assertFalse(e.code() == AudioException.Code.UNREADABLE, "seed " + seed + ": " + e);
      return false;
    }
  }

  private static byte[] damaged(Random random) {
    byte[] file = SEEDS.get(random.nextInt(SEEDS.size())).clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      file = damagedOnce(file, random);
    }
    return file;
  }

  private static byte[] damagedOnce(byte[] file, Random random) {
    if (file.length < 16) {
      return file;
    }
    int header = Math.min(file.length - 8, 120);
    switch (random.nextInt(6)) {
      case 0 -> file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 ->
          WavBuilder.little(4)
              .putInt(TELLING[random.nextInt(TELLING.length)])
              .flip()
              .get(file, random.nextInt(header), 1 + random.nextInt(4));
      case 2 -> {
        int size = random.nextInt(file.length);
        return Arrays.copyOf(file, size);
      }
      case 3 -> {
        int at = random.nextInt(header);
        byte[] extra = new byte[1 + random.nextInt(20)];
        random.nextBytes(extra);
        return ByteBuffer.allocate(file.length + extra.length)
            .put(file, 0, at)
            .put(extra)
            .put(file, at, file.length - at)
            .array();
      }
      case 4 -> {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, file, random.nextInt(file.length - 8), noise.length);
      }
      default -> {
        int from = random.nextInt(header);
        int length = Math.min(random.nextInt(64), file.length - from);
        int to = random.nextInt(file.length - length + 1);
        System.arraycopy(file, from, file, to, length);
      }
    }
    return file;
  }
}
