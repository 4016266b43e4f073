package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more in the middle of a run: a child JVM below a limit on file sizes. */
@Tag("slow")
class DiskFullRunTest {

  @TempDir Path folder;

  @Test
  void endsTheRunSaysSoAndLosesNothing() throws Exception {
    Path bash = Path.of("/bin/bash");
    RequiredProgram.executable(bash, "to set a limit on file sizes");
    Path log = folder.resolve("child.log");
    Process child =
        new ProcessBuilder(
                bash.toString(),
                "-c",
                "ulimit -f 32; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The limit holds for the JVM's own temporary file too.
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(child.waitFor(2, TimeUnit.MINUTES));
    String output = Files.readString(log);
    assertEquals(3, child.exitValue(), output);
    ResultsFile file = RecordReader.read(folder.resolve("out"));
    assertEquals(List.of(), file.damages(), output);
    long stored = file.records().stream().filter(r -> r.kind() == RecordKind.TRIAL).count();
    assertTrue(stored > 3, output);
    // The trial whose record did not fit was measured, and is in the partial result.
    assertTrue(output.contains("STORAGE, measured " + (stored + 1) + ", closed 1"), output);
  }

  /** The child's program. */
  public static final class Program {

    private Program() {}

    /**
     * Runs a definition of a thousand trials.
     *
     * @param args a folder
     * @throws Exception if it goes wrong in another way than expected
     */
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      FakeProvider fake = new FakeProvider();
      try {
        Harness.builder()
            .discovery(false)
            .provider(fake)
            .output(folder.resolve("out"))
            .run(
                TestClips.definition(folder, 1)
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 1000))
                    .build());
      } catch (HarnessException e) {
        long measured = e.partialResult().orElseThrow().runConfigs().get(0).validTrials().size();
        System.out.println(
            e.kind()
                + ", measured "
                + measured
                + ", closed "
                + fake.closed
                + "\n"
                + e.getMessage());
        System.exit(3);
      }
    }
  }
}
