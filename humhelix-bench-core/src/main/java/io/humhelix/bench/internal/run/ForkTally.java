package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;

/** What has become of a fork by its trials, and whether it can go on. */
final class ForkTally {

  /** An engine that failed so often in a row will not recover. */
  private static final int MOST_FAILURES_IN_A_ROW = 2;

  private TrialStatus status = TrialStatus.OK;
  private Optional<Failure> failure = Optional.empty();
  private int failuresInARow;
  private boolean lost;
  private boolean over;

  /**
   * Takes a trial into account, whether it was executed now or is on disk. A step of a search is
   * not: at which load a system breaks is what the search is to find.
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
    if (bad) {
      worsen(result.status(), result.failure());
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
        : Optional.empty();
  }

  /** Whether there is nothing left that could make another trial. */
  static boolean losesProcess(TrialResult result) {
    return result.status() == TrialStatus.TIMEOUT || endsProcess(result);
  }

  /** Whether the failure is the end of a process, be it the system's own. */
  static boolean endsProcess(TrialResult result) {
    return result.failure().filter(ForkTally::endsProcess).isPresent();
  }

  private static boolean endsProcess(Failure failure) {
    return switch (failure.kind()) {
      case SIGNAL, EXIT, NATIVE_CRASH, PROTOCOL, OUT_OF_MEMORY_KILLED -> true;
      default -> false;
    };
  }

  /** Takes note of something that is not as it should be; the first such thing stays. */
  void worsen(TrialStatus to, Optional<Failure> why) {
    if (status == TrialStatus.OK) {
      status = to;
    }
    if (failure.isEmpty()) {
      failure = why;
    }
  }

  /** The system was lost after a trial that stands: no further one can be made. */
  void lose(Failure why) {
    worsen(TrialStatuses.of(why), Optional.of(why));
    lost = true;
    over = true;
  }

  /** No further trial is made. */
  void end() {
    over = true;
  }

  /** Whether its own failures were the end of it, so that there is nothing to go on with. */
  boolean lost() {
    return lost;
  }

  boolean over() {
    return over;
  }

  TrialStatus status() {
    return status;
  }

  Optional<Failure> failure() {
    return failure;
  }
}
