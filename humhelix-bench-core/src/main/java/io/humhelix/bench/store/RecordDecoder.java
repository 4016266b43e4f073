package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Single records as the results that they were written from. */
final class RecordDecoder {

  /** Keys of a trial's record that are no part of its result, or are read for themselves. */
  private static final Set<String> APART =
      Set.of(
          "clips",
          "clips" + ArtifactReader.SUFFIX,
          CallsForm.ROWS,
          CallsForm.ROWS + ArtifactReader.SUFFIX,
          "sut",
          "workload",
          "effective");

  private RecordDecoder() {}

  /** A trial, its clips without the texts that it shares with another record; empty for others. */
  static Optional<TrialResult> trial(StoredRecord record) throws StoreException {
    return record.kind().isTrial()
        ? trial(record, ArtifactReader.list(record, "clips"))
        : Optional.empty();
  }

  /** A trial with clips that were fetched. */
  static Optional<TrialResult> trial(StoredRecord record, ArrayNode clips) throws StoreException {
    Optional<TrialKind> kind = kind(record.kind());
    // A status of a later version says something that this one does not know.
    if (kind.isEmpty() || record.status().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> tree = tree(record);
    tree.put("kind", kind.get().name());
    tree.put("clips", Json.tree(clips));
    if (record.tree().path("scenario").has("call_columns")) {
      tree.put(CallsForm.ROWS, ArtifactReader.list(record, CallsForm.ROWS));
    } else {
      tree.remove("scenario");
    }
    try {
      ClipResultForm.putNormalizer(tree, record.text("normalizer").orElse(""));
    } catch (CodecException e) {
      throw unreadable(record, e);
    }
    return Optional.of(decode(record, TrialResult.class, tree));
  }

  private static Optional<TrialKind> kind(RecordKind kind) {
    return switch (kind) {
      case FIRST_CALL -> Optional.of(TrialKind.FIRST_CALL);
      case WARM_UP -> Optional.of(TrialKind.WARM_UP);
      case SEARCH -> Optional.of(TrialKind.SEARCH);
      case TRIAL -> Optional.of(TrialKind.MEASURED);
      default -> Optional.empty();
    };
  }

  static ForkResult fork(StoredRecord record) throws StoreException {
    return decode(record, ForkResult.class, tree(record));
  }

  static Optional<EffectiveSut> effective(StoredRecord record) throws StoreException {
    return optional(record, "effective", EffectiveSut.class);
  }

  static Optional<Failure> failure(StoredRecord record) throws StoreException {
    Object failure = tree(record).get("failure");
    return failure == null ? Optional.empty() : Optional.of(decode(record, Failure.class, failure));
  }

  static List<Issue> issues(StoredRecord record) throws StoreException {
    return list(record, "issues", Issue.class);
  }

  static List<Artifact> artifacts(StoredRecord record) throws StoreException {
    return list(record, "artifacts", Artifact.class);
  }

  /** What the first record of a baseline says of it; empty for another record. */
  static Optional<BaselineNote> baseline(StoredRecord record) throws StoreException {
    return optional(record, BaselineCopy.NOTE, BaselineNote.class);
  }

  /** Metrics that the record says the meaning of. */
  static List<Metric> metrics(StoredRecord record) throws StoreException {
    return list(record, TrialRecords.METRICS, Metric.class);
  }

  static SutSpec sut(StoredRecord record) throws StoreException {
    return described(record, "sut", SutSpec.class);
  }

  static TranscriptionTask task(StoredRecord record) throws StoreException {
    return described(record, "workload", TranscriptionTask.class);
  }

  private static <R extends Record> R described(StoredRecord record, String key, Class<R> type)
      throws StoreException {
    Optional<R> value = optional(record, key, type);
    if (value.isEmpty()) {
      throw new StoreException(
          record.file(),
          record
              + " was not written by this version: it describes no system and workload; start a"
              + " new run",
          null);
    }
    return value.get();
  }

  /** What a run began, or went on with. */
  static RunHeader header(StoredRecord record) throws StoreException {
    Map<String, Object> tree = tree(record);
    Map<String, Object> provenance = new LinkedHashMap<>();
    if (tree.get("provenance") instanceof Map<?, ?> stored) {
      stored.forEach((key, value) -> provenance.put((String) key, value));
    }
    provenance.put("harness_version", record.text("harness_version").orElse(""));
    try {
      return new RunHeader(
          record.runId().orElse(""),
          startedAt(record),
          decode(record, BenchmarkDefinition.class, tree.get("definition")),
          decode(record, Provenance.class, provenance),
          optional(record, RunRecords.REMEASURED, RemeasuredBaseline.class));
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          record.file(), record + " was not written by this version: " + e.getMessage(), e);
    }
  }

  private static Instant startedAt(StoredRecord record) {
    try {
      return Instant.parse(record.text("started_at").orElse(""));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static <R extends Record> Optional<R> optional(
      StoredRecord record, String key, Class<R> type) throws StoreException {
    JsonNode json = record.tree().path(key);
    return json.isObject() ? Optional.of(decode(record, type, Json.tree(json))) : Optional.empty();
  }

  private static <R extends Record> List<R> list(StoredRecord record, String key, Class<R> type)
      throws StoreException {
    List<R> list = new ArrayList<>();
    for (JsonNode one : ArtifactReader.list(record, key)) {
      list.add(decode(record, type, Json.tree(one)));
    }
    return list;
  }

  /** A record as a tree, without what is read for itself, or told of another than the result. */
  private static Map<String, Object> tree(StoredRecord record) throws StoreException {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : record.tree().properties()) {
      Object value = APART.contains(member.getKey()) ? null : Json.tree(member.getValue());
      if (value != null) {
        tree.put(member.getKey(), value);
      }
    }
    ArtifactReader.restore(record, record.tree(), tree);
    return tree;
  }

  private static <R extends Record> R decode(StoredRecord record, Class<R> type, Object tree)
      throws StoreException {
    try {
      return DiskForms.CODEC.decode(type, tree);
    } catch (CodecException | IllegalArgumentException e) {
      throw unreadable(record, e);
    }
  }

  private static StoreException unreadable(StoredRecord record, Exception e) {
    return new StoreException(
        record.file(),
        record + " was not written by this version: " + e.getMessage() + "; start a new run",
        e);
  }
}
