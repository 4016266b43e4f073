package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a fork under way: its issues, its trials on disk, and how it fares by all. */
final class ForkLog {

  private final String runConfigId;
  private final int number;
  private final RunConfigResults results;
  private final Instant startedAt = Instant.now();
  private final List<Issue> issues = new ArrayList<>();
  private final ForkTally tally = new ForkTally();
  private List<TrialResult> stored;

  /**
   * Begins a fork.
   *
   * @param stored trials that an interrupted run has of it already: they are not executed again
   */
  ForkLog(String runConfigId, int number, RunConfigResults results, List<TrialResult> stored) {
    this.runConfigId = runConfigId;
    this.number = number;
    this.results = results;
    this.stored = List.copyOf(stored);
  }

  int number() {
    return number;
  }

  ForkTally tally() {
    return tally;
  }

  List<TrialResult> stored() {
    return stored;
  }

  /** Returns a trial that another process has made. */
  Optional<TrialResult> stored(TrialSlot slot) {
    return stored.stream()
        .filter(t -> t.kind() == slot.kind() && t.trial() == slot.number())
        .findFirst();
  }

  boolean isMissing(TrialSlot slot) {
    return stored(slot).isEmpty();
  }

  /** Says of a fork of which some trials are on disk that the others come from another process. */
  void raiseIfResumed() {
    if (!stored.isEmpty()) {
      raise(
          Issue.info(
              "fork-resumed",
              "fork "
                  + number
                  + " was interrupted after "
                  + stored.size()
                  + " trials; the rest comes from a second process."));
    }
  }

  /** Begins another process, which does not make again what those before it made. */
  void nextProcess() {
    stored = results.trialsOf(number);
  }

  void count(TrialResult trial) {
    tally.count(trial).ifPresent(this::raise);
  }

  /** Adds an issue of the fork that the run config has already. */
  void note(Issue issue) {
    issues.add(issue);
  }

  /** Adds an issue to the fork and its run config. */
  void raise(Issue issue) {
    issues.add(issue);
    results.raise(issue);
  }

  /** Ends the fork: adds its noise flags, and returns what became of it. */
  ForkResult result(Fork.Ended ended, boolean isolated, long loadNanos) {
    issues.addAll(results.flagsOf(number));
    return new ForkResult(
        runConfigId,
        number,
        tally.status(),
        isolated,
        startedAt,
        ended.startNanos(),
        loadNanos,
        ended.endNanos(),
        issues,
        tally.failure(),
        ended.artifacts());
  }
}
