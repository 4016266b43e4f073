package io.humhelix.bench.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.summary.Contest;
import io.humhelix.bench.summary.Standing;
import io.humhelix.bench.summary.TrialGroup;
import io.humhelix.bench.summary.TrialSummary;
import java.util.List;
import java.util.TreeMap;

/** Stored trials as JSON. Keys are only added; {@code schema} grows with a change of meaning. */
public final class ShowJson {

  private static final int PERCENT = 100;

  private ShowJson() {}

  /**
   * Returns stored trials as JSON.
   *
   * @param summary what was read
   * @param groups its groups in the order of the rows
   * @param headline the same in sentences
   * @return rows, contests and what was met
   */
  public static ObjectNode of(
      TrialSummary summary, List<TrialGroup> groups, List<String> headline) {
    ObjectNode node = JsonText.document();
    node.put("headline", String.join("\n", headline));
    ArrayNode by = node.putArray("by");
    summary.factors().forEach(factor -> by.add(factor.name()));
    ArrayNode rows = node.putArray("groups");
    groups.forEach(group -> rows.add(of(summary, group)));
    ArrayNode contests = node.putArray("contests");
    summary.contests().forEach(contest -> contests.add(of(contest)));
    ObjectNode hosts = node.putObject("trials_by_host");
    summary.trialsByHost().forEach(hosts::put);
    node.put("runs", summary.runs());
    node.set("never_measured", ends(summary.neverMeasured()));
    node.set("not_ok", ends(summary.notOk()));
    ArrayNode files = node.putArray("files");
    summary.files().forEach(file -> files.add(file.toString()));
    node.set("damages", damages(summary.damages()));
    return node;
  }

  private static ArrayNode ends(List<RunConfigEnd> ends) {
    ArrayNode array = JsonText.array();
    for (RunConfigEnd end : ends) {
      ObjectNode one = array.addObject();
      one.put("run_id", end.run().runId());
      one.put("run_config", end.label());
      one.put("status", end.status());
    }
    return array;
  }

  private static ObjectNode of(TrialSummary summary, TrialGroup group) {
    ObjectNode node = JsonText.object();
    ObjectNode key = node.putObject("key");
    for (int i = 0; i < group.key().size(); i++) {
      key.put(summary.factors().get(i).name(), group.key().get(i));
    }
    node.put("trials", group.trials());
    node.put("valid", group.valid());
    node.put("runs", group.runs());
    node.put("error_unit", group.errorUnit().orElse(null));
    ObjectNode means = node.putObject("means");
    new TreeMap<>(group.means()).forEach(means::put);
    ObjectNode pooled = node.putObject("pooled");
    new TreeMap<>(group.pooled())
        .forEach((name, values) -> values.forEach(pooled.putArray(name)::add));
    return node;
  }

  private static ObjectNode of(Contest contest) {
    ObjectNode node = JsonText.object();
    node.put("host", contest.work().host());
    node.put("benchmark", contest.work().benchmark());
    node.put("workload", contest.work().workload());
    node.put("audio_file", contest.work().audioFile());
    node.put("audio_sha256", contest.work().audioSha256());
    node.put("replicate", contest.work().hasForks() ? "fork" : "trial");
    contest.errorRate().ifPresent(rate -> node.put("error_rate", rate));
    ArrayNode contenders = node.putArray("contenders");
    contest
        .contenders()
        .forEach(
            one -> {
              ObjectNode each = contenders.addObject();
              each.put("name", one.name());
              each.put("rtf", one.rtf());
              one.errorPercent().ifPresent(rate -> each.put("error_percent", rate));
              each.put("trials", one.trials());
              each.put("valid", one.valid());
              each.put("replicates", one.forks());
              each.set("speed", standing(one.speed(), "ratio", 1));
              one.accuracy()
                  .ifPresent(its -> each.set("accuracy", standing(its, "points", PERCENT)));
            });
    return node;
  }

  private static ObjectNode standing(Standing standing, String number, int unit) {
    ObjectNode node = JsonText.object();
    node.put("told", JsonText.word(standing.told()));
    standing
        .estimate()
        .ifPresent(
            estimate -> {
              node.put(number, unit * estimate.point());
              estimate
                  .interval()
                  .ifPresent(
                      interval -> {
                        node.put("low", unit * interval.low());
                        node.put("high", unit * interval.high());
                        node.put("level", interval.level());
                      });
            });
    return node;
  }

  /**
   * Returns what is damaged as JSON.
   *
   * @param damages as they were met
   * @return one object each, with file and place
   */
  public static ArrayNode damages(List<Damage> damages) {
    ArrayNode array = JsonText.array();
    for (Damage damage : damages) {
      ObjectNode one = array.addObject();
      one.put("kind", damage.kind().name());
      one.put("file", damage.file().toString());
      one.put("line", damage.line());
      one.put("offset", damage.offset());
      one.put("length", damage.length());
      one.put("message", damage.message());
    }
    return array;
  }
}
