package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSchemaTest {

  @TempDir static Path folder;
  private static JsonSchema schema;
  private static List<StoredRecord> records;

  @BeforeAll
  static void load() throws Exception {
    try (InputStream in = RunWriter.class.getResourceAsStream("record.schema.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
    Samples.writeAll(Files.createDirectories(folder.resolve("all")));
    Samples.writeUnderLoad(Files.createDirectories(folder.resolve("load")), 3);
    records = new ArrayList<>();
    for (String name : List.of("all", "load")) {
      records.addAll(RecordReader.read(folder.resolve(name)).records());
    }
  }

  @Test
  void everyKindOfRecordValidates() {
    Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
    for (StoredRecord record : records) {
      assertEquals(Set.of(), schema.validate(record.tree()), record.toString());
      kinds.add(record.kind());
    }
    assertEquals(
        EnumSet.complementOf(EnumSet.of(RecordKind.OTHER, RecordKind.FORK, RecordKind.RUN_RESUMED)),
        kinds);
  }

  @Test
  void theRecordsOfForksAndOfARunThatWasExtendedValidate(@TempDir Path other) throws Exception {
    ForkResult fork =
        new ForkResult(
            Samples.context().runConfig().id(),
            2,
            TrialStatus.FAILED,
            true,
            Instant.EPOCH,
            1,
            2,
            3,
            List.of(Issue.info("fork-resumed", "a second process")),
            Optional.of(
                new Failure(
                    FailureKind.SIGNAL, "transcribe", "died", "mend", "", OptionalInt.of(6))),
            List.of());
    try (RunWriter writer = RunWriter.create(other, Samples.header())) {
      writer.appendFork(Samples.context(), fork, Duration.ofMillis(7));
      writer.appendResumed(Samples.header());
    }
    List<StoredRecord> written = RecordReader.read(other).records();
    assertEquals(RecordKind.FORK, written.get(1).kind());
    assertEquals(RecordKind.RUN_RESUMED, written.get(2).kind());
    for (StoredRecord record : written) {
      assertEquals(Set.of(), schema.validate(record.tree()), record.toString());
    }
    assertEquals(fork, RecordDecoder.fork(written.get(1)));
  }

  @Test
  void theRecordsOfABaselineValidateAndOthersThatLackSomethingDoNot(@TempDir Path other)
      throws Exception {
    Samples.writeAll(Files.createDirectories(other.resolve("all")));
    Path file = RecordReader.filesIn(other.resolve("all")).get(0);
    BaselineNote note = new BaselineNote("main", Instant.EPOCH, false, List.of(), List.of("a"), 1);
    Path small = BaselineCopy.write(file, other.resolve("main"), note, Map.of());
    int lacking = 0;
    for (StoredRecord record : RecordReader.read(small).records()) {
      assertEquals(Set.of(), schema.validate(record.tree()), record.toString());
      ObjectNode silent = record.tree().deepCopy();
      if (silent.remove("left_out") != null && record.status().isPresent()) {
        lacking += schema.validate(silent).isEmpty() ? 0 : 1;
      }
    }
    assertTrue(lacking > 0);
    assertEquals("main", BaselineCopy.note(small).orElseThrow().name());
    assertTrue(BaselineCopy.note(file).isEmpty());
  }

  @Test
  void aTrialValidatesThatNamesItsTextsAndSaysWhatItsMetricsMean(@TempDir Path other)
      throws Exception {
    Metric power = new Metric("power_w", "W", Direction.LOWER_IS_BETTER, "mean of the board");
    TrialResult first = SharedTextsTest.trial(1, 60, "a text of usual length ");
    try (RunWriter writer = RunWriter.create(other, Samples.header())) {
      writer.append(Samples.context(), first.withMetrics(List.of(new Measurement(power, 70.5))));
      writer.append(Samples.context(), SharedTextsTest.trial(2, 60, "a text of usual length "));
    }
    List<StoredRecord> written = RecordReader.read(other).records();
    ObjectNode named = written.get(2).tree();
    assertTrue(written.get(1).tree().has("metric_definitions") && named.has("texts_of"));
    for (StoredRecord record : written) {
      assertEquals(Set.of(), schema.validate(record.tree()), record.toString());
    }
    ObjectNode without = named.deepCopy();
    without.remove("texts_of");
    assertFalse(schema.validate(without).isEmpty(), "texts are nowhere");
  }

  static List<String> flatKeys() {
    return TrialValues.keys();
  }

  @ParameterizedTest
  @MethodSource("flatKeys")
  void noOtherRecordMayCarryAFlatKey(String key) {
    ObjectNode valid = firstValid();
    for (StoredRecord record : records) {
      if (record.values().isEmpty()) {
        ObjectNode changed = record.tree().deepCopy();
        changed.set(key, valid.get(key));
        assertFalse(schema.validate(changed).isEmpty(), record + " with " + key);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("flatKeys")
  void validTrialNeedsEveryFlatKeyAndNoneMayBeNull(String key) {
    ObjectNode without = firstValid();
    without.remove(key);
    ObjectNode withNull = firstValid();
    withNull.putNull(key);

    assertFalse(schema.validate(without).isEmpty());
    assertFalse(schema.validate(withNull).isEmpty());
  }

  @Test
  void laterKeysAreAllowed() {
    ObjectNode later = firstValid();
    later.put("energy_joules", 12.5);

    assertTrue(schema.validate(later).isEmpty());
  }

  private static ObjectNode firstValid() {
    return records.stream()
        .filter(r -> r.values().isPresent())
        .findFirst()
        .orElseThrow()
        .tree()
        .deepCopy();
  }
}
