package io.humhelix.bench.store;

import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run config as results tell of it.
 *
 * @param id hash of everything that was asked for
 * @param sut name of the system under test
 * @param workload name of the workload
 * @param facts what was asked for and what the system said that it was, by name, such as {@code
 *     sut.model} or {@code effective.engine_version}
 * @param blocks speaker or recording by clip: clips of one are not independent of each other
 * @param trials in the order of execution, those left out that were cancelled
 * @param forks those that ended
 * @param issues what the run said of it, noise flags included
 */
public record RecordedRunConfig(
    String id,
    String sut,
    String workload,
    SortedMap<String, String> facts,
    Map<String, String> blocks,
    List<TrialResult> trials,
    List<ForkResult> forks,
    List<Issue> issues) {

  public RecordedRunConfig {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    blocks = Map.copyOf(blocks);
    trials = List.copyOf(trials);
    forks = List.copyOf(forks);
    issues = List.copyOf(issues);
  }

  /**
   * Returns the name for people.
   *
   * @return system and workload
   */
  public String label() {
    return sut + " / " + workload;
  }
}
