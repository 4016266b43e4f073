package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWriterTest {

  @TempDir Path folder;

  @Test
  void namesTheFileAfterTimeInUtcAndRun() throws Exception {
    Path file = Samples.writeAll(folder.resolve("new/deeper"));

    assertEquals(folder.resolve("new/deeper/benchmark-20260301-235958-01234567.db.yaml"), file);
    try (var entries = Files.list(file.getParent())) {
      assertEquals(List.of(file), entries.toList());
    }
  }

  @Test
  void fileHoldsTheRunRecordAsSoonAsItIsThere() throws Exception {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      ResultsFile read = RecordReader.read(writer.file());

      assertEquals(1, read.records().size());
      assertEquals(RecordKind.RUN, read.records().get(0).kind());
      assertEquals(List.of(), read.damages());
    }
  }

  @Test
  void onlyValidTrialsCarryTheFlatKeysAndThoseComeFirst() throws Exception {
    List<StoredRecord> records = RecordReader.read(Samples.writeAll(folder)).records();

    int valid = 0;
    for (StoredRecord record : records) {
      List<String> keys = new ArrayList<>(record.asMap().keySet());
      if (record.kind() == RecordKind.TRIAL
          && record.status().equals(Optional.of(TrialStatus.OK))) {
        assertEquals(TrialValues.keys(), keys.subList(0, 15));
        assertEquals("effective_compute_type", keys.get(15));
        assertFalse(record.asMap().containsValue(null));
        valid++;
      } else {
        assertEquals("record", keys.get(0));
        keys.retainAll(TrialValues.keys());
        assertEquals(List.of(), keys, record.toString());
      }
    }
    assertEquals(2, valid);
    assertEquals(12, records.size());
  }

  @Test
  void flatValuesHaveHumHelixMeanings() throws Exception {
    TrialResult trial =
        Samples.trial(
            TrialKind.MEASURED,
            1,
            TrialStatus.OK,
            Samples.clip("a", 0, "one"),
            Samples.clip("b", 1, "two"));
    RunConfig config = Samples.config("tiny.en", "x/a.wav", "x/b.wav");
    Path file = write(new TrialContext(config, Optional.empty(), "english-1"), trial);

    TrialValues values = RecordReader.read(file).validTrials().get(0);

    assertEquals(
        new TrialValues(
            "tiny.en",
            "fp16",
            "cuda:1",
            5,
            true,
            false,
            "speech",
            1.5,
            0.5,
            "one\ntwo",
            0.25,
            2.25,
            11.0,
            0.75,
            0.75 / 11),
        values);
    StoredRecord record = RecordReader.read(file).records().get(1);
    assertEquals("float16", record.text("effective_compute_type").orElseThrow());
    assertEquals(75.0, record.metrics().get("wer_percent"));
    assertEquals(0.75, record.metrics().get("total_transcription_s"));
    assertEquals(1, record.trial().orElseThrow());
    assertEquals(1, record.fork().orElseThrow());
    assertEquals("00aa11bb22cc", record.runConfigId().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"'',1", "0,1", "-1,1", "8,8", "text,1"})
  void beamSizeIsAlwaysAWholeNumber(String option, long expected) {
    RunConfig plain = Samples.config("tiny.en", "5s.wav");
    Options options =
        option.isEmpty()
            ? Options.empty()
            : Options.of(
                Map.of(
                    "beam_size", option.equals("text") ? "text" : (Object) Long.valueOf(option)));
    RunConfig config =
        new RunConfig(
            plain.id(),
            new SutSpec(
                "s", "b", "m", plain.sut().computeType(), plain.sut().device(), options, List.of()),
            plain.workload());

    TrialContext context = new TrialContext(config, Optional.empty(), "n");
    TrialValues values = TrialValues.of(context, Samples.valid(1, Samples.TEXT));

    assertEquals(expected, values.beamSize());
    boolean said = !option.isEmpty() && !option.equals("text");
    assertEquals(said ? OptionalLong.of(expected) : OptionalLong.empty(), context.beamSize());
    assertEquals("5s.wav", values.audioFile());
  }

  @Test
  void effectiveBeamSizeWinsOverTheOneAskedFor() {
    RunConfig asked = Samples.config("tiny.en", "5s.wav");
    RunConfig other =
        new RunConfig(asked.id(), asked.sut().withOption("beam_size", 9L), asked.workload());

    assertEquals(5, TrialValues.of(Samples.context(other), Samples.valid(1, "t")).beamSize());
  }

  @Test
  void clipsReadBackAsTheyWereMeasured() throws Exception {
    ClipResult clip = Samples.clip("5s.wav", 0, Samples.TEXT);
    Path file = write(Samples.context(), Samples.trial(TrialKind.WARM_UP, 1, TrialStatus.OK, clip));

    assertEquals(List.of(clip), ReadBack.trial(RecordReader.read(file).records().get(1)).clips());
  }

  @Test
  void validTrialWithoutClipsIsAnErrorOfTheCaller() throws Exception {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      TrialResult empty = Samples.trial(TrialKind.MEASURED, 1, TrialStatus.OK);

      assertThrows(IllegalArgumentException.class, () -> writer.append(Samples.context(), empty));

      writer.append(Samples.context(), Samples.valid(1, "fine"));
      assertEquals(2, RecordReader.read(writer.file()).records().size());
    }
  }

  @Test
  void interruptCostsNoRecordAndStaysSet() throws Exception {
    try {
      Thread.currentThread().interrupt();
      Path file = write(Samples.context(), Samples.valid(1, Samples.TEXT));
      assertTrue(Thread.interrupted());
      assertEquals(2, RecordReader.read(file).records().size());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void closedWriterRefusesAndClosesTwice() throws Exception {
    RunWriter writer = RunWriter.create(folder, Samples.header());
    writer.close();
    writer.close();

    assertThrows(
        IllegalStateException.class,
        () -> writer.append(Samples.context(), Samples.valid(1, "late")));
  }

  @Test
  void secondWriterOfOneRunIsRefusedAndHarmsNothing() throws Exception {
    Path file = Samples.writeAll(folder);
    byte[] before = Files.readAllBytes(file);

    StoreException e =
        assertThrows(StoreException.class, () -> RunWriter.create(folder, Samples.header()));

    assertTrue(e.getMessage().contains("exists"), e.getMessage());
    assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(file));
  }

  @Test
  void folderBelowARegularFileIsNamedWithARemedy() throws Exception {
    Path file = Files.writeString(folder.resolve("occupied"), "x");

    for (Path output : List.of(file, file.resolve("below"))) {
      StoreException e =
          assertThrows(StoreException.class, () -> RunWriter.create(output, Samples.header()));

      assertEquals(output, e.path());
      assertTrue(e.getMessage().contains(output.toString()), e.getMessage());
      assertTrue(e.getMessage().contains("choose another output folder"), e.getMessage());
    }
    assertEquals("x", Files.readString(file));
  }

  @Test
  void folderWithoutPermissionIsNamedWithARemedy() throws Exception {
    assertTrue(folder.toFile().setWritable(false));
    assumeFalse(Files.isWritable(folder), "this user may write everywhere, as root may");

    StoreException e =
        assertThrows(StoreException.class, () -> RunWriter.create(folder, Samples.header()));

    assertTrue(e.getMessage().contains("permission denied"), e.getMessage());
    assertTrue(e.getMessage().contains("that you may write"), e.getMessage());
  }

  /** No permission is asked here, so this works as root too. */
  @Test
  void fileSystemThatTakesNoFilesIsNamedWithARemedy() {
    Path output = Path.of("/proc/self/results");
    assumeTrue(Files.isDirectory(output.getParent()), "no /proc here");

    StoreException e =
        assertThrows(StoreException.class, () -> RunWriter.create(output, Samples.header()));

    assertTrue(e.getMessage().contains("'/proc/self/results' cannot take"), e.getMessage());
    assertTrue(e.getMessage().contains("allowed is a folder that can be"), e.getMessage());
  }

  private Path write(TrialContext context, TrialResult trial) throws StoreException {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      writer.append(context, trial);
      return writer.file();
    }
  }

  /** The empty path, which has no parent. */
  @Test
  void theCurrentFolderIsAFolder() throws Exception {
    Path file;
    try (RunWriter writer = RunWriter.create(Path.of(""), Samples.header())) {
      file = writer.file();
    }
    try {
      assertEquals(1, RecordReader.read(file).records().size());
    } finally {
      Files.delete(file);
    }
  }
}
