package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of a run on a disk on which each call fails once, and every call after it. */
class CopyFaultTest {

  /** Changes nothing. */
  private static final RunChange SAME =
      new RunChange() {
        @Override
        public String key() {
          return "the same";
        }

        @Override
        public BenchmarkDefinition definition(BenchmarkDefinition definition) {
          return definition;
        }

        @Override
        public TrialResult trial(RunConfigResult runConfig, TrialResult trial) {
          return trial;
        }

        @Override
        public RunConfigResult runConfig(RunConfigResult stored, RunConfigResult changed) {
          return changed;
        }

        @Override
        public String normalizer(RunConfigResult runConfig, TrialResult trial) {
          return runConfig.normalizer();
        }

        @Override
        public Issue note(String runId) {
          return Issue.info("copied", "a copy of " + runId + ".");
        }
      };

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(FaultyIo.Fault.class)
  void aRunIsCopiedAsAWholeOrNotAtAll(FaultyIo.Fault fault) throws Exception {
    // One with a file beside it.
    Path file = GoldenRuns.copy("failed", Files.createDirectory(folder.resolve("run")));
    byte[] original = Files.readAllBytes(file);
    FailingDisk sound = FailingDisk.sound();
    Path expected = RunCopy.copy(file, folder.resolve("sound"), SAME, sound);
    byte[] whole = Files.readAllBytes(expected);
    assertTrue(sound.calls().size() > 8, sound.calls().toString());
    for (int failAt = 0; failAt < sound.calls().size(); failAt++) {
      for (boolean forever : List.of(false, true)) {
        String where = sound.calls().get(failAt) + ", call " + failAt + ", forever " + forever;
        Path into = folder.resolve("into-" + failAt + forever);
        FailingDisk disk = new FailingDisk(failAt, fault, forever);

        StoreException e =
            assertThrows(StoreException.class, () -> RunCopy.copy(file, into, SAME, disk), where);

        assertTrue(e.getMessage().contains("cannot be written: "), e.getMessage());
        assertTrue(e.getMessage().contains("the original is intact; "), e.getMessage());
        String remedy = fault == FaultyIo.Fault.NO_SPACE ? "free space" : "check the disk";
        assertTrue(e.getMessage().contains(remedy), e.getMessage());
        assertArrayEquals(original, Files.readAllBytes(file), where);
        for (Path left : results(into)) {
          // The name is there: only what makes it last has failed.
          assertArrayEquals(whole, Files.readAllBytes(left), where);
        }
        // Again on a sound disk, over what is left.
        Path again = RunCopy.copy(file, into, SAME, FailingDisk.sound());
        assertArrayEquals(whole, Files.readAllBytes(again), where);
        assertTrue(FileCheck.of(again).isIntact(), where);
      }
    }
  }

  private static List<Path> results(Path folder) throws Exception {
    return Files.isDirectory(folder) ? RecordReader.filesIn(folder) : List.of();
  }

  @ParameterizedTest
  @EnumSource(FaultyIo.Fault.class)
  void aRepairedCopyIsWholeOrNotThere(FaultyIo.Fault fault) throws Exception {
    Path file = Samples.writeAll(folder.resolve("run"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    FailingDisk sound = FailingDisk.sound();
    Path copy = FileRepair.repair(file, sound).copy();
    byte[] whole = Files.readAllBytes(copy);
    for (int failAt = 0; failAt < sound.calls().size(); failAt++) {
      for (boolean forever : List.of(false, true)) {
        String where = sound.calls().get(failAt) + ", call " + failAt + ", forever " + forever;
        Files.deleteIfExists(copy);
        FailingDisk disk = new FailingDisk(failAt, fault, forever);

        StoreException e =
            assertThrows(StoreException.class, () -> FileRepair.repair(file, disk), where);

        String remedy = fault == FaultyIo.Fault.NO_SPACE ? "free space" : "check the disk";
        assertTrue(e.getMessage().contains(remedy), e.getMessage());
        assertTrue(e.getMessage().contains(copy.toString()), e.getMessage());
        assertArrayEquals(bytes, Files.readAllBytes(file), where);
        if (Files.exists(copy)) {
          assertArrayEquals(whole, Files.readAllBytes(copy), where);
        }
        FileRepair.repair(file, FailingDisk.sound());
        assertArrayEquals(whole, Files.readAllBytes(copy), where);
      }
    }
  }

  private Path shared() throws Exception {
    Path file;
    try (RunWriter writer = RunWriter.create(folder.resolve("run"), Samples.header())) {
      for (int i = 1; i <= 3; i++) {
        writer.append(Samples.context(), SharedTextsTest.trial(i, 60, Samples.TEXT));
      }
      file = writer.file();
    }
    return file;
  }

  /** Texts stand in the first record that has them; the others name it. */
  @Test
  void aRunWhoseTextsAreLostIsNotCopied() throws Exception {
    Path file = shared();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    String lender =
        lines.stream()
            .filter(line -> line.contains("\"" + SharedTexts.KEY + "\""))
            .map(line -> line.replaceAll(".*\"" + SharedTexts.KEY + "\": ?\"([^\"]+)\".*", "$1"))
            .findFirst()
            .orElseThrow();
    assertTrue(lines.removeIf(line -> line.matches(".*\"record_id\": ?\"" + lender + "\".*")));
    Files.write(file, lines);

    StoreException e =
        assertThrows(StoreException.class, () -> RunCopy.copy(file, folder.resolve("into"), SAME));

    assertTrue(e.getMessage().contains("lacks the texts of "), e.getMessage());
    assertTrue(e.getMessage().contains("whose record is damaged or missing: "), e.getMessage());
    assertTrue(e.getMessage().contains("give the file as it was written"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("into")));
  }

  @Test
  void aRunWithAllItsTextsIsCopied() throws Exception {
    Path file = shared();
    Path copy = RunCopy.copy(file, folder.resolve("into"), SAME);
    try (Stream<Path> files = Files.list(folder.resolve("into"))) {
      assertTrue(files.anyMatch(copy::equals));
    }
    assertEquals(
        RunReader.read(file).runConfigs().get(0).trials(),
        RunReader.read(copy).runConfigs().get(0).trials());
  }
}
