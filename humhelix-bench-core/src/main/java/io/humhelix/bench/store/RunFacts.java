package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.ForkCount;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** From records to the facts by which runs are found comparable. */
final class RunFacts {

  private static final int DIGITS = 12;

  /** Facts on machine and JVM that bear on times; memory in kB changes from boot to boot. */
  private static final List<String> HOST = List.of("name", "os", "arch", "cpu", "processors");

  private static final List<String> JVM = List.of("name", "version");

  private final JsonNode head;
  private final JsonNode workloads;
  private final JsonNode models;
  private final JsonNode audio;

  RunFacts(JsonNode head, JsonNode workloads, JsonNode models, JsonNode audio) {
    this.head = head;
    this.workloads = workloads;
    this.models = models;
    this.audio = audio;
  }

  /**
   * Puts a run config together.
   *
   * @param record its description, as records of trials and run configs have it
   */
  RecordedRunConfig runConfig(
      ObjectNode record, List<TrialResult> trials, List<ForkResult> forks, List<Issue> issues) {
    ObjectNode sut = (ObjectNode) record.path("sut").deepCopy();
    String name = sut.path("name").asText();
    sut.remove("name");
    ObjectNode task = (ObjectNode) record.path("workload").deepCopy();
    String workload = task.path("name").asText();
    task.remove("name");
    SortedMap<String, String> facts = new TreeMap<>();
    flatten("sut", sut, facts);
    flatten("workload", task, facts);
    flatten("effective", record.path("effective"), facts);
    facts.put("normalizer", record.path("normalizer").asText());
    JsonNode definition = head.path("definition");
    flatten("scenario", definition.path("scenario"), facts);
    flatten("isolation", definition.path("isolation"), facts);
    flatten("worker_jvm_args", definition.path("worker_jvm_args"), facts);
    facts.put("trials.warmup", definition.path("trials").path("warmup").asText());
    chosen("host", HOST, facts);
    if (!sut.path("device").asText().equals(Device.CPU.toString())) {
      gpus(facts);
    }
    chosen("jvm", JVM, facts);
    String id = record.path("run_config_id").asText();
    ModelHashes.of(models, id)
        .forEach((file, all) -> facts.put("model_sha256." + file, String.join(" ", all)));
    Map<String, String> blocks = clips(workload, facts);
    return new RecordedRunConfig(id, name, workload, facts, blocks, trials, forks, issues);
  }

  /** The order of the definition; what a matrix named comes last, in the order of execution. */
  Comparator<RecordedRunConfig> order() {
    List<String> suts = names(head.path("definition").path("suts"));
    List<String> taken = names(workloads);
    return Comparator.comparingInt((RecordedRunConfig c) -> place(suts, c.sut()))
        .thenComparingInt(c -> place(taken, c.workload()));
  }

  private static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    return place < 0 ? names.size() : place;
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(one.path("name").asText()));
    return names;
  }

  /** Another card of the same make counts as another one: two of a kind differ. */
  private void gpus(Map<String, String> facts) {
    head.path("provenance")
        .path("host")
        .properties()
        .forEach(
            fact -> {
              if (fact.getKey().startsWith("gpu")) {
                facts.put("host." + fact.getKey(), fact.getValue().asText());
              }
            });
  }

  private void chosen(String group, List<String> keys, Map<String, String> facts) {
    JsonNode all = head.path("provenance").path(group);
    for (String key : keys) {
      if (all.has(key)) {
        facts.put(group + "." + key, all.path(key).asText());
      }
    }
  }

  /** Returns the forks by whose spread the number of all was computed, if it was. */
  OptionalInt pilot() {
    JsonNode trials = head.path("definition").path("trials");
    return trials.has("precision")
        ? ForkCount.pilot(trials.path("forks").asInt())
        : OptionalInt.empty();
  }

  /** Adds what identifies the clips, and returns the block of each: speaker, or the recording. */
  private Map<String, String> clips(String workload, Map<String, String> facts) {
    Map<String, String> blocks = new HashMap<>();
    SortedMap<String, String> references = new TreeMap<>();
    for (JsonNode one : workloads) {
      if (one.path("name").asText().equals(workload)) {
        for (JsonNode clip : one.path("clips")) {
          String id = clip.path("id").asText();
          blocks.put(id, clip.path("speaker").asText(id));
          references.put(id, clip.path("reference").asText());
        }
      }
    }
    SortedMap<String, String> hashes = new TreeMap<>();
    for (JsonNode clip : audio) {
      if (clip.path("workload").asText().equals(workload)) {
        hashes.put(clip.path("clip").asText(), clip.path("samples_sha256").asText());
      }
    }
    facts.put("audio_sha256", digest(hashes));
    facts.put("references_sha256", digest(references));
    return blocks;
  }

  private static String digest(SortedMap<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append('\0').append(value).append('\0'));
    return RecordJson.sha256(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  private static void flatten(String key, JsonNode node, Map<String, String> facts) {
    if (node.isObject()) {
      node.properties()
          .forEach(member -> flatten(key + "." + member.getKey(), member.getValue(), facts));
    } else if (!node.isMissingNode()) {
      facts.put(key, node.isValueNode() ? node.asText() : RecordJson.write(node));
    }
  }
}
