package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Memory outside the Java heap does not grow from one transcription to the next. */
class NativeMemoryTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");
  private static final int RUNS = FULL ? 1_000 : 30;
  private static final int WARM_UP = FULL ? 100 : 10;
  private static final double MOST_GROWTH = 0.01;

  @Test
  @EnabledOnOs(OS.LINUX)
  void staysWhatItWas() throws Exception {
    float[] features = TinyModel.features();
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine())) {
      transcribe(network, features, WARM_UP);
      long before = settled();
      transcribe(network, features, RUNS);
      long after = settled();
      assertTrue(
          after - before <= before * MOST_GROWTH,
          "from " + before + " to " + after + " bytes in " + RUNS + " transcriptions");
    }
    assertEquals(0, LiveObjects.count());
  }

  private static void transcribe(RuntimeNetwork network, float[] features, int count)
      throws Exception {
    for (int i = 0; i < count; i++) {
      assertEquals(TinyModel.TOKENS, TinyModel.greedy(network, features));
    }
  }

  /**
   * What is resident without the Java heap. The heap's pages come and go with collections; its
   * committed size is taken off after a collection, when all of it has been touched.
   */
  private static long settled() throws IOException {
    System.gc();
    byte[][] touched = new byte[8][];
    for (int i = 0; i < 512; i++) {
      touched[i % touched.length] = new byte[1 << 20];
    }
    System.gc();
    long pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
    return pages * 4096
        - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted()
        - ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted();
  }
}
