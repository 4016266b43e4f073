package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertEquals(rows(file), atFile(rows(twice)));
    assertEquals(RunReader.read(file).issues(), RunReader.read(twice).issues());
  }

  private List<TrialRow> atFile(List<TrialRow> rows) {
    return rows.stream()
        .map(
            row ->
                new TrialRow(
                    rowsRun(),
                    row.config(),
                    row.recordId(),
                    row.verified(),
                    row.kind(),
                    row.fork(),
                    row.trial(),
                    row.status(),
                    row.valid(),
                    row.startedAt(),
                    row.metrics(),
                    row.means(),
                    row.transcription(),
                    row.clips()))
        .toList();
  }

  private RunFacts rowsRun() {
    try {
      return rows(file).get(0).run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A record of any kind: rows are made of trials alone. */
  @ParameterizedTest
  @ValueSource(strings = {"trial", "first_call", "run_config"})
  void aRecordThatIsThereAgainWithOtherContentIsToldAndTheFirstCounts(String kind)
      throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int at = 0;
    while (!lines.get(at).contains("\"record\": \"" + kind + "\"")) {
      at++;
    }
    String json = lines.get(at).substring(2, lines.get(at).lastIndexOf("  # crc32c="));
    ObjectNode other = (ObjectNode) Json.MAPPER.readTree(json);
    other.put("note", "edited");
    if (other.path("metrics").has("rtf")) {
      ((ObjectNode) other.get("metrics")).put("rtf", 9.9);
    }
    String line =
        new String(RecordLine.frame(RecordJson.bytes(other)), StandardCharsets.UTF_8).strip();
    lines.add(at + 1, line);
    Path edited = folder.resolve(Path.of("edited", file.getFileName().toString()));
    Files.createDirectories(edited.getParent());
    Files.write(edited, lines);

    List<Damage> found = new ArrayList<>(FileCheck.of(edited).damages());
    List<TrialRow> rows = new ArrayList<>();
    found.addAll(TrialRows.of(List.of(edited)).forEach(rows::add).damages());
    found.addAll(TrialRows.of(List.of(edited)).withClips().forEach(row -> {}).damages());
    assertEquals(3, found.size(), found.toString());
    for (Damage one : found) {
      assertEquals(Damage.Kind.CONFLICT, one.kind(), one.text());
      assertEquals(at + 2, one.line());
    }
    assertEquals(rows(file), atFile(rows));
    for (RunResult run : List.of(RunReader.read(edited), RunReader.readWithoutTexts(edited))) {
      List<Issue> issues = new ArrayList<>(run.issues());
      issues.removeAll(RunReader.read(file).issues());
      assertEquals(1, issues.size(), issues.toString());
      assertTrue(issues.get(0).message().contains("line " + (at + 2)), issues.toString());
    }
    assertEquals(
        RunReader.read(file).runConfigs().get(0).trials(),
        RunReader.read(edited).runConfigs().get(0).trials());
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
    RowsRead read = TrialRows.of(List.of(empty)).forEach(row -> {});
    assertEquals(FileCheck.of(empty).damages(), read.damages());
    assertEquals(Damage.Kind.UNREADABLE, read.damages().get(0).kind());
    assertEquals(read.damages(), RecordReader.read(folder).damages());
    StoreException e = assertThrows(StoreException.class, () -> RunReader.read(empty));
    assertTrue(e.getMessage().contains("does not begin with the record of a run"), e.getMessage());
  }
}
