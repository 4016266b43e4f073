package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What follows the envelope in the first and the last record of a run. */
final class RunJson {

  private static final double NANOS = 1e9;

  private RunJson() {}

  static void fill(ObjectNode record, RunHeader header) {
    record.put("started_at", header.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    Json.put(record, "harness_version", header.provenance().harnessVersion());
    record.set("definition", DefinitionJson.node(header.definition()));
    record.set("provenance", provenance(header.provenance()));
    ArrayNode metrics = record.putArray("metric_definitions");
    for (Metric metric : Metrics.all()) {
      ObjectNode one = metrics.addObject();
      Json.put(one, "name", metric.name());
      Json.put(one, "unit", metric.unit());
      one.put("direction", metric.direction().name());
      Json.put(one, "definition", metric.definition());
    }
  }

  static void fillEnd(ObjectNode record, RunResult result) {
    record.put("status", result.cancelled() ? "CANCELLED" : "COMPLETED");
    record.put("duration_s", result.duration().toNanos() / NANOS);
    ObjectNode counts = record.putObject("run_configs");
    counts.put("total", result.runConfigs().size());
    for (TrialStatus status : TrialStatus.values()) {
      counts.put(
          status.name().toLowerCase(Locale.ROOT),
          result.runConfigs().stream().filter(r -> r.status() == status).count());
    }
    record.put(
        "valid_trials", result.runConfigs().stream().mapToLong(r -> r.validTrials().size()).sum());
    record.set("issues", TrialJson.issues(result.issues()));
    record.set("artifacts", ForkJson.artifacts(result.artifacts()));
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode node = Json.object();
    node.put("seed", provenance.seed());
    node.set("host", texts(provenance.host()));
    node.set("jvm", texts(provenance.jvm()));
    ArrayNode models = node.putArray("models");
    for (Provenance.ModelFingerprint model : provenance.models()) {
      ObjectNode one = fingerprint(model.file());
      one.set(ModelHashes.RUN_CONFIGS, Json.texts(model.runConfigs()));
      models.add(one);
    }
    ArrayNode audio = node.putArray("audio");
    for (Provenance.AudioFingerprint clip : provenance.audio()) {
      ObjectNode one = audio.addObject();
      Json.put(one, "workload", clip.workload());
      Json.put(one, "clip", clip.clipId());
      one.setAll(fingerprint(clip.file()));
      Json.putFinite(one, "audio_s", clip.seconds());
      Json.put(one, "samples_sha256", clip.samplesSha256());
      Json.put(one, "resampler", clip.resampler());
    }
    return node;
  }

  /** In the order of the keys: an immutable map's own order changes from JVM to JVM. */
  private static ObjectNode texts(Map<String, String> values) {
    ObjectNode node = Json.object();
    new TreeMap<>(values).forEach((key, value) -> node.put(RecordJson.key(key), value));
    return node;
  }

  private static ObjectNode fingerprint(FileFingerprint file) {
    ObjectNode node = Json.object();
    Json.put(node, "file", file.name());
    node.put("bytes", file.bytes());
    Json.put(node, "sha256", file.sha256());
    return node;
  }
}
