package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage.Kind;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials as rows: of this tool's files and hum-helix's, together. */
class TrialRowsTest {

  @TempDir Path folder;

  @Test
  void everyMeasuredTrialIsARowWithItsFacts() throws Exception {
    Path file = Samples.writeAll(folder);

    List<TrialRow> rows = read(TrialRows.of(List.of(folder)));

    assertEquals(6, rows.size());
    TrialRow first = rows.get(0);
    assertEquals(file, first.run().file());
    assertEquals(Samples.RUN_ID, first.run().runId());
    assertEquals(Samples.START, first.run().startedAt().orElseThrow());
    assertEquals("sample", first.run().benchmark());
    assertEquals("single-stream", first.run().scenario());
    assertEquals("made up", first.run().hostFacts().get("cpu"));
    assertEquals("tiny.en q5_1", first.config().system());
    assertEquals("whisper-jni", first.config().backend());
    assertEquals("fp16", first.config().computeType());
    assertEquals("5s.wav", first.config().workload().audioFile());
    assertEquals(OptionalLong.of(5), first.config().beamSize());
    assertEquals("1.7.1", first.config().effective().orElseThrow().engineVersion());
    assertTrue(first.valid());
    assertEquals(0.375, first.means().get("total_transcription_time"));
    assertEquals(75.0, first.metrics().get("wer_percent"));
    assertEquals(
        List.of("OK", "INVALID", "FAILED", "TIMEOUT", "CANCELLED", "OK"),
        rows.stream().map(TrialRow::status).toList());
    TrialRow invalid = rows.get(1);
    assertFalse(invalid.valid());
    assertTrue(invalid.means().isEmpty());
    assertEquals("tiny.en", invalid.config().model());
    assertEquals("5s.wav", invalid.config().workload().audioFile());
    assertTrue(first.transcription().isEmpty());
    assertEquals(List.of(), first.clips());
  }

  @Test
  void otherKindsAndClipsComeWhenAskedFor() throws Exception {
    Samples.writeAll(folder);

    List<TrialRow> rows =
        read(
            TrialRows.of(List.of(folder))
                .withKinds(Set.of(RecordKind.FIRST_CALL, RecordKind.TRIAL))
                .withClips());

    assertEquals(RecordKind.FIRST_CALL, rows.get(0).kind());
    assertFalse(rows.get(0).valid());
    ClipRow clip = rows.get(1).clips().get(0);
    assertEquals("5s.wav", clip.clip());
    assertEquals(Samples.TEXT, clip.text().orElseThrow());
    assertEquals(0.25, clip.inferenceS());
    assertEquals("and mr john dashwood", clip.reference().orElseThrow());
    assertEquals(3, clip.words().orElseThrow().errors());
    assertEquals("english-1", clip.normalizer());
    assertEquals(Samples.TEXT, rows.get(1).transcription().orElseThrow());
  }

  @Test
  void rowsOfHumHelixHaveWhatTheyHave() throws Exception {
    Path legacy = folder.resolve("benchmark-20250101-120000.db.yaml");
    try (InputStream in = TrialRowsTest.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, legacy);
    }

    List<TrialRow> rows = read(TrialRows.of(List.of(legacy)));

    assertEquals(3, rows.size());
    TrialRow row = rows.get(0);
    assertTrue(row.valid());
    assertFalse(row.verified());
    assertEquals("", row.run().host());
    assertEquals("", row.config().system());
    assertEquals("tiny.en", row.config().model());
    assertEquals("30s.wav", row.config().workload().audioFile());
    assertEquals(0.375, row.means().get("total_transcription_time"));
    assertEquals(0.375, row.metrics().get("total_transcription_s"));
    assertEquals(30.0, row.number("audio_s").orElseThrow());

