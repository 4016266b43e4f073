package io.humhelix.bench.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheringTest {

  @TempDir Path folder;

  @Test
  void unionIsTheSameInAnyOrderAndAnyNumberOfTimes() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path other = folder.resolve("other");
    String otherId = "f".repeat(32);
    RunHeader header =
        new RunHeader(otherId, Samples.START, Samples.definition(), Samples.provenance(1));
    try (RunWriter writer = RunWriter.create(other, header)) {
      writer.append(Samples.context(), Samples.valid(1, "other"));
      other = writer.file();
    }
    Path legacy = folder.resolve("legacy");
    try (var in = GatheringTest.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, legacy);
    }
    Path torn = Files.write(folder.resolve("torn"), head(one));

    ResultsFile first = gather("g1", one, other, legacy);
    ResultsFile second = gather("g2", torn, legacy, other, one, one, legacy);

    assertEquals(first.records(), second.records());
    assertEquals(12 + 2 + 3, first.records().size());
    assertEquals(otherId, first.records().get(12).runId().orElseThrow());
    assertTrue(first.records().get(14).id().startsWith("legacy-"));
    assertEquals(List.of(), first.damages());
    assertEquals(List.of(Kind.TORN_TAIL), second.damages().stream().map(Damage::kind).toList());
  }

  @Test
  void recordsThatDifferUnderOneIdAreReportedAndResolvedAlike() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path edited =
        Files.writeString(
            folder.resolve("edited"),
            Files.readString(one)
                .replaceAll("\"rtf\": [0-9.]+, (.*)  # crc.*", "\"rtf\": 9.0, $1"));

    ResultsFile first = gather("g1", one, edited);
    ResultsFile second = gather("g2", edited, one);

    assertEquals(first.records(), second.records());
    assertTrue(first.damages().stream().anyMatch(d -> d.kind() == Kind.CONFLICT));
    assertTrue(first.validTrials().stream().noneMatch(v -> v.rtf() == 9.0));
  }

  @Test
  void repairKeepsIntactBytesAndIsReadAsOneWithTheDamagedFile() throws Exception {
    Path one = Samples.writeAll(folder);
    byte[] whole = Files.readAllBytes(one);
    List<StoredRecord> all = RecordReader.read(one).records();
    byte[] bytes = Arrays.copyOf(whole, whole.length - 3);
    bytes[whole.length / 2] ^= 1;
    Files.write(one, bytes);

    FileRepair.Outcome outcome = FileRepair.repair(one);

    assertEquals(
        folder.resolve("benchmark-20260301-235958-01234567.repaired.db.yaml"), outcome.copy());
    assertEquals(2, outcome.damages().size());
    assertEquals(all.size() - 2, outcome.records());
    ResultsFile copy = RecordReader.read(outcome.copy());
    assertEquals(List.of(), copy.damages());
    assertTrue(copy.records().stream().allMatch(StoredRecord::isVerified));
    assertTrue(all.containsAll(copy.records()));
    assertEquals(copy.records(), RecordReader.read(folder).records());
    assertEquals(new String(bytes, ISO_8859_1), Files.readString(one, ISO_8859_1));
    assertEquals(outcome, FileRepair.repair(one));
    assertTrue(
        FileRepair.repair(outcome.copy()).copy().toString().endsWith(".again.repaired.db.yaml"));
  }

  @Test
  void repairDoesNotVouchForWhatLostItsChecksum() throws Exception {
    Path one = Samples.writeAll(folder);
    Files.writeString(one, Files.readString(one).replaceFirst("  # crc32c=[0-9a-f]{8}", ""));

    ResultsFile copy = RecordReader.read(FileRepair.repair(one).copy());

    assertFalse(copy.records().get(0).isVerified());
    assertEquals(12, copy.records().size());
  }

  @Test
  void repairOfATornHumHelixFileKeepsItsWholeRecords() throws Exception {
    Path torn = folder.resolve("benchmark-20250101-120000.db.yaml");
    try (var in = GatheringTest.class.getResourceAsStream("legacy.db.yaml")) {
      byte[] bytes = in.readAllBytes();
      Files.write(torn, Arrays.copyOf(bytes, bytes.length - 40));
    }
    List<TrialValues> before = RecordReader.read(torn).validTrials();

    FileRepair.Outcome outcome = FileRepair.repair(torn);

    ResultsFile copy = RecordReader.read(outcome.copy());
    assertEquals(FileFormat.RECORD_LINES, copy.format());
    assertEquals(before, copy.validTrials());
    assertEquals(2, before.size());
    List<TrialValues> both = RecordReader.read(folder).validTrials();
    assertEquals(2, both.size());
    assertTrue(both.containsAll(before));
  }

  @Test
  void nothingToKeepIsSaidAndLeavesNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("benchmark-x.db.yaml"), "- {\"torn");

    assertThrows(StoreException.class, () -> FileRepair.repair(file));

    try (var entries = Files.list(folder)) {
      assertEquals(List.of(file), entries.toList());
    }
  }

  private ResultsFile gather(String name, Path... files) throws Exception {
    Path target = Files.createDirectory(folder.resolve(name));
    for (int i = 0; i < files.length; i++) {
      Files.copy(files[i], target.resolve("benchmark-" + i + ".db.yaml"));
    }
    return RecordReader.read(target);
  }

  private static byte[] head(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return Arrays.copyOf(bytes, bytes.length * 2 / 3);
  }
}
