package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What identifies a record among all files. */
final class RecordIds {

  private static final int HASH_DIGITS = 16;

  private RecordIds() {}

  static String of(String runId, long seq) {
    return runId + "-" + seq;
  }

  /**
   * The stored id, or one made of the content.
   *
   * @param seen how often each content came before in this file: equal records of one file are
   *     different measurements, but the same record in two copies of the file is one
   */
  static String of(ObjectNode record, Map<String, Integer> seen) {
    JsonNode stored = record.get("record_id");
    if (stored != null && stored.isTextual()) {
      return stored.textValue();
    }
    String hash = RecordJson.sha256(RecordJson.bytes(record)).substring(0, HASH_DIGITS);
    return "legacy-" + hash + "-" + seen.merge(hash, 1, Integer::sum);
  }
}
