package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.html.DefinitionFiles.File;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the numbers came from, and what repeats each run. */
final class ProvenancePart implements ReportPart {

  private static final String PROGRAM = "humhelix-bench run ";

  @Override
  public String key() {
    return "provenance";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    ArrayNode runs = JsonText.array();
    sources.runs().forEach(run -> runs.add(run(run)));
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs);
  }

  private static ObjectNode run(RunResult run) {
    Provenance provenance = run.provenance();
    ObjectNode node = JsonText.object();
    node.put("run_id", run.runId());
    node.put("name", StoredForm.withoutSecrets(run.definition().name()));
    node.put("started_at", run.startedAt().toString());
    node.put("duration_s", run.duration().toMillis() / 1000.0);
    node.put("cancelled", run.cancelled());
    node.put("harness_version", provenance.harnessVersion());
    node.put("seed", Long.toString(provenance.seed()));
    run.resultsFile().ifPresent(file -> node.put("file", String.valueOf(file.getFileName())));
    facts(node.putObject("host"), provenance.host());
    facts(node.putObject("jvm"), provenance.jvm());
    node.set("engines", engines(run));
    node.set("models", models(run));
    node.set("audio", audio(provenance));
    List<File> files = DefinitionFiles.of(run.definition(), provenance);
    ArrayNode all = node.putArray("files");
    files.forEach(file -> all.addObject().put("name", file.name()).put("text", file.text()));
    node.put("command", PROGRAM + files.get(0).name());
    return node;
  }

  private static void facts(ObjectNode node, Map<String, String> facts) {
    new TreeMap<>(facts).forEach((name, value) -> node.put(name, clean(value)));
  }

  private static String clean(String text) {
    return HomeFolder.hidden(Redaction.text(text));
  }

  private static ArrayNode engines(RunResult run) {
    ArrayNode all = JsonText.array();
    for (RunConfigResult config : run.runConfigs()) {
      ObjectNode one = all.addObject();
      one.put("run_config", StoredForm.label(config.runConfig()));
      one.put("status", config.status().name());
      config
          .effective()
          .ifPresent(
              sut -> {
                one.put("engine", clean(sut.engine()));
                one.put("version", clean(sut.engineVersion()));
                one.put("device", clean(sut.device()));
                one.put("provider", clean(sut.executionProvider()));
                one.put("compute_type", clean(sut.computeType()));
                Object options = HomeFolder.hidden(StoredForm.of(sut).get("options"));
                one.put("options", StoredForm.text(options));
              });
    }
    return all;
  }

  private static ArrayNode models(RunResult run) {
    Map<String, String> labels =
        run.runConfigs().stream()
            .collect(
                Collectors.toMap(
                    one -> one.runConfig().id(),
                    one -> StoredForm.withoutSecrets(one.runConfig().sut().name()),
                    (one, other) -> one));
    ArrayNode all = JsonText.array();
    for (Provenance.ModelFingerprint model : run.provenance().models()) {
      ObjectNode one = all.addObject();
      one.put("file", model.file().name());
      one.put("bytes", model.file().bytes());
      one.put("sha256", model.file().sha256());
      one.put(
          "systems",
          model.runConfigs().stream()
              .map(id -> labels.getOrDefault(id, id))
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    return all;
  }

  private static ArrayNode audio(Provenance provenance) {
    ArrayNode all = JsonText.array();
    for (Provenance.AudioFingerprint clip : provenance.audio()) {
      ObjectNode one = all.addObject();
      one.put("workload", clip.workload());
      one.put("clip", clip.clipId());
      one.put("file", clip.file().name());
      one.put("seconds", clip.seconds());
      one.put("sha256", clip.file().sha256());
      one.put("samples_sha256", clip.samplesSha256());
      one.put("resampler", clip.resampler());
    }
    return all;
  }
}
