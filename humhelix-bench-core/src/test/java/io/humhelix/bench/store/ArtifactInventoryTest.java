package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.store.ArtifactInventory.Entry;
import io.humhelix.bench.store.NamedArtifact.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactInventoryTest {

  @TempDir Path folder;
  private Path file;
  private Path log;

  @BeforeEach
  void copy() throws Exception {
    file = GoldenRuns.copy("failed", folder);
    try (var files = Files.list(Artifacts.folderFor(file))) {
      log = files.findFirst().orElseThrow();
    }
  }

  private List<Entry> list(boolean read) throws StoreException {
    return ArtifactInventory.list(List.of(folder), read);
  }

  @Test
  void everythingThatARecordNamesIsThere() throws Exception {
    List<Entry> entries = list(true);
    assertEquals(List.of(State.INTACT), entries.stream().map(Entry::state).toList());
    assertEquals(log, entries.get(0).file().orElseThrow());
    assertEquals(file, entries.get(0).resultsFile().orElseThrow());
    assertEquals("worker-stderr", entries.get(0).named().orElseThrow().kind());
    assertEquals(entries, ArtifactInventory.list(List.of(file), false));
    assertEquals(List.of(), ArtifactInventory.prune(List.of(folder)));
  }

  @Test
  void otherContentOfTheSameLengthShowsWhereItIsRead() throws Exception {
    byte[] bytes = Files.readAllBytes(log);
    bytes[0] ^= 1;
    Files.write(log, bytes);
    assertEquals(State.INTACT, list(false).get(0).state());
    assertEquals(State.CHANGED, list(true).get(0).state());
    Files.delete(log);
    assertEquals(State.MISSING, list(false).get(0).state());
  }

  @Test
  void whatNoRecordNamesIsDeletedAndNothingElse() throws Exception {
    Path stray = Files.writeString(log.resolveSibling("000009-clips.jsonl"), "x");
    Path gone = Files.createDirectory(folder.resolve("benchmark-gone.artifacts"));
    Files.writeString(gone.resolve("fork-1.log"), "y");
    Path mine = Files.writeString(folder.resolve("notes.txt"), "mine");
    assertEquals(2, list(false).stream().filter(e -> e.named().isEmpty()).count());

    List<Path> deleted = ArtifactInventory.prune(List.of(folder));

    assertEquals(2, deleted.size());
    assertFalse(Files.exists(stray) || Files.exists(gone));
    assertTrue(Files.exists(log) && Files.exists(mine) && Files.exists(file));
  }

  @Test
  void anOriginalAndItsRepairedCopyShareTheirArtifacts() throws Exception {
    List<String> lines = Files.readAllLines(file);
    Path copy = folder.resolve(file.getFileName().toString().replace(".db", ".repaired.db"));
    Files.write(copy, lines.subList(0, 1));
    assertEquals(List.of(), ArtifactInventory.prune(List.of(copy)));
    assertTrue(Files.exists(log));
  }

  @Test
  void nothingIsDeletedBesideADamagedFileOrOneThatIsWritten() throws Exception {
    Path stray = Files.writeString(log.resolveSibling("000009-clips.jsonl"), "x");
    byte[] intact = Files.readAllBytes(file);
    byte[] bytes = intact.clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    StoreException e =
        assertThrows(StoreException.class, () -> ArtifactInventory.prune(List.of(folder)));
    assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
    Files.write(file, intact);
    try (StoreIo.Lock lock = DiskIo.INSTANCE.lock(file)) {
      assertFalse(lock == null);
      e = assertThrows(StoreException.class, () -> ArtifactInventory.prune(List.of(folder)));
      assertTrue(e.getMessage().contains("still being written"), e.getMessage());
    }
    assertTrue(Files.exists(stray));
    FailingDisk disk = new FailingDisk(0, FaultyIo.Fault.IO_ERROR, false);
    e = assertThrows(StoreException.class, () -> ArtifactInventory.prune(List.of(folder), disk));
    assertTrue(e.getMessage().contains("cannot be deleted: EIO"), e.getMessage());
    assertEquals(1, ArtifactInventory.prune(List.of(folder)).size());
  }

  @Test
  void resultsWithoutAnythingBesideThemHaveNone() throws Exception {
    Path plain = Samples.writeAll(Files.createDirectory(folder.resolve("plain")));
    assertEquals(List.of(), ArtifactInventory.list(List.of(plain), true));
    assertThrows(
        StoreException.class,
        () -> ArtifactInventory.list(List.of(folder.resolve("nowhere")), false));
  }

  /** A writer that was killed between the artifact and its record is gone on with. */
  @Test
  void aResumedRunDoesNotStumbleOverAFileThatAKilledWriterLeft() throws Exception {
    Path out = folder.resolve("out");
    Path results = Samples.writeUnderLoad(out, 10);
    Path beside = Files.createDirectories(Artifacts.folderFor(results));
    Files.writeString(beside.resolve("000003-calls.jsonl"), "left");
    try (RunWriter writer = RunWriter.resume(RunReader.readToResume(results))) {
      writer.append(Samples.context(), Samples.underLoad(TrialKind.MEASURED, 2, 20_000));
    }
    assertTrue(FileCheck.of(results).isIntact());
    assertTrue(Files.exists(beside.resolve("000003-calls-2.jsonl")));
    assertEquals(
        List.of(beside.resolve("000003-calls.jsonl").toAbsolutePath()),
        ArtifactInventory.prune(List.of(results)));
  }
}
