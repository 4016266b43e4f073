package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * Notifies listeners of what happens in one run config, and the meter, which estimates the rest.
 */
final class RunConfigEvents {

  private final Notifier notifier;
  private final RunConfig runConfig;
  private final ProgressMeter progress;

  RunConfigEvents(Notifier notifier, RunConfig runConfig, ProgressMeter progress) {
    this.notifier = notifier;
    this.runConfig = runConfig;
    this.progress = progress;
  }

  void coolingDown(int fork, Duration atMost) {
    notifier.tell(
        "coolingDown", l -> l.coolingDown(new RunEvents.CoolingDown(runConfig, fork, atMost)));
  }

  void runConfigStarted() {
    notifier.tell(
        "runConfigStarted", l -> l.runConfigStarted(new RunEvents.RunConfigStarted(runConfig)));
  }

  void forkStarted(int fork, int forks) {
    notifier.tell(
        "forkStarted", l -> l.forkStarted(new RunEvents.ForkStarted(runConfig, fork, forks)));
    progress.forkStarted(runConfig.id(), fork);
  }

  void forkFinished(ForkResult fork) {
    notifier.tell("forkFinished", l -> l.forkFinished(new RunEvents.ForkFinished(runConfig, fork)));
    progress.forkFinished(runConfig.id(), fork.status() == TrialStatus.OK);
  }

  void trialStarted(int fork, TrialSlot slot) {
    notifier.tell(
        "trialStarted",
        l ->
            l.trialStarted(
                new RunEvents.TrialStarted(runConfig, slot.kind(), fork, slot.number())));
    progress.trialStarted(runConfig, slot.kind(), slot.number());
  }

  void trialFinished(TrialResult trial) {
    notifier.tell(
        "trialFinished", l -> l.trialFinished(new RunEvents.TrialFinished(runConfig, trial)));
    progress.trialFinished(runConfig, trial.kind());
  }

  void issueRaised(Issue issue) {
    notifier.tell(
        "issueRaised",
        l -> l.issueRaised(new RunEvents.IssueRaised(Optional.of(runConfig), issue)));
  }
}
