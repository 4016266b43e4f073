package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunConfigTallyTest {

  private static final Failure HUNG =
      new Failure(FailureKind.TIMEOUT, "effective", "hung.", "", "");

  private final RunConfigTally tally = new RunConfigTally();

  private RunConfigTallyTest trial(TrialKind kind, int fork, TrialStatus status) {
    tally.add(
        MadeUpTrials.trial(
            "rc",
            kind,
            fork,
            1,
            status,
            Instant.EPOCH,
            1,
            1,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty()));
    return this;
  }

  private Optional<Issue> fork(int number, TrialStatus status, Issue... issues) {
    Optional<Failure> failure = status == TrialStatus.OK ? Optional.empty() : Optional.of(HUNG);
    return tally.add(
        new ForkResult(
            "rc",
            number,
            status,
            true,
            Instant.EPOCH,
            1,
            1,
            1,
            List.of(issues),
            failure,
            List.of()),
        5);
  }

  private TrialStatus status() {
    return tally.status(false, false, false);
  }

  @Test
  void goodTrialsAreOk() {
    trial(TrialKind.FIRST_CALL, 1, TrialStatus.OK).trial(TrialKind.MEASURED, 1, TrialStatus.OK);
    fork(1, TrialStatus.OK);
    assertEquals(TrialStatus.OK, status());
  }

  @Test
  void aFirstCallOrWarmUpThatFailedIsForgottenWhereMeasuredTrialsWereAnswered() {
    trial(TrialKind.FIRST_CALL, 1, TrialStatus.FAILED).trial(TrialKind.MEASURED, 1, TrialStatus.OK);
    fork(1, TrialStatus.OK);
    assertEquals(TrialStatus.OK, status());
    trial(TrialKind.WARM_UP, 2, TrialStatus.FAILED)
        .trial(TrialKind.MEASURED, 2, TrialStatus.INVALID);
    fork(2, TrialStatus.FAILED);
    assertEquals(TrialStatus.FAILED, status(), "that of another fork shows nothing");
  }

  /** Nothing was measured, though no trial failed. */
  @Test
  void aSystemThatIsLostAfterItsFirstCallHasTheStatusOfItsFork() {
    trial(TrialKind.FIRST_CALL, 1, TrialStatus.OK).fork(1, TrialStatus.TIMEOUT);
    assertEquals(TrialStatus.TIMEOUT, status());
    assertEquals(TrialStatus.CANCELLED, tally.status(true, true, false));
    assertEquals(Optional.empty(), tally.loadFailure());
  }

  @Test
  void whatWasMeasuredBeforeAForkWasLostIsOk() {
    trial(TrialKind.FIRST_CALL, 1, TrialStatus.OK).trial(TrialKind.MEASURED, 1, TrialStatus.OK);
    fork(1, TrialStatus.OK);
    trial(TrialKind.FIRST_CALL, 2, TrialStatus.OK).fork(2, TrialStatus.TIMEOUT);
    assertEquals(TrialStatus.OK, status());
  }

  @Test
  void aForkWithoutTrialsIsAFailureToLoad() {
    fork(1, TrialStatus.TIMEOUT);
    assertEquals(Optional.of(HUNG), tally.loadFailure());
    assertEquals(TrialStatus.TIMEOUT, status());
    assertEquals(TrialStatus.CANCELLED, tally.status(true, true, false));
  }

  @Test
  void timeThatEndsBeforeAnythingIsMeasuredMakesItInvalid() {
    trial(TrialKind.FIRST_CALL, 1, TrialStatus.OK).fork(1, TrialStatus.OK);
    assertEquals(TrialStatus.INVALID, tally.status(false, false, true));
  }

  /** A fork between them that is good begins the count anew. */
  @Test
  void threeLostForksInARowAreEnough() {
    assertEquals(Optional.empty(), fork(1, TrialStatus.FAILED));
    assertEquals(Optional.empty(), fork(2, TrialStatus.TIMEOUT));
    assertEquals(
        "stopped-after-failures", fork(3, TrialStatus.FAILED).map(Issue::code).orElseThrow());
    assertEquals(Optional.empty(), fork(4, TrialStatus.OK));
    assertEquals(Optional.empty(), fork(5, TrialStatus.FAILED));
  }
}
