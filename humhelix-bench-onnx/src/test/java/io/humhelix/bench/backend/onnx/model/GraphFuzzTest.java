package io.humhelix.bench.backend.onnx.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs with seeded damage: a signature or a finding, in bounded time and memory. */
@Tag("slow")
class GraphFuzzTest {

  private static final int RUNS = Boolean.getBoolean("humhelix.test.full") ? 100_000 : 3_000;

  private static final List<byte[]> SEEDS =
      List.of(
          OnnxFile.encoder(ModelFolder.TINY).bytes(),
          OnnxFile.merged(ModelFolder.TINY).bytes(),
          OnnxFile.withPast(ModelFolder.TINY).externalWeight("data.bin").bytes(),
          OnnxFile.first(ModelFolder.TINY).externalInBranch("data.bin").bytes());

  @TempDir Path folder;

  @Test
  void damagedGraphsAreReadOrRefused() {
    int[] counts = new int[2];
    assertTimeoutPreemptively(
        Duration.ofMillis(60_000 + RUNS * 20L),
        () -> {
          for (int seed = 0; seed < RUNS; seed++) {
            counts[read(damaged(new Random(seed)), seed) ? 0 : 1]++;
          }
        });
    // Both ways have to be taken, or the damage tests nothing.
    assertTrue(counts[0] > RUNS / 20 && counts[1] > RUNS / 20, Arrays.toString(counts));
  }

  private boolean read(byte[] content, int seed) throws IOException {
    Path file = Files.write(folder.resolve("graph.onnx"), content);
    try {
      GraphParser.parse(file).signature().inputs().keySet().forEach(String::length);
      return true;
    } catch (ModelFormatException e) {
      assertFalse(e.getMessage().isBlank() || e.remedy().isBlank(), "seed " + seed);
      return false;
    }
  }

  private static byte[] damaged(Random random) {
    byte[] file = SEEDS.get(random.nextInt(SEEDS.size())).clone();
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(file, random.nextInt(file.length));
      }
      case 1 -> {
        byte[] longer = Arrays.copyOf(file, file.length + 1 + random.nextInt(40));
        for (int i = file.length; i < longer.length; i++) {
          longer[i] = (byte) random.nextInt(256);
        }
        return longer;
      }
      case 2 -> {
        byte[] noise = new byte[1 + random.nextInt(16)];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, file, random.nextInt(file.length - noise.length), noise.length);
      }
      case 3 -> {
        int from = random.nextInt(file.length - 64);
        System.arraycopy(file, from, file, random.nextInt(file.length - 64), 64);
      }
      default -> {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return file;
  }
}