    new HostMark("gpu1", "gpu1:/opt/hum-helix").write(folder);
    assertEquals("gpu1", read(TrialRows.of(List.of(legacy))).get(0).run().host());
  }

  /** A folder in place of a file stands for every file that cannot be read. */
  @Test
  void aFileOfAFolderThatCannotBeReadIsADamage() throws Exception {
    Path file = Samples.writeAll(folder);
    Path odd = Files.createDirectory(folder.resolve("benchmark-20990101-000000.db.yaml"));

    List<TrialRow> rows = new ArrayList<>();
    RowsRead read = TrialRows.of(List.of(folder)).forEach(rows::add);
    long[] count = new long[1];
    RowsRead collected =
        TrialRows.of(List.of(folder))
            .collect(() -> new long[1], (part, row) -> part[0]++, part -> count[0] += part[0]);

    assertEquals(6, rows.size());
    assertEquals(6, count[0]);
    assertEquals(read.damages(), collected.damages());
    assertEquals(1, read.damages().size());
    assertEquals(Kind.UNREADABLE, read.damages().get(0).kind());
    assertEquals(odd, read.damages().get(0).file());
    assertTrue(read.damages().get(0).text().contains("make it readable"));
    assertTrue(TrialRows.of(List.of(file)).forEach(row -> {}).damages().isEmpty());
    assertThrows(StoreException.class, () -> TrialRows.of(List.of(file, odd)).forEach(row -> {}));
  }

  @Test
  void aRecordInTwoFilesIsOneRow() throws Exception {
    Path file = Samples.writeAll(folder);
    Path other = Files.createDirectory(folder.resolve("copy"));
    Files.copy(file, other.resolve(file.getFileName()));

    List<TrialRow> rows = new ArrayList<>();
    RowsRead read = TrialRows.of(List.of(folder, other, file)).forEach(rows::add);

    assertEquals(6, rows.size());
    assertEquals(6, read.rows());
    assertEquals(2, read.files().size());
  }

  @Test
  void partsOfFilesGiveTheSameAsOneFileAfterTheOther() throws Exception {
    Path file = Samples.writeAll(folder);
    Path other = Files.createDirectory(folder.resolve("copy"));
    Files.copy(file, other.resolve(file.getFileName()));
    Path torn = Files.createDirectory(folder.resolve("torn")).resolve("benchmark-torn.db.yaml");
    byte[] whole = Files.readAllBytes(file);
    Files.write(torn, Arrays.copyOf(whole, whole.length / 2));
    List<Path> paths = List.of(folder, other, torn);
    List<TrialRow> one = new ArrayList<>();
    RowsRead first = TrialRows.of(paths).forEach(one::add);
    List<TrialRow> parts = new ArrayList<>();

    RowsRead second =
        TrialRows.of(paths).collect(ArrayList<TrialRow>::new, List::add, parts::addAll);

    assertEquals(one, parts);
    assertEquals(first, second);
    assertEquals(6, one.size());
    assertEquals(List.of(Kind.TORN_TAIL), first.damages().stream().map(Damage::kind).toList());
    assertEquals(List.of("REFUSED"), first.ends().stream().map(RunConfigEnd::status).toList());
  }

  @Test
  void ofTwoRecordsUnderOneIdTheVerifiedOneIsTakenInAnyOrder() throws Exception {
    Path file = Samples.writeAll(folder);
    String edited =
        Files.readString(file).replaceAll("\"rtf\": [0-9.]+, (.*)  # crc.*", "\"rtf\": 9.0, $1");
    for (String name : List.of("benchmark-0.db.yaml", "benchmark-9.db.yaml")) {
      Path copy = Files.createDirectory(folder.resolve(name + "-folder")).resolve(name);
      Files.writeString(copy, edited);

      List<TrialRow> rows = new ArrayList<>();
      RowsRead read = TrialRows.of(List.of(file, copy)).forEach(rows::add);

      assertEquals(6, rows.size());
      assertTrue(rows.stream().noneMatch(row -> row.number("rtf").orElse(0) == 9.0));
      assertTrue(read.damages().stream().anyMatch(d -> d.kind() == Kind.CONFLICT));
    }
  }

  @Test
  void damageCostsNoOtherRowAndIsToldWithItsPlace() throws Exception {
    Path file = Samples.writeAll(folder);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int trial = text.indexOf("- {\"model\"");
    bytes[trial + 20] ^= 1;
    Files.write(file, bytes);
    List<TrialRow> rows = new ArrayList<>();

    RowsRead read = TrialRows.of(List.of(file)).forEach(rows::add);

    assertEquals(5, rows.size());
    assertEquals(Kind.BAD_CHECKSUM, read.damages().get(0).kind());
    assertEquals(trial, read.damages().get(0).offset());
  }

  @Test
  void aMissingPathIsToldAndSoIsAFolderWithoutResults() throws Exception {
    Path missing = folder.resolve("missing.db.yaml");
    assertTrue(
        assertThrows(StoreException.class, () -> read(TrialRows.of(List.of(missing))))
            .getMessage()
            .contains("does not exist"));
    assertTrue(
        assertThrows(StoreException.class, () -> read(TrialRows.of(List.of(folder))))
            .getMessage()
            .contains("has no benchmark-*.db.yaml"));
  }

  private static List<TrialRow> read(TrialRows how) throws Exception {
    List<TrialRow> rows = new ArrayList<>();
    how.forEach(rows::add);
    return rows;
  }
}
