package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.ForkResult;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What follows the envelope in the record of a fork. */
final class ForkJson {

  private static final double NANOS = 1e9;

  private ForkJson() {}

  static void fill(ObjectNode record, TrialContext context, ForkResult fork, Duration spent) {
    Json.put(record, "run_config_id", context.runConfig().id());
    Json.put(record, "run_config", context.runConfig().label());
    // A block is one fork of every run config, so the fork's number is the block's.
    record.put("block", fork.fork());
    record.put("fork", fork.fork());
    record.put("status", fork.status().name());
    record.put("started_at", fork.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    record.put("isolation", fork.isolated() ? "process" : "in-process");
    record.put("start_s", fork.startNanos() / NANOS);
    record.put("load_s", fork.loadNanos() / NANOS);
    record.put("end_s", fork.endNanos() / NANOS);
    record.put("spent_s", spent.toNanos() / NANOS);
    record.set("issues", TrialJson.issues(fork.issues()));
    fork.failure().ifPresent(failure -> record.set("failure", TrialJson.failure(failure)));
    record.set("artifacts", artifacts(fork.artifacts()));
  }

  static ArrayNode artifacts(List<Artifact> artifacts) {
    ArrayNode list = Json.array();
    for (Artifact artifact : artifacts) {
      ObjectNode one = list.addObject();
      Json.put(one, "kind", artifact.kind());
      Json.put(one, "file", artifact.file().toString());
      one.put("bytes", artifact.fingerprint().bytes());
      Json.put(one, "sha256", artifact.fingerprint().sha256());
    }
    return list;
  }
}
