package io.humhelix.bench.internal.live;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;

/** What failures and answers of a system mean for its trials. */
public final class TrialStatuses {

  private TrialStatuses() {}

  /**
   * Returns the status of a trial, fork or run config that ended so. A deadline that the backend
   * keeps itself, such as that of a server's answer, is one like any other.
   */
  public static TrialStatus of(Failure failure) {
    return failure.kind() == FailureKind.TIMEOUT ? TrialStatus.TIMEOUT : TrialStatus.FAILED;
  }

  /** Returns the failure of a system that is given up, since it does not say what it is. */
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

  /** Says that what is known of the system is from before its first call. */
  public static Issue effectiveUnknown(Failure failure) {
    return Issue.warning(
        "effective-unknown",
        "the backend could not tell what it is after the first call: " + failure.message(),
        "What the results say of device and options is from before that call.");
  }

  /**
   * Says that a system was not closed in order.
   *
   * @param name of the system
   * @param reason a sentence, with or without its full stop
   * @param remedy what that means for what comes next, which depends on where it ran
   */
  public static Issue closeFailed(String name, String reason, String remedy) {
    return Issue.warning(
        "close-failed",
        "closing '" + name + "' failed: " + reason + (reason.endsWith(".") ? "" : "."),
        remedy);
  }
}
