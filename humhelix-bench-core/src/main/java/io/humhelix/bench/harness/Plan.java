package io.humhelix.bench.harness;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Issue;
import java.time.Duration;
import java.util.List;

/**
 * What a run of a definition would do, checked but not measured.
 *
 * @param definition of the run
 * @param entries every run config, in the order of the definition
 */
public record Plan(BenchmarkDefinition definition, List<Entry> entries) {

  /**
   * One run config.
   *
   * @param runConfig the run config
   * @param issues what the checks found; the run config is refused if one has severity ERROR
   * @param passes passes over the workload in all forks: first ones, warm-up and measured trials
   * @param audioSeconds audio of one pass; 0 where the audio could not be read
   * @param estimate rough time on this machine, from the definition and the audio alone; zero if
   *     refused
   */
  public record Entry(
      RunConfig runConfig, List<Issue> issues, int passes, double audioSeconds, Duration estimate) {

    public Entry {
      issues = List.copyOf(issues);
    }

    /**
     * Returns whether the run config would be refused.
     *
     * @return whether an issue is an error
     */
    public boolean refused() {
      return issues.stream().anyMatch(i -> i.severity() == io.humhelix.bench.result.Severity.ERROR);
    }
  }

  public Plan {
    entries = List.copyOf(entries);
  }

  /**
   * Returns a rough time of the whole run.
   *
   * @return the sum over its entries
   */
  public Duration estimate() {
    return entries.stream().map(Entry::estimate).reduce(Duration.ZERO, Duration::plus);
  }
}
