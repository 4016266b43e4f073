package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.util.Optional;

/** Notifies listeners of what happens in one run config. */
final class RunConfigEvents {

  private final Notifier notifier;
  private final RunConfig runConfig;

  RunConfigEvents(Notifier notifier, RunConfig runConfig) {
    this.notifier = notifier;
    this.runConfig = runConfig;
  }

  void runConfigStarted() {
    notifier.tell(
        "runConfigStarted", l -> l.runConfigStarted(new RunEvents.RunConfigStarted(runConfig)));
  }

  void forkStarted(int fork, int forks) {
    notifier.tell(
        "forkStarted", l -> l.forkStarted(new RunEvents.ForkStarted(runConfig, fork, forks)));
  }

  void forkFinished(ForkResult fork) {
    notifier.tell("forkFinished", l -> l.forkFinished(new RunEvents.ForkFinished(runConfig, fork)));
  }

  void trialStarted(int fork, TrialSlot slot) {
    notifier.tell(
        "trialStarted",
        l ->
            l.trialStarted(
                new RunEvents.TrialStarted(runConfig, slot.kind(), fork, slot.number())));
  }

  void trialFinished(TrialResult trial) {
    notifier.tell(
        "trialFinished", l -> l.trialFinished(new RunEvents.TrialFinished(runConfig, trial)));
  }

  void issueRaised(Issue issue) {
    notifier.tell(
        "issueRaised",
        l -> l.issueRaised(new RunEvents.IssueRaised(Optional.of(runConfig), issue)));
  }
}
