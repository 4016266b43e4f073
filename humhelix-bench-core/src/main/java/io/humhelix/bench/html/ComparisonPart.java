package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.json.ComparisonJson;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.Optional;

/**
 * Verdicts: the newest run against a baseline, against one of its systems, or each run against what
 * it measured again of its baseline. The data are those of {@code compare --json}, with which runs
 * they are of.
 */
final class ComparisonPart implements ReportPart {

  @Override
  public String key() {
    return "verdicts";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    ReportRequest request = sources.request();
    ArrayNode all = JsonText.array();
    for (RunResult run : sources.runs()) {
      boolean newest = run == sources.runs().get(0);
      ComparisonPolicy policy = request.policy().apply(run.definition());
      if (newest && request.against().isPresent()) {
        String system = request.against().get();
        RunResult old = request.baseline().orElse(run);
        all.add(
            of(
                "system '" + StoredForm.withoutSecrets(system) + "'",
                Optional.of(old),
                run,
                within(old, system, run, policy)));
      } else if (newest && request.baseline().isPresent()) {
        RunResult old = request.baseline().get();
        requireOther(old, run);
        all.add(of("", Optional.of(old), run, RunComparison.between(old, run, policy)));
      } else if (!run.remeasured().isEmpty()) {
        all.add(
            of(
                "systems of a baseline that the run measured again",
                Optional.empty(),
                run,
                RunComparison.remeasured(run, policy)));
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Comparison within(
      RunResult old, String system, RunResult run, ComparisonPolicy policy) {
    try {
      return RunComparison.within(old, system, run, policy);
    } catch (IllegalArgumentException e) {
      throw new RefusedReportException("against: " + e.getMessage() + "; name one of them");
    }
  }

  private static void requireOther(RunResult old, RunResult run) {
    if (RunComparison.isSame(old, run)) {
      throw new RefusedReportException(
          "baseline: the newest run of the results, "
              + run.runId()
              + ", is the baseline itself, or a copy of it; allowed: a run that was measured before."
              + " Give other results, or compare systems of this run (--against SYSTEM)");
    }
  }

  private static ObjectNode of(
      String with, Optional<RunResult> baseline, RunResult candidate, Comparison comparison) {
    ObjectNode node = JsonText.object();
    node.put("compared_with", with);
    baseline.ifPresent(run -> node.set("baseline_run", run(run)));
    node.set("candidate_run", run(candidate));
    node.setAll(ComparisonJson.of(comparison));
    return node;
  }

  private static ObjectNode run(RunResult run) {
    ObjectNode node = JsonText.object();
    node.put("run_id", run.runId());
    node.put("name", StoredForm.withoutSecrets(run.definition().name()));
    node.put("started_at", run.startedAt().toString());
    node.put("host", run.provenance().host().getOrDefault("name", ""));
    return node;
  }
}
