package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioRecordTest {

  @TempDir Path folder;

  private static CallSeries written(int calls) {
    return Samples.underLoad(TrialKind.MEASURED, 1, calls).calls();
  }

  private StoredRecord stored(int calls) throws Exception {
    List<StoredRecord> records = RecordReader.read(Samples.writeUnderLoad(folder, calls)).records();
    assertEquals(
        List.of(RecordKind.RUN, RecordKind.SEARCH, RecordKind.TRIAL),
        records.stream().map(StoredRecord::kind).toList());
    return records.get(2);
  }

  @Test
  void givesBackEveryCall() throws Exception {
    assertEquals(written(3), RecordDecoder.trial(stored(3)).orElseThrow().calls());
  }

  @Test
  void aTrialUnderLoadIsReadAsItWasWritten() throws Exception {
    List<StoredRecord> records = RecordReader.read(Samples.writeUnderLoad(folder, 30)).records();
    for (int i = 1; i <= 2; i++) {
      TrialKind kind = List.of(TrialKind.SEARCH, TrialKind.MEASURED).get(i - 1);
      TrialResult read = RecordDecoder.trial(records.get(i)).orElseThrow();
      assertEquals(kind, read.kind());
      TrialResult written = Samples.underLoad(kind, 1, 30);
      assertEquals(written.scenario(), read.scenario());
      assertEquals(written.calls(), read.calls());
      assertEquals(written.clips(), read.clips());
    }
  }

  @Test
  void theColumnOfChunksIsThereWhereClipsCameInChunks() throws Exception {
    TrialResult whole = Samples.underLoad(TrialKind.MEASURED, 1, 2);
    CallSeries.Builder calls = CallSeries.builder(List.of("5s.wav"), new double[] {5.5}, 2);
    calls.add(0, 0, 0, 10, 1, 12, 3, 4, 5);
    calls.add(0, 1, 1, 20, 1, 22, 3, 4, 900, 700);
    for (CallSeries series : List.of(whole.calls(), calls.build())) {
      Map<String, Object> scenario = new LinkedHashMap<>();
      Map<String, Object> trial = new LinkedHashMap<>();
      CallsForm.write(series, scenario, trial);
      int columns = series.equals(whole.calls()) ? 9 : 10;
      assertEquals(columns, ((List<?>) scenario.get("call_columns")).size());
      ArrayNode rows = (ArrayNode) trial.get("calls");
      assertEquals(columns, rows.get(0).size());
      assertEquals(series, CallsForm.series(scenario, rows));
    }
  }

  @Test
  @Tag("slow")
  void keepsManyCallsInAnArtifactAndGivesThemBack() throws Exception {
    StoredRecord record = stored(40_000);

    assertTrue(record.tree().has("calls_artifact"), "calls stayed in the record");
    assertFalse(record.tree().has("calls"));
    assertEquals(written(40_000), RecordDecoder.trial(record).orElseThrow().calls());
  }

  @Test
  void refusesCallsOfAChangedArtifact() throws Exception {
    StoredRecord record = stored(40_000);
    Path artifact = record.file().resolveSibling(record.tree().at("/calls_artifact/file").asText());
    byte[] bytes = Files.readAllBytes(artifact);
    bytes[1] ^= 1;
    Files.write(artifact, bytes);

    StoreException e = assertThrows(StoreException.class, () -> RecordDecoder.trial(record));
    assertTrue(e.getMessage().contains("another SHA-256"), e.getMessage());
  }

  @Test
  void refusesCallsWithoutAColumn() throws Exception {
    StoredRecord record = stored(3);
    ((ObjectNode) record.tree().get("scenario")).putArray("call_columns").add("clip");

    StoreException e = assertThrows(StoreException.class, () -> RecordDecoder.trial(record));
    assertTrue(e.getMessage().contains("[clip]"), e.getMessage());
  }

  @Test
  void histogramHoldsEveryLatency() throws Exception {
    byte[] bytes =
        Base64.getDecoder().decode(stored(1000).tree().at("/scenario/latency_histogram").asText());
    Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    CallSeries calls = written(1000);

    assertEquals(1000, histogram.getTotalCount());
    assertTrue(histogram.valuesAreEquivalent(calls.latencyNanos(999), histogram.getMaxValue()));
    assertTrue(histogram.valuesAreEquivalent(calls.latencyNanos(0), histogram.getMinValue()));
  }

  @Test
  void sumsAreOverEveryCallAndTheTextIsThere() throws Exception {
    TrialValues values = stored(4).values().orElseThrow();

    assertEquals(4 * 0.2, values.inferenceTime(), 1e-9);
    assertEquals(4 * 0.05, values.transcriptionTime(), 1e-9);
    assertEquals(4 * 5.5, values.audioDuration(), 1e-9);
    assertEquals(Samples.TEXT, values.transcription());
  }

  @Test
  void plainTrialsHaveNoCalls() throws Exception {
    for (StoredRecord record : RecordReader.read(Samples.writeAll(folder)).records()) {
      assertFalse(record.tree().has("scenario"));
      assertFalse(record.tree().has("calls"));
    }
  }

  @Test
  void aFileThatCountsAnsweredQueriesAloneIsReadWithAllThatWereAsked() throws Exception {
    Path file = GoldenRuns.copy("overload", Files.createDirectory(folder.resolve("old")));
    List<LimitCheck> checks = new ArrayList<>();
    for (StoredRecord record : RecordReader.read(file).records()) {
      if (record.kind() == RecordKind.TRIAL) {
        RecordDecoder.trial(record)
            .flatMap(TrialResult::scenario)
            .flatMap(ScenarioResult::limit)
            .ifPresent(checks::add);
      }
    }
    LimitCheck first = checks.get(0);
    assertEquals(40, first.queries(), "one was answered, and 39 were not");
    assertEquals(39, first.unanswered());
    assertEquals(40, first.slow());
  }
}
