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
 * @param entries every run config, in the order of the definition; then the systems of a baseline
 *     that would be measured again, if their engines turn out to be the same
 * @param issues one for each system of the baseline: measured again, or why not; none without a
 *     baseline
 */
public record Plan(BenchmarkDefinition definition, List<Entry> entries, List<Issue> issues) {

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
    issues = List.copyOf(issues);
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
