package io.humhelix.bench.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.ChangedClip;
import io.humhelix.bench.compare.ClipText;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Scale;
import io.humhelix.bench.store.StoredForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison as JSON, by {@code comparison.schema.json}. Levels are in the metric's unit, changes
 * in percent of the baseline or in percentage points, as {@code change_unit} says. What does not
 * exist has no key; later versions only add keys.
 */
public final class ComparisonJson {

  private static final double PERCENT = 100;

  private ComparisonJson() {}

  /**
   * Returns a comparison as JSON.
   *
   * @param comparison what was found
   * @return by {@code comparison.schema.json}
   */
  public static ObjectNode of(Comparison comparison) {
    ObjectNode node = JsonText.document();
    node.put("outcome", comparison.outcome().name());
    node.put("summary", comparison.summary());
    ArrayNode configs = node.putArray("run_configs");
    Map<String, Double> adjusted = comparison.gate().adjusted();
    List<Comparison.Outcome> outcomes = comparison.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      RunConfigComparison pair = comparison.pairs().get(i);
      ObjectNode one = configs.addObject();
      one.put("run_config", pair.label());
      one.put("outcome", outcomes.get(i).name());
      one.put("paired", pair.paired());
      one.put("remeasured", pair.baseline().runConfig().remeasured().isPresent());
      ArrayNode metrics = one.putArray("metrics");
      for (MetricComparison metric : pair.metrics()) {
        metrics.add(metric(metric, adjusted.get(Comparison.name(pair, metric))));
      }
      one.set("failures", failures(pair, adjusted.get(Comparison.failures(pair))));
      ArrayNode clips = one.putArray("changed_clips");
      pair.changedClips().forEach(clip -> clips.add(clip(clip)));
      ArrayNode conditions = one.putArray("differences");
      pair.differences().forEach(each -> conditions.add(difference(each, false)));
      pair.declared().forEach(each -> conditions.add(difference(each, true)));
      texts(one, "notes", pair.notes());
      texts(one, "not_compared", pair.notCompared());
    }
    texts(node, "missing", comparison.missing());
    texts(node, "unmatched", comparison.unmatched());
    texts(node, "notes", comparison.notes());
    return node;
  }

  private static ObjectNode difference(ConditionDifference difference, boolean declared) {
    ObjectNode node = JsonText.object();
    node.put("condition", difference.condition().name());
    node.put("group", difference.condition().group().word());
    difference.baseline().ifPresent(value -> node.put("baseline", StoredForm.text(value)));
    difference.candidate().ifPresent(value -> node.put("candidate", StoredForm.text(value)));
    node.put("declared", declared);
    return node;
  }

  private static ObjectNode clip(ChangedClip clip) {
    ObjectNode node = JsonText.object();
    node.put("clip", clip.clipId());
    node.put("change", clip.change().name());
    node.put("unit", clip.unit().noun());
    node.put("length", clip.length());
    clip.reference().ifPresent(text -> node.put("reference", text));
    node.set("baseline", clip(clip.baseline()));
    node.set("candidate", clip(clip.candidate()));
    return node;
  }

  private static ObjectNode clip(ClipText side) {
    ObjectNode node = JsonText.object();
    side.errors().ifPresent(errors -> node.put("errors", errors));
    if (side.isKnown()) {
      node.put("text", side.text());
    }
    node.put("alike", side.alike());
    node.put("texts", side.texts());
    node.put("failed_percent", PERCENT * side.failed());
    return node;
  }

  private static ObjectNode metric(MetricComparison metric, Double adjusted) {
    ObjectNode node = JsonText.object();
    node.put("metric", metric.metric().name());
    node.put("unit", metric.metric().unit());
    node.put("better", better(metric.metric().direction()));
    node.put("decides", metric.primary());
    metric.baseline().ifPresent(level -> node.put("baseline", level(metric.metric(), level)));
    metric.candidate().ifPresent(level -> node.put("candidate", level(metric.metric(), level)));
    Decision decision = metric.decision();
    boolean relative = decision.tolerance().scale() == Scale.LOG;
    node.put("tolerance", PERCENT * decision.tolerance().amount());
    node.put("change_unit", relative ? "percent" : "points");
    decision
        .change()
        .ifPresent(
            change -> {
              node.put("change", changed(relative, change.point()));
              change
                  .interval()
                  .ifPresent(
                      interval -> {
                        node.put("change_low", changed(relative, interval.low()));
                        node.put("change_high", changed(relative, interval.high()));
                        node.put("level", interval.level());
                      });
              node.put("method", change.method().id());
              node.put("n", change.size().replicates());
              node.put("n_of", change.size().replicate().name().toLowerCase(Locale.ROOT));
            });
    verdict(node, decision, metric.primary() ? adjusted : null);
    return node;
  }

  private static String better(Direction direction) {
    return switch (direction) {
      case LOWER_IS_BETTER -> "lower";
      case HIGHER_IS_BETTER -> "higher";
      case INFORMATION -> "neither";
    };
  }

  private static double level(Metric metric, Estimate level) {
    return ErrorUnit.isRate(metric) ? PERCENT * level.point() : level.point();
  }

  private static double changed(boolean relative, double value) {
    return PERCENT * (relative ? value - 1 : value);
  }

  private static void verdict(ObjectNode node, Decision decision, Double adjusted) {
    node.put("verdict", decision.verdict().name());
    node.put("reason", decision.reason().name());
    node.put("explanation", decision.explanation());
    decision.pWorse().ifPresent(p -> node.put("p", p));
    if (adjusted != null) {
      node.put("p_adjusted", adjusted);
    }
    decision.forksToSettle().ifPresent(forks -> node.put("forks_to_settle", forks));
  }

  private static ObjectNode failures(RunConfigComparison pair, Double adjusted) {
    ObjectNode node = JsonText.object();
    share(node, "baseline", pair.failures().baseline());
    share(node, "candidate", pair.failures().candidate());
    texts(node, "new_kinds", pair.failures().newKinds());
    pair.failures().decision().ifPresent(decision -> verdict(node, decision, adjusted));
    return node;
  }

  private static void share(ObjectNode node, String key, Optional<Estimate> share) {
    share.ifPresent(
        estimate -> {
          ObjectNode one = node.putObject(key);
          Interval interval = estimate.interval().orElseThrow();
          one.put("percent", PERCENT * estimate.point());
          one.put("low", PERCENT * interval.low());
          one.put("high", PERCENT * interval.high());
          one.put("tried", estimate.size().replicates());
        });
  }

  private static void texts(ObjectNode node, String key, List<String> texts) {
    ArrayNode list = node.putArray(key);
    texts.forEach(list::add);
  }
}
