package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A results file has one writer, whoever reads it meanwhile and however the writer ends. */
class WriterLockTest {

  private static final int REFUSED = 3;

  @TempDir Path folder;

  private static Path lockOf(Path results) {
    return results.resolveSibling(results.getFileName() + ".lock");
  }

  /** What another process says to writing the file too: 0 if it may. */
  private int other(Path results) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                results.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    return process.exitValue();
  }

  /** Another process that wants to write. */
  public static final class Program {

    private Program() {}

    /**
     * Asks for the lock and gives it back.
     *
     * @param args results file
     */
    public static void main(String[] args) {
      try {
        WriterLock.of(Path.of(args[0])).close();
      } catch (StoreException e) {
        System.exit(e.getMessage().contains("by another process") ? REFUSED : 1);
      }
    }
  }

  @Test
  void noOtherProcessWritesUntilTheWriterIsClosed() throws Exception {
    Path file;
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      file = writer.file();
      // Whoever reads closes a stream of the file, by which POSIX would drop a lock on it.
      assertEquals(1, RecordReader.read(file).records().size());
      assertThrows(StoreException.class, () -> RunReader.readToResume(file));
      assertTrue(RunReader.isBeingWritten(file));
      assertEquals(REFUSED, other(file));
      writer.append(Samples.context(), Samples.valid(1, "a text"));
    }
    assertFalse(Files.exists(lockOf(file)));
    assertEquals(0, other(file));
    assertFalse(Files.exists(lockOf(file)));
  }

  @Test
  void theSameProcessIsRefusedByAnyNameOfTheFile() throws Exception {
    Path file = Samples.writeAll(Files.createDirectory(folder.resolve("real")));
    Path linked =
        Files.createSymbolicLink(folder.resolve("link"), file.getParent())
            .resolve(file.getFileName());
    StoredRun before = RunReader.readToResume(file);
    try (RunWriter writer = RunWriter.resume(before)) {
      for (Path name : List.of(file, linked)) {
        String message =
            assertThrows(StoreException.class, () -> RunReader.readToResume(name)).getMessage();
        assertEquals(
            "the run in '"
                + name
                + "' is still being written by this process; wait for its end, or cancel it",
            message);
      }
      assertThrows(StoreException.class, () -> RunWriter.resume(before));
      // Neither refusal has cost the writer its lock.
      assertEquals(REFUSED, other(writer.file()));
    }
    RunWriter.resume(RunReader.readToResume(linked)).close();
  }

  @Test
  void aLockFileThatAKilledWriterLeftKeepsNobodyOut() throws Exception {
    Path file = Samples.writeAll(folder);
    Files.createFile(lockOf(file));
    try (RunWriter writer = RunWriter.resume(RunReader.readToResume(file))) {
      assertEquals(file, writer.file());
      assertTrue(Files.exists(lockOf(file)));
    }
    assertFalse(Files.exists(lockOf(file)));
  }

  @Test
  void anInterruptNeitherPreventsNorBreaksIt() throws Exception {
    Path file = Samples.writeAll(folder);
    StoredRun run = RunReader.readToResume(file);
    Thread.currentThread().interrupt();
    try (RunWriter writer = RunWriter.resume(run)) {
      writer.append(Samples.context(), Samples.valid(1, "a text"));
      assertTrue(Thread.interrupted());
      assertEquals(REFUSED, other(file));
    }
    assertFalse(Files.exists(lockOf(file)));
  }

  /** A writer between reading and resuming: its records are not to be cut off. */
  @Test
  void whatWasWrittenSinceItWasReadIsNotCutOff() throws Exception {
    Path file = Samples.writeAll(folder);
    StoredRun read = RunReader.readToResume(file);
    try (RunWriter writer = RunWriter.resume(RunReader.readToResume(file))) {
      writer.append(Samples.context(), Samples.valid(1, "a text"));
    }
    byte[] before = Files.readAllBytes(file);
    String message = assertThrows(StoreException.class, () -> RunWriter.resume(read)).getMessage();
    assertTrue(message.contains("since it was read; resume it again"), message);
    assertEquals(before.length, Files.size(file));
    assertFalse(Files.exists(lockOf(file)));
    RunWriter.resume(RunReader.readToResume(file)).close();
  }

  /** Where no lock file can be made, the writer says itself what is wrong, or goes on. */
  @Test
  void writingGoesOnWhereThereCanBeNoLock() throws Exception {
    Path file = Samples.writeAll(folder);
    Files.createDirectory(lockOf(file));
    try (RunWriter writer = RunWriter.resume(RunReader.readToResume(file))) {
      writer.append(Samples.context(), Samples.valid(1, "a text"));
      assertThrows(StoreException.class, () -> RunReader.readToResume(file));
    }
    assertTrue(Files.isDirectory(lockOf(file)));
  }

  @Test
  void whoAsksWhetherARunGoesOnLeavesNoTrace() throws Exception {
    Path file;
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      file = writer.file();
    }
    assertFalse(RunReader.isBeingWritten(file));
    assertFalse(Files.exists(lockOf(file)));
    // A killed writer leaves this, and nobody holds it.
    Files.createFile(lockOf(file));
    assertFalse(RunReader.isBeingWritten(file));
    assertTrue(Files.exists(lockOf(file)));
    assertFalse(RunReader.isBeingWritten(folder.resolve("nothing")));
  }
}
