package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that takes no more: a child JVM below the shell's limit on file sizes. */
class DiskFullTest {

  @TempDir Path folder;

  @Test
  void recordsBeforeTheLimitStayReadable() throws Exception {
    Path bash = Path.of("/bin/bash");
    RequiredProgram.executable(bash, "to set a limit on file sizes");
    Path log = folder.resolve("child.log");
    // The limit holds for every file of the child, so the JVM's own temporary one is switched off.
    Process child =
        new ProcessBuilder(
                bash.toString(),
                "-c",
                "ulimit -f 64; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                WriteUntilFull.class.getName(),
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(child.waitFor(2, TimeUnit.MINUTES));
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertEquals(3, child.exitValue(), output);

    ResultsFile read = RecordReader.read(folder.resolve("out"));

    assertEquals(List.of(), read.damages(), "the torn record was cut off");
    assertTrue(output.contains("acknowledged " + read.records().size() + "\n"), output);
    assertTrue(read.records().size() > 10, output);
    assertTrue(output.contains("ulimit -f"), output);
  }

  /** The child's program: writes until an error, and says how far it came. */
  public static final class WriteUntilFull {

    private WriteUntilFull() {}

    /**
     * Runs the program.
     *
     * @param args the output folder
     * @throws Exception if it goes wrong in another way than expected
     */
    public static void main(String[] args) throws Exception {
      int acknowledged = 0;
      try (RunWriter writer = RunWriter.create(Path.of(args[0]), Samples.header())) {
        acknowledged++;
        while (acknowledged < 100_000) {
          writer.append(Samples.context(), Samples.valid(acknowledged, Samples.TEXT));
          acknowledged++;
        }
      } catch (StoreException e) {
        System.out.println("acknowledged " + acknowledged + "\n" + e.getMessage());
        System.exit(3);
      }
    }
  }
}
