package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Executes one fork: load, first call, warm-up, measured trials, close. Used once. If its process
 * dies during a search, the fork continues in a new process, as it does when a run is resumed.
 */
final class ForkRunner {

  private final ForkPlan plan;
  private final Supplier<Fork> processes;
  private final TrialRunner trials;
  private final TimeLimits limits;
  private final Cancellation cancellation;
  private final IntConsumer passed;
  private final ForkLog log;
  private final ForkSearch search;
  private Fork fork;
  private boolean processLost;
  private boolean cancelled;

  /**
   * Prepares a fork.
   *
   * @param processes makes its process, and a new one if that dies during a search
   * @param passed receives the number of finished passes over the workload
   */
  ForkRunner(
      ForkPlan plan,
      Supplier<Fork> processes,
      TrialRunner trials,
      TimeLimits limits,
      Cancellation cancellation,
      IntConsumer passed,
      ForkLog log,
      ForkSearch search) {
    this.plan = plan;
    this.processes = processes;
    this.trials = trials;
    this.limits = limits;
    this.cancellation = cancellation;
    this.passed = passed;
    this.log = log;
    this.search = search;
    fork = processes.get();
  }

  /**
   * Executes it.
   *
   * @throws IOException if a result could not be stored; the system is closed anyway
   */
  ForkResult run() throws IOException {
    log.stored().forEach(log::count);
    boolean needed = !log.tally().over() && plan.slots().stream().anyMatch(log::isMissing);
    Fork.Ended ended = new Fork.Ended(0, 0, List.of(), List.of());
    long loadNanos = log.stored().isEmpty() ? 0 : log.stored().get(0).loadNanos();
    if (needed) {
      log.raiseIfResumed();
      ended = execute();
      while (processLost) {
        processLost = false;
        log.nextProcess();
        fork = processes.get();
        ended = ended.then(execute());
      }
      loadNanos = fork.loadNanos();
    }
    ended.issues().forEach(log::raise);
    return log.result(ended, fork.isolated(), loadNanos);
  }

  private Fork.Ended execute() throws IOException {
    try {
      openAndMeasure();
    } catch (Throwable thrown) {
      // The host's process may live on after an error of the harness: leave no worker behind.
      try {
        fork.close().issues().forEach(log::raise);
      } catch (IOException | RuntimeException e) {
        thrown.addSuppressed(e);
      }
      throw thrown;
    }
    return fork.close();
  }

  private void openAndMeasure() throws IOException {
    Optional<Failure> failure = fork.open();
    if (failure.isEmpty()) {
      measure();
    } else {
      cancelled = cancellation.requested();
      TrialStatus status = TrialStatuses.of(failure.get());
      log.tally().worsen(cancelled ? TrialStatus.CANCELLED : status, failure);
    }
  }

  private void measure() throws IOException {
    ForkTally tally = log.tally();
    boolean toSearch = search.isWanted();
    for (TrialSlot slot : plan.slots()) {
      boolean measured = slot.kind() == TrialKind.MEASURED;
      if (toSearch && measured && !tally.over()) {
        toSearch = false;
        processLost = !search.run(fork);
        if (processLost) {
          return;
        }
      }
      boolean missing = log.isMissing(slot);
      if (tally.over() || measured && missing && !limits.mayMeasure()) {
        leaveOut(slot);
        return;
      }
      if (missing) {
        TrialTask task = plan.task(slot, search.load());
        trials.run(fork, log, task, UnderLoad.of(task.scenario()).atPeak(search.peak()));
      } else if (!measured) {
        // A second process needs its own warm-up, even if that of the first is on disk.
        trials.warmUpAgain(fork, plan.task(slot, search.load()), tally);
      }
      passed.accept(plan.passesAfter(slot));
    }
  }

  /**
   * Records why this trial and those after it are skipped. Failed trials before it do not matter: a
   * resumed run makes up for what was cancelled or had no time.
   */
  private void leaveOut(TrialSlot first) {
    List<TrialSlot> slots = plan.slots();
    boolean missing =
        slots.subList(slots.indexOf(first), slots.size()).stream().anyMatch(log::isMissing);
    if (!missing || log.tally().lost()) {
      return;
    }
    if (cancellation.requested()) {
      // The last trial may have ended before it saw the request; the fork is cut short anyway.
      cancelled = true;
      log.tally().worsen(TrialStatus.CANCELLED, Optional.empty());
    } else {
      limits.reached().ifPresent(log::note);
    }
  }

  /** Returns whether trials are missing because the run was cancelled. */
  boolean cancelled() {
    return cancelled;
  }
}
