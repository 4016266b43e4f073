package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are there more than once: whole and as a baseline, or twice in one file. */
class StoredTwiceTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    Samples.writeAll(Files.createDirectories(folder.resolve("all")));
    file = RecordReader.filesIn(folder.resolve("all")).get(0);
  }

  private Path baseline() throws Exception {
    BaselineNote note = new BaselineNote("main", Instant.EPOCH, false, List.of(), List.of("a"), 1);
    return BaselineCopy.write(file, folder.resolve("main"), note, Map.of());
  }

  private Path gather(String into, Path... sources) throws Exception {
    GatheredFolder.Outcome outcome =
        GatheredFolder.gather(folder.resolve(into), List.of(sources), file -> {});
    assertEquals(List.of(), outcome.damages());
    return RecordReader.filesIn(folder.resolve(into)).get(0);
  }

  @Test
  void aRunIsGatheredWholeWhereItsBaselineIsGatheredToo() throws Exception {
    Path small = baseline();
    assertTrue(Files.size(small) < Files.size(file));
    byte[] whole = Files.readAllBytes(gather("alone", file));
    assertArrayEquals(whole, Files.readAllBytes(gather("one", file, small)));
    assertArrayEquals(whole, Files.readAllBytes(gather("other", small, file)));
    gather("after", file);
    assertArrayEquals(whole, Files.readAllBytes(gather("after", small)));
    gather("before", small);
    assertArrayEquals(whole, Files.readAllBytes(gather("before", file)));
  }

  private static List<TrialRow> rows(Path... files) throws Exception {
    List<TrialRow> rows = new ArrayList<>();
    RowsRead read = TrialRows.of(List.of(files)).forEach(rows::add);
    assertEquals(List.of(), read.damages());
    return rows;
  }

  @Test
  void rowsOfABaselineHaveTheNumbersOfTheRun() throws Exception {
    Path small = baseline();
    List<TrialRow> whole = rows(file);
    assertTrue(whole.stream().anyMatch(TrialRow::valid));
    for (List<TrialRow> others : List.of(rows(small), rows(file, small), rows(small, file))) {
      assertEquals(whole.size(), others.size());
      for (int i = 0; i < whole.size(); i++) {
        assertEquals(whole.get(i).valid(), others.get(i).valid());
        assertEquals(whole.get(i).means(), others.get(i).means());
      }
    }
  }

  @Test
  void aLineThatWasCopiedWithinItsFileCountsOnceAndIsTold() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int trial = 0;
    while (!lines.get(trial).contains("\"record\": \"trial\"")) {
      trial++;
    }
    lines.add(trial, lines.get(trial));
    Path twice = folder.resolve(Path.of("twice", file.getFileName().toString()));
    Files.createDirectories(twice.getParent());
    Files.write(twice, lines);

    assertEquals(
        RunReader.read(file).runConfigs().get(0).trials(),
        RunReader.read(twice).runConfigs().get(0).trials());
    assertEquals(
        RunReader.readWithoutTexts(file).runConfigs().get(0).trials(),
        RunReader.readWithoutTexts(twice).runConfigs().get(0).trials());
    assertTrue(FileCheck.of(file).isIntact());
    FileCheck.Outcome check = FileCheck.of(twice);
    assertFalse(check.isIntact());
    assertEquals(Damage.Kind.REPEATED, check.damages().get(0).kind());
  }

  @Test
  void aNewerFileOfHumHelixIsNotTheNewestRunOfAFolder() throws Exception {
    Path old = file.resolveSibling("benchmark-29990101-000000.db.yaml");
    try (InputStream in = StoredTwiceTest.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, old);
    }
    assertEquals(RunReader.read(file).runId(), RunReader.read(file.getParent()).runId());
    Files.delete(file);
    StoreException e = assertThrows(StoreException.class, () -> RunReader.read(old.getParent()));
    assertTrue(e.getMessage().contains(old.toString()), e.getMessage());
  }

  @Test
  void aFileWithoutAnythingIsNotIntact() throws Exception {
    Path empty = Files.createFile(folder.resolve("benchmark-20260101-000000.db.yaml"));
    assertFalse(FileCheck.of(empty).isIntact());
  }
}
