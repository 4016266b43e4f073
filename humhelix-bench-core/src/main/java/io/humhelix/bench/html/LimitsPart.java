package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether runs kept to the limits of their definitions, as {@code run} says it at their ends. */
final class LimitsPart implements ReportPart {

  @Override
  public String key() {
    return "limits";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    ArrayNode runs = JsonText.array();
    for (RunResult run : sources.runs()) {
      List<LimitVerdict> verdicts = LimitVerdict.of(run);
      if (verdicts.isEmpty()) {
        continue;
      }
      ObjectNode node = runs.addObject();
      node.put("name", StoredForm.withoutSecrets(run.definition().name()));
      node.put("started_at", run.startedAt().toString());
      int every = sources.shortened().getOrDefault(run.runId(), 1);
      node.put("one_of", every);
      ArrayNode rows = node.putArray("verdicts");
      // A part of the trials has an interval of its own, which is no verdict on the run.
      if (every == 1) {
        verdicts.forEach(verdict -> rows.add(of(verdict)));
      }
    }
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs);
  }

  private static ObjectNode of(LimitVerdict verdict) {
    ObjectNode node = JsonText.object();
    node.put("run_config", verdict.label());
    node.put("metric", verdict.metric());
    node.put("limit", verdict.limit().toString());
    node.put("state", verdict.state().name().toLowerCase(Locale.ROOT));
    verdict.level().ifPresent(level -> node.put("level", level));
    verdict.badEnd().ifPresent(end -> node.put("bad_end", end));
    node.put("why", verdict.why());
    return node;
  }
}
