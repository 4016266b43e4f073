package io.humhelix.bench.selfcheck;

import java.util.List;

/**
 * All findings of a self-check.
 *
 * @param findings in the order in which they were found
 */
public record SelfCheckReport(List<Finding> findings) {

  public SelfCheckReport {
    findings = List.copyOf(findings);
  }

  /**
   * Returns whether the harness can be trusted here.
   *
   * @return whether no finding is a failure
   */
  public boolean passed() {
    return count(Finding.State.FAIL) == 0;
  }

  /**
   * Counts findings.
   *
   * @param state which ones
   * @return how many
   */
  public long count(Finding.State state) {
    return findings.stream().filter(f -> f.state() == state).count();
  }
}
