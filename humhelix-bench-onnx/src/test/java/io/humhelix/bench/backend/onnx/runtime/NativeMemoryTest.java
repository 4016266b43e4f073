package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.FreshJvm;
import io.humhelix.bench.backend.onnx.runtime.NativeMemoryProgram.Leak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory outside the Java heap does not grow from one transcription to the next, and the
 * measurement is fine enough to see one forgotten tensor a transcription.
 *
 * <p>What is looked at is the resident memory of a JVM that does nothing else: its heap has a fixed
 * size, all of it touched at the start, and is taken off; its compiler is the small one, which is
 * done within the warm-up; and {@code malloc} has one arena, so that it does not depend on which
 * thread frees what.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class NativeMemoryTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");
  private static final int WARM_UP = FULL ? 50 : 8;
  private static final int RUNS = FULL ? 1_000 : 20;
  private static final int LEAKING_RUNS = FULL ? 50 : 12;

  /** A few transcriptions may not bring what a thousand may: then a leak has less time to show. */
  private static final double MOST_GROWTH = FULL ? 0.01 : 0.0025;

  /** So many transcriptions at the end of a phase tell what is held then: their median. */
  private static final int AT_END = 3;

  private static final int HEAP_MEGABYTES = 128;

  @TempDir Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void staysWhatItWas() throws Exception {
    List<String> lines =
        transcribe(
            Leak.NOTHING, WARM_UP,
            Leak.NOTHING, RUNS,
            Leak.LOGITS, LEAKING_RUNS,
            Leak.AUDIO, LEAKING_RUNS);
    long[] held = new long[4];
    for (int phase = 0; phase < held.length; phase++) {
      held[phase] = atEnd(lines, phase);
    }
    String all = "native memory at the end of each phase: " + Arrays.toString(held);

    assertTrue(growth(held[0], held[1]) <= MOST_GROWTH, all);
    assertTrue(growth(held[1], held[2]) > MOST_GROWTH, "a leak of logits goes unnoticed; " + all);
    assertTrue(growth(held[2], held[3]) > MOST_GROWTH, "a leak of audio goes unnoticed; " + all);
    int last = lines.size() - 1;
    long loaded = Long.parseLong(lines.get(last - 1).replace("loaded ", ""));
    assertTrue(loaded > LEAKING_RUNS, "what is not closed is counted: " + loaded);
    assertEquals("closed 0", lines.get(last));
  }

  private static double growth(long before, long after) {
    return (double) (after - before) / before;
  }

  private static long atEnd(List<String> lines, int phase) {
    String prefix = phase + " ";
    List<Long> held =
        lines.stream()
            .filter(line -> line.startsWith(prefix))
            .map(line -> Long.parseLong(line.substring(prefix.length())))
            .toList();
    List<Long> last = held.subList(held.size() - AT_END, held.size()).stream().sorted().toList();
    return last.get(AT_END / 2) - ((long) HEAP_MEGABYTES << 20);
  }

  private List<String> transcribe(Object... phases) throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "-Xms" + HEAP_MEGABYTES + "m",
            "-Xmx" + HEAP_MEGABYTES + "m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    return new FreshJvm(folder).run(NativeMemoryProgram.class, options, phases);
  }
}
