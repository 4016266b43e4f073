package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records as the results that they were written from. */
final class StoredResults {

  private static final String CLIPS = "clips";

  /** Keys that are no part of the result, or may hold so much that they are fetched alone. */
  private static final Set<String> APART =
      Set.of(
          CLIPS,
          CLIPS + ArtifactReader.SUFFIX,
          CallsForm.ROWS,
          CallsForm.ROWS + ArtifactReader.SUFFIX,
          "sut",
          "workload",
          "effective");

  private StoredResults() {}

  /** A trial; empty for other records, and for one that was cancelled. */
  static Optional<TrialResult> trial(StoredRecord record) throws StoreException {
    return record.status().filter(s -> s != TrialStatus.CANCELLED).isPresent()
        ? trialOfAnyStatus(record)
        : Optional.empty();
  }

  static Optional<TrialResult> trialOfAnyStatus(StoredRecord record) throws StoreException {
    Optional<TrialKind> kind = kind(record.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> tree = tree(record);
    tree.put("kind", kind.get().name());
    tree.put(CLIPS, Json.tree(ArtifactReader.list(record, CLIPS)));
    if (ResultsReader.isUnderLoad(record)) {
      tree.put(CallsForm.ROWS, ArtifactReader.list(record, CallsForm.ROWS));
    } else {
      tree.remove("scenario");
    }
    return Optional.of(decode(record, TrialResult.class, tree));
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
    } catch (CodecException e) {
      throw new StoreException(
          record.file(),
          record + " was not written by this version: " + e.getMessage() + "; start a new run",
          e);
    }
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
    JsonNode json = record.tree().path("effective");
    return json.isObject()
        ? Optional.of(decode(record, EffectiveSut.class, Json.tree(json)))
        : Optional.empty();
  }

  static List<Issue> issues(StoredRecord record) throws StoreException {
    List<Issue> issues = new ArrayList<>();
    for (JsonNode issue : record.tree().path("issues")) {
      issues.add(decode(record, Issue.class, Json.tree(issue)));
    }
    return issues;
  }
}
