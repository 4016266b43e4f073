package io.humhelix.bench.store;

import java.util.Optional;
import java.util.Set;

/**
 * What of a trial is read.
 *
 * @param kinds kinds of trials
 * @param clips whether texts and clips are read
 * @param metrics names of the metrics; empty for all
 */
record RowOptions(Set<RecordKind> kinds, boolean clips, Optional<Set<String>> metrics) {

  RowOptions {
    kinds = Set.copyOf(kinds);
    metrics = metrics.map(Set::copyOf);
  }

  boolean wants(String metric) {
    return metrics.isEmpty() || metrics.get().contains(metric);
  }
}
