package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trials and forks of a run config so far, and the status that follows from them. */
final class RunConfigTally {

  /** A system that lost so many forks in a row would lose the others too. */
  private static final int MOST_LOST_FORKS_IN_A_ROW = 3;

  private final List<TrialResult> trials = new ArrayList<>();
  private final List<ForkResult> forks = new ArrayList<>();
  private Optional<Failure> loadFailure = Optional.empty();
  private int lostInARow;
  private boolean peakMissing;

  void add(TrialResult trial) {
    trials.add(trial);
  }

  /**
   * Adds a fork after its trials.
   *
   * @param most the largest number of forks of this run config
   * @return why no further fork is started, if that was one failure too many
   */
  Optional<Issue> add(ForkResult fork, int most) {
    forks.add(fork);
    peakMissing |= fork.issues().stream().anyMatch(PeakRun::isMissingPeak);
    if (trialsOf(fork.fork()).isEmpty() && loadFailure.isEmpty()) {
      loadFailure = fork.failure();
    }
    lostInARow = isLost(fork) ? lostInARow + 1 : 0;
    return lostInARow == MOST_LOST_FORKS_IN_A_ROW && forks.size() < most
        ? Optional.of(
            Issue.warning(
                "stopped-after-failures",
                lostInARow + " forks in a row failed; the rest was left out.",
                "See the failures of the forks."))
        : Optional.empty();
  }

  private static boolean isLost(ForkResult fork) {
    return fork.status() == TrialStatus.FAILED || fork.status() == TrialStatus.TIMEOUT;
  }

  List<TrialResult> trials() {
    return List.copyOf(trials);
  }

  List<TrialResult> trialsOf(int fork) {
    return trials.stream().filter(trial -> trial.fork() == fork).toList();
  }

  List<ForkResult> forks() {
    return List.copyOf(forks);
  }

  /** Returns the failure of the first fork that ended before its first call. */
  Optional<Failure> loadFailure() {
    return loadFailure;
  }

  /** Returns how many measured trials there are. */
  int measured() {
    return (int) trials.stream().filter(t -> t.kind() == TrialKind.MEASURED).count();
  }

  /**
   * Returns the status.
   *
   * @param cancelled whether the run was cancelled
   * @param cutShort whether trials are missing because of that
   * @param outOfTime whether the time limit of the run config was reached
   */
  TrialStatus status(boolean cancelled, boolean cutShort, boolean outOfTime) {
    if (loadFailure.isPresent() && !cancelled) {
      return TrialStatuses.of(loadFailure.get());
    }
    Optional<TrialStatus> bad = firstBad();
    if (bad.isPresent()) {
      return bad.get();
    }
    boolean unmeasured = measured() == 0;
    if (peakMissing || outOfTime && unmeasured) {
      return TrialStatus.INVALID;
    }
    if (unmeasured && !cancelled) {
      // The first call was good, and then the system was lost.
      Optional<ForkResult> lost = forks.stream().filter(RunConfigTally::isLost).findFirst();
      if (lost.isPresent()) {
        return lost.get().status();
      }
    }
    return trials.isEmpty() || cutShort ? TrialStatus.CANCELLED : TrialStatus.OK;
  }

  private Optional<TrialStatus> firstBad() {
    return trials.stream()
        .filter(this::tells)
        .map(TrialResult::status)
        .filter(s -> s != TrialStatus.OK)
        .findFirst();
  }

  /** A failed step of a search counts only if the search found no peak. */
  private boolean tells(TrialResult trial) {
    return switch (trial.kind()) {
      case MEASURED -> true;
      case SEARCH ->
          trial.status() == TrialStatus.CANCELLED
              || trial.status() != TrialStatus.INVALID && (peakMissing || measured() == 0);
      default ->
          trial.status() != TrialStatus.INVALID
              && !(ForkTally.isEarly(trial) && hasValidTrials(trial.fork()));
    };
  }

  private boolean hasValidTrials(int fork) {
    return trialsOf(fork).stream()
        .anyMatch(trial -> trial.kind() == TrialKind.MEASURED && trial.status() == TrialStatus.OK);
  }
}
