package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;

/** The status of a fork by its trials, and whether it can go on. */
final class ForkTally {

  /** An engine that failed so often in a row will not recover. */
  private static final int MOST_FAILURES_IN_A_ROW = 2;

  private TrialStatus status = TrialStatus.OK;

  /** A first call or warm-up that failed, as long as no measured trial has shown it was chance. */
  private Optional<TrialResult> early = Optional.empty();

  private Optional<Failure> failure = Optional.empty();
  private int failuresInARow;
  private boolean lost;
  private boolean over;

  /**
   * Counts a trial, executed now or stored. Steps of a search do not count, since a search must
   * find out at which load the system breaks.
   *
   * @return why the fork ends, if that was one failure too many
   */
  Optional<Issue> count(TrialResult result) {
    if (result.kind() == TrialKind.SEARCH) {
      return Optional.empty();
    }
    boolean measured = result.kind() == TrialKind.MEASURED;
    boolean bad =
        result.status() != TrialStatus.OK && (measured || result.status() != TrialStatus.INVALID);
    Optional<Issue> forgiven = Optional.empty();
    if (isEarly(result)) {
      early = early.or(() -> Optional.of(result));
    } else if (bad) {
      worsen(result.status(), result.failure());
    } else if (measured) {
      forgiven = early.map(ForkTally::forgiven);
      early = Optional.empty();
    }
    failuresInARow = result.status() == TrialStatus.FAILED ? failuresInARow + 1 : 0;
    lost = lost || losesProcess(result) || failuresInARow >= MOST_FAILURES_IN_A_ROW;
    over |= lost;
    return failuresInARow == MOST_FAILURES_IN_A_ROW
        ? Optional.of(
            Issue.warning(
                "stopped-after-failures",
                failuresInARow + " trials in a row failed; the rest was left out.",
                "See the failures of the trials."))
        : forgiven;
  }

  /**
   * Returns whether a trial tells less than the measured ones after it: its one call, or the few of
   * a warm-up, failed.
   */
  static boolean isEarly(TrialResult result) {
    return result.status() == TrialStatus.FAILED
        && (result.kind() == TrialKind.FIRST_CALL || result.kind() == TrialKind.WARM_UP)
        && !losesProcess(result);
  }

  private static Issue forgiven(TrialResult result) {
    Optional<Failure> why = result.failure();
    boolean first = result.kind() == TrialKind.FIRST_CALL;
    return Issue.warning(
        first ? "first-call-failed" : "warm-up-failed",
        (first
                ? "the first call failed, and later ones were answered: this fork has no time of a"
                    + " first call"
                : "every call of a warm-up failed, and later ones were answered")
            + why.map(failure -> ". It said: " + failure.message()).orElse("."),
        why.map(Failure::remedy).orElse(""));
  }

  private void takeEarly() {
    Optional<TrialResult> failed = early;
    early = Optional.empty();
    failed.ifPresent(result -> worsen(result.status(), result.failure()));
  }

  /** Returns whether no process is left for another trial. */
  static boolean losesProcess(TrialResult result) {
    return result.status() == TrialStatus.TIMEOUT || endsProcess(result);
  }

  /** Returns whether the failure means that a process died, the worker's or the engine's. */
  static boolean endsProcess(TrialResult result) {
    return result.failure().filter(ForkTally::endsProcess).isPresent();
  }

  private static boolean endsProcess(Failure failure) {
    return switch (failure.kind()) {
      case SIGNAL, EXIT, NATIVE_CRASH, PROTOCOL, OUT_OF_MEMORY_KILLED -> true;
      default -> false;
    };
  }

  /** Worsens the status; the first bad status and the first failure stay. */
  void worsen(TrialStatus to, Optional<Failure> why) {
    takeEarly();
    if (status == TrialStatus.OK) {
      status = to;
    }
    if (failure.isEmpty()) {
      failure = why;
    }
  }

  /** Ends the fork, since the system was lost after a trial whose numbers stand. */
  void lose(Failure why) {
    worsen(TrialStatuses.of(why), Optional.of(why));
    lost = true;
    over = true;
  }

  /** Ends the fork: no further trial is made. */
  void end() {
    over = true;
  }

  /** Returns whether its own failures ended it, so that a resumed run does not continue it. */
  boolean lost() {
    return lost;
  }

  boolean over() {
    return over;
  }

  TrialStatus status() {
    return status == TrialStatus.OK
        ? early.map(TrialResult::status).orElse(TrialStatus.OK)
        : status;
  }

  Optional<Failure> failure() {
    return early.flatMap(TrialResult::failure).or(() -> failure);
  }
}
