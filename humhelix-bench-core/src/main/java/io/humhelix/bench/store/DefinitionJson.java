package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import java.util.Locale;

/** A definition as a map, with the keys of definition files where those have the thing. */
final class DefinitionJson {

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;
  private static final double PERCENT = 100;
  private static final int NANOS_PER_MICRO = 1000;

  private DefinitionJson() {}

  static ObjectNode node(BenchmarkDefinition definition) {
    ObjectNode node = Json.object();
    Json.put(node, "name", definition.name());
    definition.models().ifPresent(folder -> node.put("models", folder.toString()));
    ArrayNode workloads = node.putArray("workloads");
    definition.workloads().forEach(workload -> workloads.add(workload(workload)));
    ArrayNode suts = node.putArray("suts");
    definition.suts().forEach(sut -> suts.add(sut(sut)));
    if (!definition.matrix().equals(Matrix.NONE)) {
      node.set("matrix", matrix(definition.matrix()));
    }
    if (definition.scenario().equals(Scenario.SINGLE_STREAM)) {
      Json.put(node, "scenario", definition.scenario().name());
    } else {
      node.set("scenario", scenario(definition.scenario()));
    }
    node.set("trials", trials(definition.trials()));
    ObjectNode accuracy = node.putObject("accuracy");
    definition.accuracy().normalizer().ifPresent(id -> accuracy.put("normalizer", id));
    definition
        .accuracy()
        .maxWerPercent()
        .ifPresent(percent -> accuracy.put("max_wer_percent", percent));
    Json.put(node, "isolation", definition.isolation().word());
    if (!definition.worker().jvmArguments().isEmpty()) {
      node.set("worker_jvm_args", Json.texts(definition.worker().jvmArguments()));
    }
    if (!definition.worker().environment().isEmpty()) {
      node.set("worker_env", Json.texts(definition.worker().environment()));
    }
    definition.output().ifPresent(folder -> node.put("output", folder.toString()));
    return node;
  }

  private static ObjectNode scenario(Scenario scenario) {
    ObjectNode node = Json.object();
    Json.put(node, "name", scenario.name());
    if (scenario instanceof Scenario.MultiStream group) {
      node.put("samples_per_query", group.samplesPerQuery());
    } else if (scenario instanceof Scenario.Offline offline) {
      offline.batch().ifPresent(batch -> node.put("batch", batch));
    } else if (scenario instanceof Scenario.Server server) {
      node.put("rate", server.rate());
      openLoop(node, server.openLoop());
    } else if (scenario instanceof Scenario.Streams streams) {
      node.put("streams", streams.streams());
      streams.chunk().ifPresent(chunk -> node.put("chunk_s", chunk.toNanos() / NANOS));
      openLoop(node, streams.openLoop());
    }
    scenario
        .limit()
        .ifPresent(
            limit -> {
              node.put("percentile", limit.percentile());
              node.put("limit_s", limit.limit().toNanos() / NANOS);
            });
    scenario
        .search()
        .ifPresent(
            search ->
                node.putObject("find_peak")
                    .put("precision", search.precision())
                    .put("max_steps", search.maxSteps()));
    Extent extent = scenario.extent();
    node.put("min_duration_s", extent.minDuration().toNanos() / NANOS);
    node.put("min_queries", extent.minQueries());
    extent.maxDuration().ifPresent(most -> node.put("max_duration_s", most.toNanos() / NANOS));
    return node;
  }

  private static void openLoop(ObjectNode node, OpenLoop openLoop) {
    node.put("max_outstanding", openLoop.maxOutstanding());
    node.put("spin_us", openLoop.spin().toNanos() / NANOS_PER_MICRO);
  }

  static ObjectNode workload(Workload workload) {
    ObjectNode node = Json.object();
    Json.put(node, "name", workload.name());
    workload.task().language().ifPresent(language -> node.put("language", language));
    node.put("task", workload.task().kind().name().toLowerCase(Locale.ROOT));
    node.put("word_timestamps", workload.task().wordTimestamps());
    node.put("vad_filter", workload.task().vadFilter());
    ArrayNode clips = node.putArray("clips");
    for (AudioClip clip : workload.clips()) {
      ObjectNode one = clips.addObject();
      Json.put(one, "id", clip.id());
      Json.put(one, "audio", clip.audio().toString());
      clip.reference().ifPresent(reference -> one.put("reference", reference));
      clip.speaker().ifPresent(speaker -> one.put("speaker", speaker));
      clip.declaredSeconds().ifPresent(seconds -> Json.putFinite(one, "duration", seconds));
    }
    return node;
  }

  private static ObjectNode sut(SutSpec sut) {
    ObjectNode node = Json.object();
    Json.put(node, "name", Redaction.text(sut.name()));
    Json.put(node, "backend", sut.backend());
    Json.put(node, "model", Redaction.text(sut.model()));
    Json.put(node, "compute_type", sut.computeType().word());
    Json.put(node, "device", sut.device().toString());
    node.set("options", Json.settings(sut.options().asMap()));
    if (!sut.workloads().isEmpty()) {
      node.set("workloads", Json.texts(sut.workloads()));
    }
    return node;
  }

  private static ObjectNode matrix(Matrix matrix) {
    ObjectNode node = Json.object();
    node.setAll((ObjectNode) Json.settings(matrix.axes()));
    if (!matrix.include().isEmpty()) {
      node.set("include", Json.list(matrix.include()));
    }
    if (!matrix.exclude().isEmpty()) {
      node.set("exclude", Json.list(matrix.exclude()));
    }
    return node;
  }

  private static ObjectNode trials(TrialPolicy policy) {
    ObjectNode node = Json.object();
    node.put("forks", policy.forks());
    policy
        .precision()
        .ifPresent(
            target ->
                node.putObject("precision")
                    .put("half_width_percent", PERCENT * target.halfWidth())
                    .put("max_forks", target.maxForks()));
    node.put("warmup", policy.warmUpTrials());
    node.put("count", policy.trials());
    policy.seed().ifPresent(seed -> node.put("seed", seed));
    node.put("load_timeout_s", policy.loadTimeout().toMillis() / MILLIS);
    policy.callTimeout().ifPresent(t -> node.put("call_timeout_s", t.toMillis() / MILLIS));
    policy.maxDuration().ifPresent(t -> node.put("max_duration_s", t.toMillis() / MILLIS));
    if (!policy.coolDown().isZero()) {
      node.put("cooldown_s", policy.coolDown().toMillis() / MILLIS);
    }
    policy.maxRunDuration().ifPresent(t -> node.put("max_run_duration_s", t.toMillis() / MILLIS));
    return node;
  }
}
