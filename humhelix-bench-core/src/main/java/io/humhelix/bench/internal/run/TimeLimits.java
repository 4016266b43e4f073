package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.Issue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells whether there is time left to measure a run config. */
final class TimeLimits {

  /** Code of a fork that the time limit cut short; it continues if the limit is raised. */
  static final String REACHED = "budget-reached";

  private final RunConfigPlan plan;
  private final TimeBudget budget;
  private final BooleanSupplier runIsOver;
  private final RunConfigResults results;
  private Optional<Issue> reached = Optional.empty();

  /**
   * Begins a run config.
   *
   * @param budget its time
   * @param runIsOver whether the time of the run is used up
   * @param results receive the issue when the time is used up
   */
  TimeLimits(
      RunConfigPlan plan, TimeBudget budget, BooleanSupplier runIsOver, RunConfigResults results) {
    this.plan = plan;
    this.budget = budget;
    this.runIsOver = runIsOver;
    this.results = results;
  }

  /** Starts the clock of a fork. */
  void begin(int fork) {
    budget.begin(fork);
  }

  /** Stops the clock; returns the time of the fork in all its processes. */
  Duration end() {
    return budget.end();
  }

  /** Returns whether there is time for a measured trial; there always is for the first. */
  boolean mayMeasure() {
    return results.measured() == 0 || !isOver();
  }

  /** Returns whether a search must end, by the limit of the run config or of the run. */
  boolean endsSearch() {
    return isOver() || runIsOver.getAsBoolean();
  }

  /** Returns whether the time of the run config is used up, and raises an issue once. */
  boolean isOver() {
    if (!budget.isUsedUp()) {
      return false;
    }
    if (reached.isEmpty()) {
      Issue issue = issue(results.measured());
      reached = Optional.of(issue);
      results.raise(issue);
    }
    return true;
  }

  private Issue issue(int measured) {
    return Issue.warning(
        REACHED,
        "the time limit of "
            + plan.policy().maxDuration().orElseThrow().toSeconds()
            + " s was reached "
            + (measured == 0 ? "in the peak search, " : "")
            + "after "
            + measured
            + " of "
            + plan.mostTrials()
            + " trials.",
        "Raise trials.max_duration_s and resume the run.");
  }

  /** Returns the issue of the reached limit; empty while there is time. */
  Optional<Issue> reached() {
    return reached;
  }
}
