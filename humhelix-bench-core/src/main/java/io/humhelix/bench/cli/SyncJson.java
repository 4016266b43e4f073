package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.sync.ArrivedFile;
import io.humhelix.bench.sync.HostGathering;
import io.humhelix.bench.sync.HostResult;
import java.util.List;
import java.util.Optional;

/** What {@code sync} prints as JSON. */
final class SyncJson {

  private SyncJson() {}

  static ObjectNode of(List<HostResult> hosts, Optional<HostGathering.Outcome> gathered) {
    ObjectNode node = JsonText.document();
    node.put("complete", hosts.stream().allMatch(HostResult::isComplete));
    ArrayNode list = node.putArray("hosts");
    for (HostResult host : hosts) {
      ObjectNode one = list.addObject();
      one.put("name", host.source().name());
      one.put("source", host.source().toString());
      one.put("folder", host.folder().toString());
      one.put("complete", host.isComplete());
      one.put("files", host.files());
      ArrayNode arrived = one.putArray("arrived");
      host.arrived().forEach(file -> arrived.add(file(file)));
      host.skipped().forEach(one.putArray("skipped")::add);
      host.problem()
          .ifPresent(
              problem -> {
                ObjectNode said = one.putObject("problem");
                said.put("kind", JsonText.word(problem.kind()));
                said.put("message", problem.message());
                said.put("help", problem.help());
                problem.said().forEach(said.putArray("said")::add);
              });
    }
    gathered.ifPresent(outcome -> node.set("gathered", gathered(outcome)));
    return node;
  }

  private static ObjectNode gathered(HostGathering.Outcome outcome) {
    ObjectNode node = StoreJson.gathered(outcome.gathered());
    outcome.leftOut().forEach(file -> node.withArray("left_out").add(file.toString()));
    outcome.unreadable().forEach(file -> node.withArray("unreadable").add(file.toString()));
    ObjectNode names = node.putObject("same_host_names");
    outcome.sameNames().forEach((name, hosts) -> hosts.forEach(names.putArray(name)::add));
    return node;
  }

  private static ObjectNode file(ArrivedFile file) {
    ObjectNode node = JsonText.object();
    node.put("name", file.name());
    node.put("state", JsonText.word(file.state()));
    node.put("well", file.isWell());
    node.put("bytes", file.bytes());
    file.check()
        .ifPresent(
            check -> {
              node.put("format", JsonText.word(check.format()));
              node.put("records", check.records());
              node.put("verified", check.verified());
              node.put("torn", file.isTorn());
            });
    file.faults().forEach(node.withArray("faults")::add);
    file.kept().ifPresent(kept -> node.put("kept", kept.toString()));
    return node;
  }
}
