package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is still going on is not resumed by a second one. */
class ResumeLockTest {

  @TempDir Path folder;

  private static BenchmarkDefinition definition(Path folder) throws IOException {
    return TestClips.definition(folder, 1)
        .trials(TrialPolicy.DEFAULT.withCounts(0, 4).withSeed(7))
        .build();
  }

  private static Harness.Builder harness() {
    return Harness.builder().discovery(false).provider(new FakeProvider());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private String refusal(BenchmarkDefinition definition) {
    HarnessException e =
        assertThrows(HarnessException.class, () -> harness().resume(out()).run(definition));
    assertEquals(HarnessException.Kind.USAGE, e.kind());
    return e.getMessage();
  }

  /** The names in the output folder. */
  private List<String> names() throws IOException {
    try (var files = Files.list(out())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void ofAnotherProcess() throws Exception {
    BenchmarkDefinition definition = definition(folder);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      while (!Files.exists(folder.resolve("waiting"))) {
        assertTrue(child.isAlive(), () -> "it ended: " + folder.resolve("log"));
        LockSupport.parkNanos(1_000_000);
      }
      Path file = RecordReader.read(out()).records().get(0).file();
      byte[] before = Files.readAllBytes(file);
      String message = refusal(definition);
      assertEquals(
          "the run in '"
              + file
              + "' is still being written by another process; wait for its end, or end it",
          message);
      assertArrayEquals(before, Files.readAllBytes(file));
    } finally {
      child.destroyForcibly();
      assertTrue(child.waitFor(2, TimeUnit.MINUTES));
    }
    RunResult resumed = harness().resume(out()).run(definition);
    assertTrue(resumed.allOk(), resumed.toString());
    assertEquals(
        4,
        RecordReader.read(out()).records().stream()
            .filter(record -> record.kind() == RecordKind.TRIAL)
            .count());
    assertEquals(1, names().size(), names().toString());
  }

  /** A harness that stops within its run. */
  public static final class Program {

    private Program() {}

    /**
     * Runs until it is killed.
     *
     * @param args folder
     * @throws Exception if it goes wrong in another way
     */
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      harness()
          .output(folder.resolve("out"))
          .listener(
              new RunListener() {
                @Override
                public void trialFinished(RunEvents.TrialFinished event) {
                  if (event.result().trial() == 2) {
                    try {
                      Files.createFile(folder.resolve("waiting"));
                      new CountDownLatch(1).await();
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                }
              })
          .run(definition(folder));
    }
  }

  @Test
  void ofTheSameProcess() throws Exception {
    BenchmarkDefinition definition = definition(folder);
    List<String> messages = new ArrayList<>();
    RunResult result =
        harness()
            .output(out())
            .listener(
                new RunListener() {
                  @Override
                  public void trialFinished(RunEvents.TrialFinished event) {
                    messages.add(refusal(definition));
                  }
                })
            .run(definition);
    assertTrue(result.allOk(), result.toString());
    assertEquals(5, messages.size());
    assertTrue(messages.get(0).contains("is still being written by this process"), messages.get(0));
    assertEquals(1, names().size(), names().toString());
    assertTrue(harness().resume(out()).run(definition).allOk());
    assertEquals(1, names().size(), names().toString());
  }
}
