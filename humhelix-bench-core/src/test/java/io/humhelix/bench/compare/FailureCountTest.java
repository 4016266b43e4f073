package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureCountTest {

  private static RunConfigResult config(MadeUpRun.Failing failing, ForkResult... forks) {
    RunConfigResult made =
        new MadeUpRun(1).forks(4).failing(failing).system("a", 1).result().runConfigs().get(0);
    return with(made, made.trials(), List.of(forks));
  }

  private static ForkResult fork(int number, TrialStatus status) {
    Optional<Failure> failure =
        status == TrialStatus.OK || status == TrialStatus.CANCELLED
            ? Optional.empty()
            : Optional.of(new Failure(FailureKind.SIGNAL, "closing", "it died.", "", ""));
    return new ForkResult(
        "a", number, status, true, Instant.EPOCH, 1, 1, 1, List.of(), failure, List.of());
  }

  @Test
  void trialsOfForksThatLiveCountOneByOne() {
    FailureCount count = FailureCount.of(config((fork, trial) -> fork == 1 && trial > 3));
    assertEquals(new FailureCount(2, 20, 0, Set.of("SUT_ERROR")), count);
    assertEquals(0.1, count.share().orElseThrow().point());
  }

  @Test
  void aForkWhoseTrialsAllFailIsOneEvent() {
    FailureCount count = FailureCount.of(config((fork, trial) -> fork == 2));
    assertEquals(new FailureCount(1, 16, 1, Set.of("SUT_ERROR")), count);
  }

  @Test
  void aForkThatNeverCameToATrialIsOneEvent() {
    FailureCount count = FailureCount.of(config((f, t) -> false, fork(5, TrialStatus.FAILED)));
    assertEquals(new FailureCount(1, 21, 1, Set.of("SIGNAL")), count);
  }

  /** One that died in a trial is told by that trial, one that died behind its trials is not. */
  @Test
  void aForkThatDiedIsOneEventOnce() {
    FailureCount within =
        FailureCount.of(config((f, t) -> f == 4 && t == 5, fork(4, TrialStatus.FAILED)));
    assertEquals(1, within.failed());
    assertEquals(20, within.tried());
    FailureCount behind = FailureCount.of(config((f, t) -> false, fork(4, TrialStatus.FAILED)));
    assertEquals(1, behind.failed());
    assertEquals(21, behind.tried());
  }

  @Test
  void anInvalidTrialHasTheKindsOfItsErrorsOrIsJustInvalid() {
    RunConfigResult made = config((fork, trial) -> false);
    Issue error = Issue.error("wer-gate-missed", "too many errors.", "Take another model.");
    Issue warning = Issue.warning("gc", "collected.", "Give it more heap.");
    assertEquals(Set.of("wer-gate-missed"), kinds(made, List.of(error, warning)));
    assertEquals(Set.of("INVALID"), kinds(made, List.of(warning)));
  }

  private static Set<String> kinds(RunConfigResult made, List<Issue> issues) {
    List<TrialResult> trials =
        made.trials().stream()
            .filter(trial -> trial.kind() == TrialKind.MEASURED)
            .map(trial -> with(trial, TrialKind.MEASURED, TrialStatus.INVALID, issues))
            .toList();
    return FailureCount.of(with(made, trials, made.forks())).kinds();
  }

  /** Early versions wrote no records of forks. */
  @Test
  void aForkThatIsKnownByItsFailedFirstCallAloneIsOneEvent() {
    RunConfigResult made = config((fork, trial) -> fork == 4);
    List<TrialResult> trials = new ArrayList<>();
    made.trials().stream().filter(trial -> trial.fork() != 4).forEach(trials::add);
    made.trials().stream()
        .filter(trial -> trial.status() == TrialStatus.FAILED)
        .limit(1)
        .map(t -> with(t, TrialKind.FIRST_CALL, TrialStatus.FAILED, t.issues()))
        .forEach(trials::add);
    assertEquals(
        new FailureCount(1, 16, 1, Set.of("SUT_ERROR")),
        FailureCount.of(with(made, trials, made.forks())));
  }

  private static RunConfigResult with(
      RunConfigResult made, List<TrialResult> trials, List<ForkResult> forks) {
    return new RunConfigResult(
        made.runConfig(),
        made.status(),
        made.effective(),
        made.normalizer(),
        trials,
        made.issues(),
        made.failure(),
        forks);
  }

  private static TrialResult with(
      TrialResult trial, TrialKind kind, TrialStatus status, List<Issue> issues) {
    return trial.withKind(kind).withStatus(status).withIssues(issues);
  }

  @Test
  void aNewKindSaysWhetherItIsMore() {
    Decision alike = decide(count(1, 50, "SUT_ERROR"), count(1, 50, "TIMEOUT"));
    assertEquals(Reason.NEW_FAILURE, alike.reason());
    assertTrue(alike.explanation().contains("; they are no more than before"), alike.explanation());
    Decision more = decide(count(1, 51, "SUT_ERROR"), count(1, 50, "TIMEOUT"));
    assertTrue(
        more.explanation().contains("; they are hardly more than before"), more.explanation());
  }

  @Test
  void whatWasCancelledOrIsWellIsNoEvent() {
    FailureCount count =
        FailureCount.of(
            config((f, t) -> false, fork(1, TrialStatus.OK), fork(5, TrialStatus.CANCELLED)));
    assertEquals(new FailureCount(0, 20, 0, Set.of()), count);
  }

  private static Decision decide(FailureCount old, FailureCount now) {
    return FailureComparison.of(old, now).decision().orElseThrow();
  }

  private static FailureCount count(int failed, int tried, String... kinds) {
    return new FailureCount(failed, tried, 0, Set.of(kinds));
  }

  @Test
  void threeOfFiftyAreWhatChanceGives() {
    Decision decision = decide(count(0, 50), count(3, 50, "TIMEOUT"));
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(
        "3 of 50 trials failed, 0 of 50 in the baseline: by chance in p = 0.061; 142 trials a side"
            + " would settle it",
        decision.explanation());
    assertEquals(0.06060606060606063, decision.pWorse().orElseThrow(), 1e-12);
  }

  @Test
  void fiveOfFiftyAreARegression() {
    assertEquals(Verdict.REGRESSION, decide(count(0, 50), count(5, 50, "TIMEOUT")).verdict());
  }

  /** Mid-p is 0.029: one-sided, a level of 2.5 % as an interval has at either end. */
  @Test
  void fourOfFiftyAreNotShown() {
    assertEquals(Verdict.INCONCLUSIVE, decide(count(0, 50), count(4, 50, "TIMEOUT")).verdict());
  }

  /** As of a warm-up trial in a file that lacks the record of its fork. */
  @Test
  void aNewKindWithoutAnEventPasses() {
    assertEquals(
        Verdict.NOT_SHOWN, decide(count(2, 50, "EXIT"), count(0, 50, "TIMEOUT")).verdict());
  }

  @Test
  void aNewKindThatIsNoMoreFrequentIsToBeLookedAt() {
    Decision decision = decide(count(3, 50, "TIMEOUT"), count(2, 50, "EXIT"));
    assertEquals(Reason.NEW_FAILURE, decision.reason());
    assertEquals(
        "2 of 50 trials failed, 3 of 50 in the baseline: by chance in p = 0.66; they are no more"
            + " than before, but of a new kind: look at what failed",
        decision.explanation());
  }

  @Test
  void fewerFailuresPass() {
    assertEquals(Verdict.NOT_SHOWN, decide(count(9, 50, "EXIT"), count(0, 50)).verdict());
    assertEquals(Optional.empty(), FailureComparison.of(count(0, 50), count(0, 50)).decision());
    assertEquals(
        Optional.empty(), FailureComparison.of(count(0, 0), count(2, 50, "EXIT")).decision());
  }
}
