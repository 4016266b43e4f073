package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {

  @TempDir Path folder;

  @Test
  void clipsThatExceedARecordMoveToAnArtifactAndReadBack() throws Exception {
    TrialResult trial = manyClips(1600, Samples.TEXT);
    Path file = write(trial);

    ResultsFile read = RecordReader.read(file);
    StoredRecord record = read.records().get(1);

    assertEquals(List.of(), read.damages());
    assertFalse(record.asMap().containsKey("clips"));
    Map<?, ?> artifact = (Map<?, ?>) record.asMap().get("clips_artifact");
    assertEquals(1600, artifact.get("count"));
    assertEquals(
        Map.of("min", 375_000_000, "median", 375_000_000, "max", 375_000_000),
        artifact.get("total_ns"));
    assertEquals(trial.clips(), ReadBack.trial(record).clips());
    assertEquals(trial.transcription(), record.values().orElseThrow().transcription());
    assertTrue(longestLine(file) <= RecordLine.MAX_BYTES);
  }

  @Test
  void changedOrMissingArtifactIsAnErrorNamingIt() throws Exception {
    StoredRecord record = RecordReader.read(write(manyClips(1600, "x"))).records().get(1);
    Path artifact = artifactOf("000001-clips.jsonl");
    byte[] bytes = Files.readAllBytes(artifact);

    bytes[1000] ^= 1;
    Files.write(artifact, bytes);
    StoreException changed =
        assertThrows(StoreException.class, () -> ReadBack.trial(record).clips());
    assertTrue(changed.getMessage().contains("SHA-256"), changed.getMessage());
    Files.write(artifact, new byte[3]);
    assertThrows(StoreException.class, () -> ReadBack.trial(record).clips());
    Files.delete(artifact);
    StoreException missing =
        assertThrows(StoreException.class, () -> ReadBack.trial(record).clips());
    assertEquals(artifact, missing.path());
  }

  @Test
  void artifactOutsideTheFolderIsNeverOpened() throws Exception {
    StoredRecord record = RecordReader.read(write(manyClips(1600, "x"))).records().get(1);
    for (String place : List.of("../secret.jsonl", "/etc/passwd", "benchmark-a.artifacts/../x")) {
      var tree = record.tree().deepCopy();
      tree.withObject("clips_artifact").put("file", place);
      StoredRecord hostile =
          new StoredRecord(record.file(), record.place(), record.id(), true, tree);

      StoreException e = assertThrows(StoreException.class, () -> ReadBack.trial(hostile).clips());

      assertTrue(e.getMessage().contains("no place of ours"), e.getMessage());
    }
  }

  @Test
  void transcriptionBeyondARecordKeepsItsStartAndSaysSo() throws Exception {
    String text = "word \ud83d\ude00".repeat(200_000);
    Path file = write(Samples.valid(1, text));

    StoredRecord record = RecordReader.read(file).records().get(1);

    String kept = record.values().orElseThrow().transcription();
    assertTrue(text.startsWith(kept) && kept.length() >= Artifacts.KEPT_TEXT - 1);
    assertTrue(record.asMap().get("issues").toString().contains("text-shortened"));
    assertEquals(text, Files.readString(artifactOf("000001-transcription.txt")));
    assertEquals(text, ReadBack.trial(record).clips().get(0).text());
    assertTrue(longestLine(file) <= RecordLine.MAX_BYTES);
  }

  @Test
  void runRecordOfManyInputsStaysARecord() throws Exception {
    RunHeader header =
        new RunHeader(
            Samples.RUN_ID, Samples.START, Samples.definition(), Samples.provenance(10_000));
    try (RunWriter writer = RunWriter.create(folder, header)) {
      assertTrue(longestLine(writer.file()) <= RecordLine.MAX_BYTES);
      assertEquals("provenance-audio", writer.artifacts().get(0).kind());
      assertEquals(10_000, Files.readAllLines(writer.artifacts().get(0).file()).size());
      StoredRecord run = RecordReader.read(writer.file()).records().get(0);
      assertTrue(run.asMap().get("provenance").toString().contains("audio_artifact"));
    }
  }

  @Test
  void recordOfSmallPartsThatIsTooLargeIsRefusedInWords() throws Exception {
    Map<String, Object> options = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      options.put("option" + i, 1L);
    }
    var plain = Samples.config("tiny.en", "5s.wav");
    var sut =
        new SutSpec(
            "s",
            "b",
            "m",
            plain.sut().computeType(),
            plain.sut().device(),
            Options.of(options),
            List.of());
    var config = new RunConfig("id", sut, plain.workload());
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      StoreException e =
          assertThrows(
              StoreException.class,
              () -> writer.append(Samples.context(config), Samples.valid(1, "x")));
      assertTrue(e.getMessage().contains("allowed are 1048576"), e.getMessage());
      assertEquals(1, RecordReader.read(writer.file()).records().size());
    }
  }

  private static TrialResult manyClips(int count, String text) {
    List<ClipResult> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clips.add(Samples.clip("clip" + i, i, text));
    }
    return Samples.trial(TrialKind.MEASURED, 1, TrialStatus.OK, clips.toArray(ClipResult[]::new));
  }

  private Path write(TrialResult trial) throws StoreException {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      writer.append(Samples.context(), trial);
      return writer.file();
    }
  }

  private Path artifactOf(String name) {
    return folder.resolve("benchmark-20260301-235958-01234567.artifacts").resolve(name);
  }

  private static int longestLine(Path file) throws Exception {
    int longest = 0;
    int length = 0;
    for (byte b : Files.readAllBytes(file)) {
      length++;
      if (b == '\n') {
        longest = Math.max(longest, length);
        length = 0;
      }
    }
    return longest;
  }
}
