package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls, and opening and closing, take no native memory with them. Java's own memory settles slowly
 * (compiled code, its arenas), so what counts is the trend after a warm-up, and a loss on purpose
 * must be found by the same rule.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class MemoryTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  /** Of four calls each. */
  private static final int ROUNDS = FULL ? 250 : 15;

  private static final int OPENS = FULL ? 30 : 9;

  /** Bytes. A small loss drowns in the settling of a short run. */
  private static final int NOTICED = FULL ? 16 << 10 : 512 << 10;

  /** Bytes. What one state of this model takes is 20 times as much. */
  private static final int NOTICED_BY_OPENS = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void callsTakeNoMemoryWithThem(int states) throws Exception {
    double trend = trend(MemoryChecks.Calls.class, states, ROUNDS, 0);
    assertTrue(trend < NOTICED, "grows by " + trend + " bytes every four calls");
  }

  @Test
  void aLossByCallsIsFound() throws Exception {
    double trend = trend(MemoryChecks.Calls.class, 1, ROUNDS, 2 * NOTICED);
    assertTrue(trend > NOTICED, "grows by only " + trend + " bytes every four calls");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void openingAndClosingTakesNoMemoryWithIt(int states) throws Exception {
    double trend = trend(MemoryChecks.Opens.class, states, OPENS, 0);
    assertTrue(trend < NOTICED_BY_OPENS, "grows by " + trend + " bytes each time");
  }

  @Test
  void aLossByOpeningIsFound() throws Exception {
    double trend = trend(MemoryChecks.Opens.class, 1, OPENS, 2 * NOTICED_BY_OPENS);
    assertTrue(trend > NOTICED_BY_OPENS, "grows by only " + trend + " bytes each time");
  }

  /** Bytes a round: the median of all slopes (Theil and Sen), the first third left out. */
  private double trend(Class<?> main, int states, int rounds, int loss) throws Exception {
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            System.getProperty("java.class.path"),
            // One arena: with more, a thread that moves to another one looks like growth.
            Map.of("MALLOC_ARENA_MAX", "1"),
            main,
            List.of(
                "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Xshare:auto"),
            List.of(
                NativeBuilds.cpuLibrary().toString(),
                Integer.toString(states),
                Integer.toString(rounds),
                Integer.toString(loss)));
    assertEquals(0, child.exitCode(), child.err());
    List<Long> resident =
        Files.readAllLines(folder.resolve(CppData.FOUND)).stream().map(Long::valueOf).toList();
    assertEquals(rounds, resident.size());
    int from = rounds / 3;
    double[] slopes =
        IntStream.range(from, rounds)
            .boxed()
            .flatMapToDouble(
                i ->
                    IntStream.range(i + 1, rounds)
                        .mapToDouble(j -> (double) (resident.get(j) - resident.get(i)) / (j - i)))
            .sorted()
            .toArray();
    return slopes[slopes.length / 2];
  }
}
