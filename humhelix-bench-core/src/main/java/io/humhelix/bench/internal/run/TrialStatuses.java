package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;

/** What failures and answers of a system mean for its trials. */
public final class TrialStatuses {

  private TrialStatuses() {}

  /** Returns the status of a trial, fork or run config that ended so. */
  public static TrialStatus of(Failure failure) {
    return failure.kind() == FailureKind.TIMEOUT ? TrialStatus.TIMEOUT : TrialStatus.FAILED;
  }

  /** Says that what is known of the system is from before its first call. */
  public static Issue effectiveUnknown(Failure failure) {
    return Issue.warning(
        "effective-unknown",
        "the backend could not tell what it is after the first call: " + failure.message(),
        "What the results say of device and options is from before that call.");
  }
}
