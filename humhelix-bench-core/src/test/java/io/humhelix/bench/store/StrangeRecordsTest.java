package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose checksums fit, and that this version did not write. */
class StrangeRecordsTest {

  @TempDir Path folder;
  private StoredRecord record;
  private ObjectNode json;

  @BeforeEach
  void read() throws Exception {
    record =
        RecordReader.read(GoldenRuns.copy("failed", folder)).records().stream()
            .filter(one -> one.kind().isTrial() && one.tree().has("failure"))
            .findFirst()
            .orElseThrow();
    json = record.tree();
  }

  private TrialResult trial() throws StoreException {
    return RecordDecoder.trial(record).orElseThrow();
  }

  @Test
  void textsAndListsOfLaterVersionsAreEmptyInEarlierFiles() throws Exception {
    json.remove(List.of("issues", "clips"));
    ((ObjectNode) json.get("failure")).remove(List.of("remedy", "detail"));

    Failure failure = trial().failure().orElseThrow();
    assertEquals("", failure.remedy() + failure.detail());
    assertEquals(List.of(), trial().issues());
    assertEquals(List.of(), trial().clips());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "trial", "metrics"})
  void numbersAreNotMadeUp(String key) {
    json.remove(key);
    String message = assertThrows(StoreException.class, this::trial).getMessage();
    assertTrue(message.contains(key), message);
  }

  @Test
  void clipsThatMovedNowhereAreNotNone() {
    json.remove("clips");
    json.put("clips_artifact", 7);
    assertThrows(StoreException.class, this::trial);
  }

  @Test
  void filesThatNoResultNeedsAreNotLookedFor() throws Exception {
    ((ObjectNode) json.get("sut")).putObject("options_artifact").put("file", "gone.jsonl");
    assertEquals(record.runConfigId().orElseThrow(), trial().runConfigId());
  }
}
