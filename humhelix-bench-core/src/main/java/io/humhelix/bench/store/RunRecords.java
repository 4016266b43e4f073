package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** What follows the envelope in the first and the last record of a run. */
final class RunRecords {

  /** What is measured again of a baseline. */
  static final String REMEASURED = "remeasured";

  private static final double NANOS = 1e9;

  private RunRecords() {}

  static void fill(ObjectNode record, RunHeader header) {
    record.put("started_at", header.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    Json.put(record, "harness_version", header.provenance().harnessVersion());
    record.set("definition", DiskForms.json(header.definition()));
    Map<String, Object> provenance = DiskForms.CODEC.encode(header.provenance());
    provenance.remove("harness_version");
    record.set("provenance", Json.of(provenance));
    header.remeasured().ifPresent(one -> record.set(REMEASURED, DiskForms.json(one)));
    record.set("metric_definitions", DiskForms.json(Metrics.all()));
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
    record.set("issues", DiskForms.json(result.issues()));
    record.set("artifacts", DiskForms.json(result.artifacts()));
  }
}
