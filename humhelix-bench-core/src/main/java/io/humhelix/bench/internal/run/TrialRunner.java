package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Executes one trial on a fork, and adds its result to the fork and the run config. */
final class TrialRunner {

  private final Cancellation cancellation;
  private final TrialAssembler assembler;
  private final RunConfigResults results;

  TrialRunner(Cancellation cancellation, TrialAssembler assembler, RunConfigResults results) {
    this.cancellation = cancellation;
    this.assembler = assembler;
    this.results = results;
  }

  /**
   * Executes a trial.
   *
   * @param load what it is put under, and what that is to a search
   * @throws IOException if the result could not be stored
   */
  TrialResult run(Fork fork, ForkLog log, TrialTask task, UnderLoad load) throws IOException {
    TrialSlot slot = task.slot();
    results.trialStarted(log.number(), slot);
    Instant began = Instant.now();
    Fork.Executed executed = fork.trial(task);
    Optional<EffectiveSut> effective = fork.effective();
    TrialResult result =
        assembler.assemble(
            new TrialAssembler.Ended(
                slot.kind(),
                log.number(),
                slot.number(),
                executed.status(),
                began,
                fork.loadNanos(),
                executed.calls(),
                results.mismatch(effective),
                executed.issues(),
                executed.sampled(),
                executed.failure(),
                task.plain() ? Optional.empty() : Optional.of(load)));
    results.add(result, effective);
    log.count(result);
    takeLoss(executed, log.tally());
    boolean needsProcess = slot.kind() != TrialKind.SEARCH;
    if (needsProcess && !fork.usable() || cancellation.requested()) {
      log.tally().end();
    }
    return result;
  }

  /** Repeats a stored trial, to warm up a second process. */
  void warmUpAgain(Fork fork, TrialTask task, ForkTally tally) {
    Fork.Executed executed = fork.trial(task);
    if (executed.status() != TrialStatus.OK) {
      tally.worsen(executed.status(), executed.failure());
    }
    takeLoss(executed, tally);
    if (executed.status() != TrialStatus.OK || !fork.usable() || cancellation.requested()) {
      tally.end();
    }
  }

  /** A system that was ended because the run was cancelled has not failed. */
  private void takeLoss(Fork.Executed executed, ForkTally tally) {
    if (!cancellation.requested()) {
      executed.lossAfter().ifPresent(tally::lose);
    }
  }
}
