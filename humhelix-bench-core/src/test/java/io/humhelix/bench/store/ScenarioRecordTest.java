package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioRecordTest {

  @TempDir Path folder;

  private static CallSeries written(int calls) {
    return Samples.underLoad(TrialKind.MEASURED, 1, calls).scenario().orElseThrow().calls();
  }

  private StoredRecord stored(int calls) throws Exception {
    List<StoredRecord> records =
        ResultsReader.read(Samples.writeUnderLoad(folder, calls)).records();
    assertEquals(
        List.of(RecordKind.RUN, RecordKind.SEARCH, RecordKind.TRIAL),
        records.stream().map(StoredRecord::kind).toList());
    return records.get(2);
  }

  @Test
  void givesBackEveryCall() throws Exception {
    assertEquals(Optional.of(written(3)), ResultsReader.calls(stored(3)));
  }

  @Test
  void aTrialUnderLoadIsReadAsItWasWritten() throws Exception {
    List<StoredRecord> records = ResultsReader.read(Samples.writeUnderLoad(folder, 30)).records();
    for (int i = 1; i <= 2; i++) {
      TrialKind kind = List.of(TrialKind.SEARCH, TrialKind.MEASURED).get(i - 1);
      TrialResult read = StoredResults.trial(records.get(i)).orElseThrow();
      assertEquals(kind, read.kind());
      assertEquals(Samples.underLoad(kind, 1, 30).scenario(), read.scenario());
    }
  }

  @Test
  void theColumnOfChunksIsThereWhereClipsCameInChunks() throws Exception {
    ScenarioResult whole = Samples.underLoad(TrialKind.MEASURED, 1, 2).scenario().orElseThrow();
    CallSeries.Builder calls = CallSeries.builder(List.of("5s.wav"), new double[] {5.5}, 2);
    calls.add(0, 0, 0, 10, 1, 12, 3, 4, 5);
    calls.add(0, 1, 1, 20, 1, 22, 3, 4, 900, 700);
    ScenarioResult chunks =
        new ScenarioResult(
            "streams",
            OptionalDouble.of(2),
            2,
            calls.build(),
            2,
            List.of(),
            1,
            0,
            false,
            Optional.empty());
    for (ScenarioResult result : List.of(whole, chunks)) {
      Map<String, Object> tree = DiskForms.CODEC.encode(result);
      int columns = result == whole ? 9 : 10;
      assertEquals(columns, ((List<?>) tree.get("call_columns")).size());
      assertEquals(columns, ((ArrayNode) tree.get("calls")).get(0).size());
      assertEquals(result, DiskForms.CODEC.decode(ScenarioResult.class, tree));
    }
  }

  @Test
  @Tag("slow")
  void keepsManyCallsInAnArtifactAndGivesThemBack() throws Exception {
    StoredRecord record = stored(40_000);

    assertTrue(record.tree().has("calls_artifact"), "calls stayed in the record");
    assertFalse(record.tree().has("calls"));
    assertEquals(Optional.of(written(40_000)), ResultsReader.calls(record));
  }

  @Test
  void refusesCallsOfAChangedArtifact() throws Exception {
    StoredRecord record = stored(40_000);
    Path artifact = record.file().resolveSibling(record.tree().at("/calls_artifact/file").asText());
    byte[] bytes = Files.readAllBytes(artifact);
    bytes[1] ^= 1;
    Files.write(artifact, bytes);

    StoreException e = assertThrows(StoreException.class, () -> ResultsReader.calls(record));
    assertTrue(e.getMessage().contains("another SHA-256"), e.getMessage());
  }

  @Test
  void refusesCallsWithoutAColumn() throws Exception {
    StoredRecord record = stored(3);
    ((ObjectNode) record.tree().get("scenario")).putArray("call_columns").add("clip");

    StoreException e = assertThrows(StoreException.class, () -> ResultsReader.calls(record));
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
    for (StoredRecord record : ResultsReader.read(Samples.writeAll(folder)).records()) {
      assertEquals(Optional.empty(), ResultsReader.calls(record));
      assertFalse(record.tree().has("scenario"));
    }
  }
}
