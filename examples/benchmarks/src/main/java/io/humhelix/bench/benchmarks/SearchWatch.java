package io.humhelix.bench.benchmarks;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.TrialKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Watches a search: prints a line a trial, and knows by how much longer than in the queue alone the
 * queries took. Not thread-safe: events come one at a time.
 */
final class SearchWatch implements RunListener {

  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final SingleServerQueue queue;
  private final PrintStream progress;
  private final List<Double> added = new ArrayList<>();
  private final TreeSet<String> issues = new TreeSet<>();
  private ScenarioResult peak;
  private long queries;
  private double seconds;

  SearchWatch(SingleServerQueue queue, PrintStream progress) {
    this.queue = queue;
    this.progress = progress;
  }

  @Override
  public void trialStarted(RunEvents.TrialStarted event) {
    queue.takeTimes();
  }

  @Override
  public void trialFinished(RunEvents.TrialFinished event) {
    List<Long> alone = queue.takeTimes();
    if (event.result().kind() != TrialKind.SEARCH) {
      return;
    }
    CallSeries calls = event.result().calls();
    queries += calls.size();
    seconds += event.result().wallNanos() / NANOS;
    // Without an answer to every request it is unknown which belongs to which.
    for (int row = 0; alone.size() == calls.size() && row < calls.size(); row++) {
      added.add(calls.latencyNanos(row) - (double) alone.get(row));
    }
    event.result().scenario().ifPresent(this::take);
  }

  private void take(ScenarioResult trial) {
    SearchStep step = trial.step().orElseThrow();
    if (step.confirms() && step.outcome() == SearchStep.Outcome.HELD) {
      peak = trial;
    }
    progress.printf(
        Locale.ROOT,
        "  step %d%s, %.1f /s: %d queries, p95 %.1f ms, %s%s (%.0f s, %.2f ms added)%n",
        step.step(),
        step.confirms() ? " (again)" : "",
        trial.load().orElse(Double.NaN),
        step.queries(),
        step.percentileSeconds().orElse(Double.NaN) * NANOS / NANOS_PER_MILLI,
        step.outcome(),
        step.undecided() ? " (undecided)" : "",
        seconds,
        addedNanos() / NANOS_PER_MILLI);
  }

  @Override
  public void issueRaised(RunEvents.IssueRaised event) {
    Issue issue = event.issue();
    if (issues.add(issue.code())) {
      progress.println("  " + issue.code() + ": " + issue.message());
    }
  }

  /**
   * Returns the median, over the queries, of the harness's latency minus the time in the queue: the
   * way there and back, and delays of timers.
   */
  double addedNanos() {
    return added.isEmpty() ? 0 : Spread.of(added).median();
  }

  /** Returns the last trial of the step that confirmed the peak; empty if none did. */
  Optional<ScenarioResult> peak() {
    return Optional.ofNullable(peak);
  }

  long queries() {
    return queries;
  }

  double seconds() {
    return seconds;
  }
}
