package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.store.StoredForm;

/** What a run would do, as JSON. */
final class PlanJson {

  private static final double MILLIS = 1e3;

  private PlanJson() {}

  static ObjectNode of(Plan plan) {
    ObjectNode node = JsonText.document();
    node.put("benchmark", plan.definition().name());
    node.put("estimated_s", plan.estimate().toMillis() / MILLIS);
    node.put("refused", plan.entries().stream().filter(Plan.Entry::refused).count());
    ArrayNode configs = node.putArray("run_configs");
    for (Plan.Entry entry : plan.entries()) {
      ObjectNode one = configs.addObject();
      SutSpec sut = entry.runConfig().sut();
      one.put("run_config", StoredForm.label(entry.runConfig()));
      one.put("run_config_id", entry.runConfig().id());
      one.put("backend", sut.backend());
      one.put("model", sut.model());
      one.put("compute_type", sut.computeType().word());
      one.put("device", sut.device().toString());
      one.put("refused", entry.refused());
      one.put("clips", entry.runConfig().workload().clips().size());
      one.put("audio_s", entry.audioSeconds());
      one.put("passes", entry.passes());
      one.put("estimated_s", entry.estimate().toMillis() / MILLIS);
      RunJson.issues(one, entry.issues());
    }
    RunJson.issues(node, plan.issues());
    return node;
  }
}
