package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.TrialPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness is killed: its worker ends, with all processes that it started, and tidies up. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class ParentDeathTest {

  /** From the kill of the harness until nothing of its worker runs. */
  private static final Duration LONGEST =
      Boolean.getBoolean("humhelix.test.full") ? Duration.ofSeconds(5) : Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"spin", "native", "children"})
  void aWorkerDoesNotOutliveItsHarness(String act) throws Exception {
    Path began = folder.resolve("began");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process harness =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString(),
                act,
                began.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    List<ProcessHandle> family;
    try {
      // Shell, two sleeping children of a child, and one that has left the session.
      int most = act.equals("children") ? 6 : 1;
      await(() -> Files.exists(began) && harness.descendants().count() >= most, this::log);
      family = harness.descendants().toList();
      assertFalse(family.isEmpty());
    } finally {
      harness.destroyForcibly();
    }
    long killed = System.nanoTime();
    assertTrue(harness.waitFor(1, TimeUnit.MINUTES));
    await(
        () -> family.stream().noneMatch(ParentDeathTest::runs),
        () -> family.stream().map(p -> p.info().toString()).toList().toString());
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    assertTrue(took.compareTo(LONGEST) < 0, took.toString());
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** A container may have nobody who asks a dead process for its exit code. */
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return process.isAlive() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, otherwise);
      Thread.onSpinWait();
    }
  }

  /** The harness that is killed. */
  public static final class Program {

    private Program() {}

    /**
     * Runs a system that hangs.
     *
     * @param args folder, what the system does, file that shows that it does
     * @throws Exception if it cannot be run
     */
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      Harness.builder()
          .run(
              WorkerRunTest.definition(
                      folder, WorkerRunTest.sut("hangs", args[1]).withOption("once", args[2]))
                  .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1))
                  .build());
    }
  }
}
