package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run config with trials in a results file whose name one has that asks for something else.
 *
 * @param runConfigId the stored one's id
 * @param differences what differs, each with the stored and the other value, as far as the file
 *     tells; empty where it does not, as with secrets
 */
public record Namesake(String runConfigId, List<String> differences) {

  /** Longest text that is shown of a value. */
  private static final int SHOWN = 80;

  public Namesake {
    differences = List.copyOf(differences);
  }

  /** Finds the last one in a run; none where only refused or failed loads have the name. */
  static Optional<Namesake> of(StoredRun run, RunConfig now) throws StoreException {
    String label = Redaction.text(now.label());
    Optional<StoredRecord> trial =
        run.records().stream()
            .filter(r -> r.kind().isTrial())
            .filter(r -> r.text("run_config").filter(label::equals).isPresent())
            .filter(r -> r.runConfigId().filter(now.id()::equals).isEmpty())
            .reduce((earlier, later) -> later);
    if (trial.isEmpty()) {
      return Optional.empty();
    }
    List<String> differences = new ArrayList<>();
    JsonNode stored = trial.get().tree();
    differences(differences, leaves("", stored.path("sut")), leaves("", TrialJson.sut(now.sut())));
    differences(
        differences,
        leaves("workload.", stored.path("workload")),
        leaves("workload.", TrialJson.workload(now.workload())));
    JsonNode clips = run.workload(now.workload().name()).path("clips");
    differences(differences, clips(clips), clips(DiskForms.json(now.workload()).path("clips")));
    return Optional.of(new Namesake(trial.get().runConfigId().orElse(""), differences));
  }

  private static void differences(
      List<String> differences, Map<String, String> before, Map<String, String> now) {
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(now);
    for (String key : all.keySet()) {
      String was = before.getOrDefault(key, "not given");
      String is = now.getOrDefault(key, "not given");
      if (!was.equals(is)) {
        differences.add(key + ": was " + shown(was) + ", is " + shown(is));
      }
    }
  }

  private static String shown(String value) {
    return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
  }

  /** The values of a tree, by the keys that lead to them. */
  private static Map<String, String> leaves(String prefix, JsonNode node) {
    Map<String, String> leaves = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = prefix + member.getKey();
      if (member.getValue() instanceof ObjectNode object) {
        leaves.putAll(leaves(key + ".", object));
      } else {
        leaves.put(key, text(member.getValue()));
      }
    }
    return leaves;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? "'" + value.textValue() + "'" : RecordJson.write(value);
  }

  /** Place and reference of each clip; both count, as does that it is there. */
  private static Map<String, String> clips(JsonNode clips) {
    Map<String, String> facts = new TreeMap<>();
    int place = 0;
    for (JsonNode clip : clips) {
      String name = "clip " + clip.path("id").asText();
      facts.put(name, "number " + ++place);
      if (clip.has("reference")) {
        facts.put("reference of " + name, text(clip.path("reference")));
      }
    }
    return facts;
  }
}
