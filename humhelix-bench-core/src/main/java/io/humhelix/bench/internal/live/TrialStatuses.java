package io.humhelix.bench.internal.live;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;

/** What failures of a system mean for its trials. */
public final class TrialStatuses {

  private TrialStatuses() {}

  /**
   * Returns the status of a trial, fork or run config with this failure. A timeout of the backend
   * itself, such as a late answer of a server, counts as a timeout.
   */
  public static TrialStatus of(Failure failure) {
    return failure.kind() == FailureKind.TIMEOUT ? TrialStatus.TIMEOUT : TrialStatus.FAILED;
  }

  /** Returns the failure of a system that hung when it was asked again what it is. */
  public static Failure noAnswerAgain(Duration limit) {
    return new Failure(
        FailureKind.TIMEOUT,
        "effective",
        LiveSut.ASKING
            + "no answer within "
            + limit.toMillis() / 1000.0
            + " s after the first call. The system was given up.",
        "Find out why it hangs.",
        "");
  }

  /** Returns the issue of a system that did not answer when it was asked again what it is. */
  public static Issue effectiveUnknown(Failure failure) {
    return Issue.warning(
        "effective-unknown",
        "the backend could not tell what it is after the first call: " + failure.message(),
        "Device and options in the results are as reported before that call.");
  }

  /**
   * Returns the issue of a system that could not be closed.
   *
   * @param name of the system
   * @param reason a sentence, with or without its full stop
   * @param remedy what that means for later measurements, which depends on the isolation
   */
  public static Issue closeFailed(String name, String reason, String remedy) {
    return Issue.warning(
        "close-failed",
        "closing '" + name + "' failed: " + reason + (reason.endsWith(".") ? "" : "."),
        remedy);
  }
}
