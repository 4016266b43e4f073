package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What follows the envelope in the records of trials and run configs. */
final class TrialJson {

  private static final double NANOS = 1e9;

  private TrialJson() {}

  static RecordKind kind(TrialKind kind) {
    return switch (kind) {
      case FIRST_CALL -> RecordKind.FIRST_CALL;
      case WARM_UP -> RecordKind.WARM_UP;
      case SEARCH -> RecordKind.SEARCH;
      case MEASURED -> RecordKind.TRIAL;
    };
  }

  static void fill(ObjectNode record, TrialContext context, TrialResult trial) {
    runConfig(record, context.runConfig());
    // A block is one fork of every run config, so the fork's number is the block's.
    record.put("block", trial.fork());
    record.put("fork", trial.fork());
    record.put("trial", trial.trial());
    record.put("status", trial.status().name());
    record.put("started_at", trial.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    description(record, context);
    record.set("metrics", metrics(trial));
    record.set("issues", issues(trial.issues()));
    trial.failure().ifPresent(failure -> record.set("failure", failure(failure)));
    record.set("clips", ClipJson.list(trial.clips()));
    trial.scenario().ifPresent(scenario -> ScenarioJson.fill(record, scenario));
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
    record.set("issues", issues(result.issues()));
    result.failure().ifPresent(failure -> record.set("failure", failure(failure)));
  }

  private static void runConfig(ObjectNode record, RunConfig config) {
    Json.put(record, "run_config_id", config.id());
    Json.put(record, "run_config", Redaction.text(config.label()));
  }

  private static void description(ObjectNode record, TrialContext context) {
    record.set("sut", sut(context.runConfig().sut()));
    record.set("workload", workload(context.runConfig().workload()));
    context.effective().ifPresent(effective -> record.set("effective", effective(effective)));
    Json.put(record, "normalizer", context.normalizer());
  }

  static ObjectNode sut(SutSpec sut) {
    ObjectNode node = Json.object();
    Json.put(node, "name", Redaction.text(sut.name()));
    Json.put(node, "backend", sut.backend());
    Json.put(node, "model", Redaction.text(sut.model()));
    Json.put(node, "compute_type", sut.computeType().word());
    Json.put(node, "device", sut.device().toString());
    node.set("options", Json.settings(sut.options().asMap()));
    return node;
  }

  static ObjectNode workload(Workload workload) {
    ObjectNode node = Json.object();
    Json.put(node, "name", workload.name());
    node.put("clips", workload.clips().size());
    workload.task().language().ifPresent(language -> node.put("language", language));
    node.put("task", workload.task().kind().name().toLowerCase(Locale.ROOT));
    node.put("word_timestamps", workload.task().wordTimestamps());
    node.put("vad_filter", workload.task().vadFilter());
    return node;
  }

  private static ObjectNode effective(EffectiveSut effective) {
    ObjectNode node = Json.object();
    Json.put(node, "engine", effective.engine());
    Json.put(node, "engine_version", effective.engineVersion());
    Json.put(node, "device", effective.device());
    Json.put(node, "execution_provider", effective.executionProvider());
    Json.put(node, "compute_type", effective.computeType());
    node.set("options", Json.settings(effective.options().asMap()));
    return node;
  }

  /** What stands among the metrics and follows from the calls. */
  static final Set<String> SUMS =
      Set.of("inference_s", "transcription_s", "total_transcription_s", "audio_s", "wall_s");

  private static ObjectNode metrics(TrialResult trial) {
    ObjectNode node = Json.object();
    node.put("load_s", trial.loadSeconds());
    node.put("inference_s", trial.inferenceSeconds());
    node.put("transcription_s", trial.transcriptionSeconds());
    node.put("total_transcription_s", trial.totalTranscriptionSeconds());
    Json.putFinite(node, "audio_s", trial.audioSeconds());
    node.put("wall_s", trial.wallNanos() / NANOS);
    trial.metrics().forEach(m -> node.put(m.metric().name(), m.value()));
    return node;
  }

  static ArrayNode issues(List<Issue> issues) {
    ArrayNode list = Json.array();
    for (Issue issue : issues) {
      ObjectNode node = list.addObject();
      node.put("severity", issue.severity().name());
      Json.put(node, "code", issue.code());
      Json.put(node, "message", Redaction.text(issue.message()));
      Json.put(node, "remedy", Redaction.text(issue.remedy()));
    }
    return list;
  }

  static ObjectNode failure(Failure failure) {
    ObjectNode node = Json.object();
    node.put("kind", failure.kind().name());
    Json.put(node, "phase", failure.phase());
    Json.put(node, "message", Redaction.text(failure.message()));
    Json.put(node, "remedy", Redaction.text(failure.remedy()));
    Json.put(node, "detail", Redaction.text(failure.detail()));
    failure.code().ifPresent(code -> node.put("code", code));
    return node;
  }
}
