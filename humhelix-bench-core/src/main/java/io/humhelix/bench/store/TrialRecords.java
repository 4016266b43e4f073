package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What follows the envelope in the records of trials and run configs. */
final class TrialRecords {

  /** What metrics mean that are not the harness' own; in the first record that has them. */
  static final String METRICS = "metric_definitions";

  private static final double NANOS = 1e9;

  private TrialRecords() {}

  static RecordKind kind(TrialKind kind) {
    return switch (kind) {
      case FIRST_CALL -> RecordKind.FIRST_CALL;
      case WARM_UP -> RecordKind.WARM_UP;
      case SEARCH -> RecordKind.SEARCH;
      case MEASURED -> RecordKind.TRIAL;
    };
  }

  static void fill(ObjectNode record, TrialContext context, TrialResult trial) {
    Map<String, Object> tree = DiskForms.CODEC.encode(trial);
    ClipResultForm.dropNormalizer(tree, context.normalizer());
    runConfig(record, context.runConfig());
    for (String key : List.of("block", "fork", "trial", "status", "started_at")) {
      record.set(key, Json.of(tree.get(key)));
    }
    description(record, context);
    Json.putAll(record, tree);
  }

  static void fill(ObjectNode record, RunConfigResult result) {
    runConfig(record, result.runConfig());
    record.put("status", result.status().name());
    description(
        record, new TrialContext(result.runConfig(), result.effective(), result.normalizer()));
    ObjectNode counts = record.putObject("trials");
    counts.put("executed", result.trials().size());
    counts.put(
        "measured", result.trials().stream().filter(t -> t.kind() == TrialKind.MEASURED).count());
    counts.put("valid", result.validTrials().size());
    record.set("issues", DiskForms.json(result.issues()));
    result.failure().ifPresent(failure -> record.set("failure", DiskForms.json(failure)));
    result
        .runConfig()
        .remeasured()
        .ifPresent(of -> record.set(RunRecords.REMEASURED, DiskForms.json(of)));
  }

  /** What follows the envelope in the record of a fork. */
  static void fill(ObjectNode record, TrialContext context, ForkResult fork, Duration spent) {
    Map<String, Object> tree = DiskForms.CODEC.encode(fork);
    runConfig(record, context.runConfig());
    for (String key :
        List.of(
            "block", "fork", "status", "started_at", "isolation", "start_s", "load_s", "end_s")) {
      record.set(key, Json.of(tree.get(key)));
    }
    record.put("spent_s", spent.toNanos() / NANOS);
    Json.putAll(record, tree);
  }

  private static void runConfig(ObjectNode record, RunConfig config) {
    Json.put(record, "run_config_id", config.id());
    Json.put(record, "run_config", Redaction.text(config.label()));
  }

  private static void description(ObjectNode record, TrialContext context) {
    record.set("sut", sut(context.runConfig().sut()));
    record.set("workload", workload(context.runConfig().workload()));
    context.effective().ifPresent(effective -> record.set("effective", DiskForms.json(effective)));
    Json.put(record, "normalizer", context.normalizer());
  }

  /** A system under test as it was executed, on whatever workload. */
  static ObjectNode sut(SutSpec sut) {
    return DiskForms.json(sut.withWorkloads(List.of()));
  }

  /** A workload without its clips, which the definition has. */
  static ObjectNode workload(Workload workload) {
    Map<String, Object> tree = DiskForms.CODEC.encode(workload);
    ObjectNode node = Json.object();
    Json.put(node, "name", workload.name());
    node.put("clips", workload.clips().size());
    tree.remove("clips");
    return Json.putAll(node, tree);
  }
}
