package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.StoredBaseline;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.store.StoredForm;
import java.util.List;
import java.util.Map;

/** Baselines as JSON. */
final class BaselineJson {

  private BaselineJson() {}

  static ObjectNode of(List<StoredBaseline> all) {
    ObjectNode node = JsonText.document();
    ArrayNode array = node.putArray("baselines");
    for (StoredBaseline one : all) {
      facts(array.addObject(), one);
    }
    return node;
  }

  /** All of one, with its levels. */
  static ObjectNode of(StoredBaseline one) {
    ObjectNode node = JsonText.document();
    facts(node, one);
    ObjectNode host = node.putObject("host_facts");
    one.run().provenance().host().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(fact -> host.put(fact.getKey(), fact.getValue()));
    ArrayNode configs = node.putArray("run_configs");
    for (RunConfigResult config : one.run().candidates()) {
      ObjectNode each = configs.addObject();
      each.put("run_config", StoredForm.label(config.runConfig()));
      each.put("run_config_id", config.runConfig().id());
      each.put("status", config.status().name());
      each.put("valid_trials", config.validTrials().size());
      config
          .effective()
          .ifPresent(
              sut -> {
                each.put("engine", sut.engine());
                each.put("engine_version", sut.engineVersion());
              });
      each.set("estimates", EstimatesJson.of(one.run().definition(), config));
    }
    one.note().leftOut().forEach(node.putArray("left_out")::add);
    return node;
  }

  private static void facts(ObjectNode node, StoredBaseline one) {
    node.put("name", one.name());
    node.put("folder", one.folder().toString());
    node.put("bytes", one.bytes());
    node.put("set_at", one.note().setAt().toString());
    node.put("texts", one.note().texts());
    node.put("run_id", one.run().runId());
    node.put("benchmark", one.run().definition().name());
    node.put("started_at", one.run().startedAt().toString());
    node.put("host", one.run().provenance().host().getOrDefault("name", ""));
    node.put("harness_version", one.run().provenance().harnessVersion());
    node.put("run_config_count", one.note().runConfigs().size());
    node.put("forks", BaselineText.forks(one));
    node.put("valid_trials", one.note().validTrials());
  }
}
