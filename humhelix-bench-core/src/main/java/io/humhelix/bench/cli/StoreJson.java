package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.FileCheck;
import io.humhelix.bench.store.FileRepair;
import io.humhelix.bench.store.GatheredFolder;
import io.humhelix.bench.store.NamedArtifact;
import java.nio.file.Path;
import java.util.List;

/** What the commands on stored files print as JSON. */
final class StoreJson {

  private StoreJson() {}

  static ObjectNode verified(List<FileCheck.Outcome> outcomes, List<String> unreadable) {
    ObjectNode node = JsonText.document();
    node.put(
        "intact", unreadable.isEmpty() && outcomes.stream().allMatch(FileCheck.Outcome::isIntact));
    ArrayNode files = node.putArray("files");
    for (FileCheck.Outcome one : outcomes) {
      ObjectNode file = files.addObject();
      file.put("file", one.file().toString());
      file.put("format", JsonText.word(one.format()));
      file.put("intact", one.isIntact());
      file.put("records", one.records());
      file.put("verified", one.verified());
      one.runs().stream().sorted().forEach(file.putArray("runs")::add);
      one.unfinished().stream().sorted().forEach(file.putArray("unfinished")::add);
      file.set("damages", damages(one.damages()));
      one.missing().forEach(file.putArray("missing")::add);
      file.put("artifacts", one.artifacts());
      ArrayNode bad = file.putArray("bad_artifacts");
      one.badArtifacts()
          .forEach(b -> bad.add(artifact(b.artifact()).put("state", JsonText.word(b.state()))));
    }
    unreadable.forEach(node.putArray("unreadable")::add);
    return node;
  }

  static ObjectNode gathered(GatheredFolder.Outcome outcome) {
    ObjectNode node = JsonText.document();
    node.put("added", outcome.added());
    ArrayNode files = node.putArray("files");
    outcome
        .files()
        .forEach(
            one ->
                files
                    .addObject()
                    .put("file", one.file().toString())
                    .put("records", one.records())
                    .put("added", one.added()));
    outcome.kept().forEach(file -> node.withArray("kept").add(file.toString()));
    outcome.removed().forEach(file -> node.withArray("removed").add(file.toString()));
    node.set("damages", damages(outcome.damages()));
    ArrayNode missing = node.putArray("missing_artifacts");
    outcome.missing().forEach(one -> missing.add(artifact(one)));
    return node;
  }

  /** A file of which no copy was made. */
  static ObjectNode intact(FileCheck.Outcome check) {
    ObjectNode node = JsonText.document();
    node.put("file", check.file().toString());
    node.put("intact", true);
    node.put("records", check.records());
    return node;
  }

  static ObjectNode repaired(Path file, FileRepair.Outcome outcome) {
    ObjectNode node = JsonText.document();
    node.put("file", file.toString());
    node.put("intact", false);
    node.put("copy", outcome.copy().toString());
    node.put("records", outcome.records());
    node.put("unverified", outcome.unverified());
    node.set("damages", damages(outcome.damages()));
    return node;
  }

  private static ArrayNode damages(List<Damage> damages) {
    ArrayNode nodes = JsonText.array();
    for (Damage damage : damages) {
      nodes
          .addObject()
          .put("kind", JsonText.word(damage.kind()))
          .put("file", damage.file().toString())
          .put("line", damage.line())
          .put("offset", damage.offset())
          .put("length", damage.length())
          .put("message", damage.message());
    }
    return nodes;
  }

  static ObjectNode artifact(NamedArtifact artifact) {
    return JsonText.object()
        .put("record_id", artifact.recordId())
        .put("kind", artifact.kind())
        .put("file", artifact.place())
        .put("bytes", artifact.bytes())
        .put("sha256", artifact.sha256());
  }
}
