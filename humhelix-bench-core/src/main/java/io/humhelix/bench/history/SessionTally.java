package io.humhelix.bench.history;

import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of one run config in one run. Mutable; for one thread. */
final class SessionTally {

  private final RunFacts run;
  private final String label;
  private final Map<String, SortedMap<Integer, List<Double>>> values = new LinkedHashMap<>();
  private RunConfigFacts config;
  private long trials;
  private long valid;

  private SessionTally(RunFacts run, String label) {
    this.run = run;
    this.label = label;
  }

  static SessionTally of(TrialRow row) {
    SessionTally tally = new SessionTally(row.run(), label(row.config()));
    tally.config = row.config();
    return tally;
  }

  /**
   * Whether it is a system of a baseline, measured again: no session of the run config of that
   * name.
   */
  boolean remeasured() {
    return config != null && config.remeasured();
  }

  /** A run config without any trial. */
  static SessionTally of(RunConfigEnd end) {
    return new SessionTally(end.run(), end.label());
  }

  /** hum-helix's files have no system with a name: all settings are one. */
  static String label(RunConfigFacts config) {
    return config.backend().isEmpty() && config.id().isEmpty()
        ? config.model()
            + " "
            + config.computeType()
            + " "
            + config.device()
            + beams(config.beamSize())
            + (config.workload().vadFilter() ? ", VAD" : "")
            + (config.workload().wordTimestamps() ? ", word times" : "")
            + " / "
            + config.workload().audioFile()
        : config.label();
  }

  private static String beams(OptionalLong beamSize) {
    return beamSize.isPresent() ? ", beam " + beamSize.getAsLong() : "";
  }

  void add(TrialRow row, Set<String> metrics) {
    trials++;
    if (!row.valid()) {
      return;
    }
    valid++;
    // What a trial says of the system is known once a trial counts.
    config = row.config();
    for (String name : metrics) {
      // Not hum-helix's number of that name: ours is a ratio of sums.
      Double value = row.metrics().get(name);
      if (value != null) {
        values
            .computeIfAbsent(name, any -> new TreeMap<>())
            .computeIfAbsent(row.fork(), any -> new ArrayList<>())
            .add(value);
      }
    }
  }

  /** A run that is spread over several files. */
  void add(SessionTally other) {
    trials += other.trials;
    valid += other.valid;
    config = config == null ? other.config : config;
    other.values.forEach(
        (name, forks) ->
            forks.forEach(
                (fork, some) ->
                    values
                        .computeIfAbsent(name, any -> new TreeMap<>())
                        .computeIfAbsent(fork, any -> new ArrayList<>())
                        .addAll(some)));
  }

  /** Whether its references need characters; false too where nothing is known of them. */
  boolean charactersDecide() {
    return config != null
        && config.workload().errorUnit().filter(ErrorUnit.CHARACTER::equals).isPresent();
  }

  RunFacts run() {
    return run;
  }

  String label() {
    return label;
  }

  /** What makes it another session than those of the same run config. */
  String session() {
    return run.runId().isEmpty() ? run.file().toString() : run.runId();
  }

  Optional<RunConfigFacts> config() {
    return Optional.ofNullable(config);
  }

  Set<String> metrics() {
    return values.keySet();
  }

  SortedMap<Integer, List<Double>> values(String metric) {
    return values.getOrDefault(metric, new TreeMap<>());
  }

  long trials() {
    return trials;
  }

  long valid() {
    return valid;
  }
}
