package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    try (InputStream in = ResultsWriter.class.getResourceAsStream("record.schema.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
    Samples.writeAll(Files.createDirectories(folder.resolve("all")));
    Samples.writeUnderLoad(Files.createDirectories(folder.resolve("load")), 3);
    records = new ArrayList<>();
    for (String name : List.of("all", "load")) {
      records.addAll(ResultsReader.read(folder.resolve(name)).records());
    }
  }

  @Test
  void everyKindOfRecordValidates() {
    Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
    for (StoredRecord record : records) {
      assertEquals(Set.of(), schema.validate(record.tree()), record.toString());
      kinds.add(record.kind());
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(RecordKind.OTHER)), kinds);
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
