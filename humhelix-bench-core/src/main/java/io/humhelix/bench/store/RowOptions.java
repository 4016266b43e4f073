package io.humhelix.bench.store;

import java.util.Optional;
import java.util.Set;

/**
 * What of a trial is read.
 *
 * @param kinds kinds of trials
 * @param clips of which trials texts and clips are read
 * @param metrics names of the metrics; empty for all
 */
record RowOptions(Set<RecordKind> kinds, Clips clips, Optional<Set<String>> metrics) {

  /** Of which trials texts and clips are read. */
  enum Clips {
    /** Of none. */
    NONE,
    /** Of the first valid trial of each run config, which is read the long way anyhow. */
    FIRST,
    /** Of each. */
    ALL
  }

  RowOptions {
    kinds = Set.copyOf(kinds);
    metrics = metrics.map(Set::copyOf);
  }

  boolean wants(String metric) {
    return metrics.isEmpty() || metrics.get().contains(metric);
  }

  boolean wantsAllClips() {
    return clips == Clips.ALL;
  }
}
