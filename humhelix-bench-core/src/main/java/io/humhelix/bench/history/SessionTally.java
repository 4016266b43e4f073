package io.humhelix.bench.history;

import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.stats.ValueList;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.Collections;
import java.util.HashMap;
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
  private final Map<String, SortedMap<Integer, ValueList>> values = new HashMap<>();

  /**
   * Where values of the fork go whose trial came last: those of a fork mostly follow each other.
   */
  private final Map<String, ValueList> ofFork = new HashMap<>();

  private int fork;
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
    if (fork != row.fork()) {
      fork = row.fork();
      ofFork.clear();
    }
    // Not hum-helix's number of that name: ours is a ratio of sums.
    row.metrics()
        .forEach(
            (name, value) -> {
              if (metrics.contains(name)) {
                ofFork.computeIfAbsent(name, any -> values(name, fork)).add(value);
              }
            });
  }

  private ValueList values(String name, int ofFork) {
    return values
        .computeIfAbsent(name, any -> new TreeMap<>())
        .computeIfAbsent(ofFork, any -> new ValueList());
  }

  /** A run that is spread over several files. */
  void add(SessionTally other) {
    trials += other.trials;
    valid += other.valid;
    config = config == null ? other.config : config;
    other.values.forEach(
        (name, forks) -> forks.forEach((number, some) -> values(name, number).addAll(some)));
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

  /** By fork, in the order of its trials. */
  SortedMap<Integer, double[]> values(String metric) {
    SortedMap<Integer, double[]> forks = new TreeMap<>();
    values
        .getOrDefault(metric, Collections.emptySortedMap())
        .forEach((number, some) -> forks.put(number, some.toArray()));
    return forks;
  }

  long trials() {
    return trials;
  }

  long valid() {
    return valid;
  }
}
