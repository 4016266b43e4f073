package io.humhelix.bench.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Records as the results that they were written from. */
final class StoredResults {

  private static final double NANOS = 1e9;
  private static final TypeReference<Map<String, Object>> OPTIONS = new TypeReference<>() {};

  private StoredResults() {}

  /** A trial; empty for other records, and for one that was cancelled. */
  static Optional<TrialResult> trial(StoredRecord record) throws StoreException {
    Optional<TrialKind> kind = kind(record.kind());
    if (kind.isEmpty() || record.status().filter(s -> s != TrialStatus.CANCELLED).isEmpty()) {
      return Optional.empty();
    }
    JsonNode json = record.tree();
    JsonNode metrics = json.path("metrics");
    List<Measurement> measurements = new ArrayList<>();
    for (var stored : metrics.properties()) {
      if (stored.getValue().isNumber() && !TrialJson.SUMS.contains(stored.getKey())) {
        measurements.add(new Measurement(metric(stored.getKey()), stored.getValue().doubleValue()));
      }
    }
    try {
      return Optional.of(
          new TrialResult(
              json.path("run_config_id").asText(),
              kind.get(),
              json.path("fork").intValue(),
              json.path("trial").intValue(),
              record.status().orElseThrow(),
              Instant.parse(json.path("started_at").asText()),
              nanos(metrics, "wall_s"),
              nanos(metrics, "load_s"),
              ResultsReader.clips(record),
              measurements,
              issues(json),
              failure(json),
              scenario(record)));
    } catch (RuntimeException e) {
      throw foreign(record, e);
    }
  }

  private static Optional<ScenarioResult> scenario(StoredRecord record) throws StoreException {
    return ResultsReader.calls(record)
        .map(calls -> ScenarioJson.result(record.tree().path("scenario"), calls));
  }

  /** A metric of the harness, or one that was sampled, of which the file keeps the name alone. */
  private static Metric metric(String name) {
    return Metrics.all().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Metric(name, "", Direction.INFORMATION, ""));
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
    JsonNode json = record.tree();
    List<Artifact> artifacts = new ArrayList<>();
    try {
      for (JsonNode one : json.path("artifacts")) {
        Path file = Path.of(one.path("file").asText());
        artifacts.add(
            new Artifact(
                one.path("kind").asText(),
                file,
                new FileFingerprint(
                    String.valueOf(file.getFileName()),
                    one.path("bytes").longValue(),
                    one.path("sha256").asText())));
      }
      return new ForkResult(
          json.path("run_config_id").asText(),
          json.path("fork").intValue(),
          record.status().orElseThrow(),
          json.path("isolation").asText().equals("process"),
          Instant.parse(json.path("started_at").asText()),
          nanos(json, "start_s"),
          nanos(json, "load_s"),
          nanos(json, "end_s"),
          issues(json),
          failure(json),
          artifacts);
    } catch (RuntimeException e) {
      throw foreign(record, e);
    }
  }

  static Optional<EffectiveSut> effective(StoredRecord record) {
    JsonNode json = record.tree().path("effective");
    if (!json.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new EffectiveSut(
            json.path("engine").asText(),
            json.path("engine_version").asText(),
            json.path("device").asText(),
            json.path("execution_provider").asText(),
            json.path("compute_type").asText(),
            Options.of(Json.MAPPER.convertValue(json.path("options"), OPTIONS))));
  }

  static List<Issue> issues(JsonNode json) {
    List<Issue> issues = new ArrayList<>();
    for (JsonNode issue : json.path("issues")) {
      issues.add(
          new Issue(
              Severity.valueOf(issue.path("severity").asText()),
              issue.path("code").asText(),
              issue.path("message").asText(),
              issue.path("remedy").asText()));
    }
    return issues;
  }

  private static Optional<Failure> failure(JsonNode json) {
    JsonNode failure = json.path("failure");
    if (!failure.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            FailureKind.valueOf(failure.path("kind").asText()),
            failure.path("phase").asText(),
            failure.path("message").asText(),
            failure.path("remedy").asText(),
            failure.path("detail").asText(),
            failure.path("code").isInt()
                ? OptionalInt.of(failure.path("code").intValue())
                : OptionalInt.empty()));
  }

  /**
   * Seconds were written with all digits that a double has: rounding gives the nanoseconds back.
   */
  private static long nanos(JsonNode json, String key) {
    return Math.round(json.path(key).doubleValue() * NANOS);
  }

  private static StoreException foreign(StoredRecord record, RuntimeException e) {
    return new StoreException(
        record.file(),
        record + " was not written by this version: " + e.getMessage() + "; start a new run",
        e);
  }
}
