package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How long the forks of a run config took, by its records in their order. */
final class SpentTime {

  private static final double NANOS = 1e9;

  private final Map<Integer, Double> seconds = new HashMap<>();
  private final Set<String> loads = new HashSet<>();

  void add(StoredRecord record) {
    if (record.fork().isEmpty()) {
      return;
    }
    int fork = record.fork().getAsInt();
    if (record.kind() == RecordKind.FORK) {
      JsonNode spent = record.tree().path("spent_s");
      if (spent.isNumber()) {
        seconds.put(fork, spent.doubleValue());
      }
    } else if (record.kind().isTrial()) {
      // Of a process that was killed there is no more: its trials, and what it loaded for them.
      JsonNode metrics = record.tree().path("metrics");
      double load = metrics.path("load_s").doubleValue();
      double own = metrics.path("wall_s").doubleValue() + (loads.add(fork + " " + load) ? load : 0);
      seconds.merge(fork, own, Double::sum);
    }
  }

  Map<Integer, Duration> byFork() {
    Map<Integer, Duration> spent = new HashMap<>();
    seconds.forEach((fork, sum) -> spent.put(fork, Duration.ofNanos(Math.round(sum * NANOS))));
    return spent;
  }
}
