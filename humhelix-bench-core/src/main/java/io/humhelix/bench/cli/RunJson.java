package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.json.ComparisonJson;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.List;
import java.util.Locale;

/**
 * A run and what was found of it as JSON, by {@code run.schema.json}. What does not exist has no
 * key; later versions only add keys.
 */
final class RunJson {

  private static final double NANOS = 1e9;

  private RunJson() {}

  static ObjectNode of(RunResult run, RunVerdicts verdicts, int exitCode) {
    ObjectNode node = JsonText.document();
    node.put("run_id", run.runId());
    node.put("benchmark", run.definition().name());
    node.put("started_at", run.startedAt().toString());
    node.put("duration_s", run.duration().toNanos() / NANOS);
    node.put("cancelled", run.cancelled());
    run.resultsFile().ifPresent(file -> node.put("results_file", file.toString()));
    ArrayNode configs = node.putArray("run_configs");
    run.runConfigs().forEach(config -> configs.add(of(run, config)));
    issues(node, run.issues());
    if (!verdicts.limits().isEmpty()) {
      ArrayNode limits = node.putArray("limits");
      verdicts.limits().forEach(limit -> limits.add(of(limit)));
    }
    verdicts
        .comparison()
        .ifPresent(
            comparison -> {
              node.put("baseline_run_id", verdicts.baselineRunId());
              node.set("comparison", ComparisonJson.of(comparison));
            });
    node.put("exit_code", exitCode);
    return node;
  }

  private static ObjectNode of(RunResult run, RunConfigResult config) {
    ObjectNode node = JsonText.object();
    node.put("run_config", StoredForm.label(config.runConfig()));
    node.put("run_config_id", config.runConfig().id());
    config
        .runConfig()
        .remeasured()
        .ifPresent(
            of -> {
              ObjectNode again = node.putObject("remeasured");
              again.put("run_id", of.runId());
              again.put("run_config", StoredForm.withoutSecrets(of.label()));
              again.put("counterpart", of.counterpart());
            });
    node.put("status", config.status().name());
    node.put("valid_trials", config.validTrials().size());
    node.set("estimates", EstimatesJson.of(run.definition(), config));
    issues(node, config.issues());
    config.failure().ifPresent(failure -> node.put("failure", failure.message()));
    return node;
  }

  static void issues(ObjectNode node, List<Issue> issues) {
    ArrayNode list = node.putArray("issues");
    for (Issue issue : issues) {
      ObjectNode one = list.addObject();
      one.put("severity", issue.severity().name());
      one.put("code", issue.code());
      one.put("message", StoredForm.withoutSecrets(issue.message()));
    }
  }

  private static ObjectNode of(LimitVerdict limit) {
    ObjectNode node = JsonText.object();
    node.put("run_config", limit.label());
    node.put("metric", limit.metric());
    node.put("limit", limit.limit().toString());
    node.put("state", limit.state().name().toLowerCase(Locale.ROOT));
    limit.level().ifPresent(value -> node.put("point", value));
    limit.badEnd().ifPresent(value -> node.put("bad_end", value));
    if (!limit.why().isEmpty()) {
      node.put("why", limit.why());
    }
    return node;
  }
}
