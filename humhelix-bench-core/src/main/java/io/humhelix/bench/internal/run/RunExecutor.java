package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.noise.NoiseFlags;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RemeasuredBaseline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Executes a checked definition, block by block. Used once. */
public final class RunExecutor {

  /** Results could not be stored; has what was measured until then. */
  public static final class SinkFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient RunResult partial;

    SinkFailedException(IOException cause, RunResult partial) {
      super(cause.getMessage(), cause);
      this.partial = partial;
    }

    public RunResult partial() {
      return partial;
    }
  }

  private final RunIdentity identity;
  private final CheckedRun checked;
  private final Provenance provenance;
  private final RunServices run;
  private final MeasuredSoFar earlier;
  private final Schedule schedule;
  private final Optional<Path> resultsFile;
  private final Map<String, RunConfigRunner> runners = new LinkedHashMap<>();
  private final Set<String> finished = new HashSet<>();
  private final List<Issue> issues = new ArrayList<>();
  private final long start;

  /**
   * Prepares a run.
   *
   * @param earlier what an interrupted run has measured and stored
   */
  public RunExecutor(
      RunIdentity identity,
      CheckedRun checked,
      Provenance provenance,
      RunServices run,
      MeasuredSoFar earlier,
      Optional<Path> resultsFile) {
    this.identity = identity;
    this.checked = checked;
    this.provenance = provenance;
    this.run = run;
    this.earlier = earlier;
    this.resultsFile = resultsFile;
    schedule = new Schedule(provenance.seed());
    start = run.clock().nanos();
  }

  /**
   * Executes the run.
   *
   * @throws SinkFailedException if results could not be stored; nothing more is measured then
   */
  public RunResult run() throws SinkFailedException {
    try {
      measure();
    } catch (IOException e) {
      throw new SinkFailedException(e, result());
    }
    RunResult result = result();
    boolean news = !earlier.complete() || runners.values().stream().anyMatch(r -> r.isNews());
    try {
      if (news) {
        run.sink().end(result);
      }
    } catch (IOException e) {
      throw new SinkFailedException(e, result);
    }
    run.notifier().tell("runFinished", l -> l.runFinished(new RunEvents.RunFinished(result)));
    return result;
  }

  private void measure() throws IOException {
    List<CheckedRunConfig> measured = checked.configs().stream().filter(c -> !c.refused()).toList();
    List<RunConfig> planned =
        schedule.block(measured, 1).stream().map(CheckedRunConfig::runConfig).toList();
    run.notifier()
        .tell(
            "runStarted",
            l ->
                l.runStarted(
                    new RunEvents.RunStarted(
                        identity.runId(), planned, provenance.seed(), resultsFile)));
    checked.remeasured().map(RemeasuredBaseline::notes).orElse(List.of()).forEach(this::raise);
    for (CheckedRunConfig config : checked.configs()) {
      if (config.refused()) {
        finish(
            unmeasured(config, TrialStatus.REFUSED),
            !earlier.of(config.runConfig().id()).finished());
      }
    }
    TrialPolicy policy = checked.definition().trials();
    ProgressMeter progress = new ProgressMeter(run.notifier(), run.clock(), maxRunDuration());
    for (CheckedRunConfig config : measured) {
      progress.add(
          config.runConfig().id(),
          RunLength.of(checked, config),
          config.forks(policy),
          policy.maxDuration());
    }
    for (CheckedRunConfig config : measured) {
      RunConfigRunner runner =
          new RunConfigRunner(
              run,
              new RunConfigPlan(checked.definition(), config, checked.workloadOf(config), schedule),
              earlier.of(config.runConfig().id()),
              progress,
              this::timeIsOver);
      runners.put(config.runConfig().id(), runner);
    }
    blocks(measured);
    for (RunConfigRunner runner : runners.values()) {
      finish(runner);
    }
    NoiseFlags.ofBlocks(runners.values().stream().map(RunConfigRunner::trials).toList())
        .ifPresent(this::raise);
  }

  /** Interleaves the run configs: each block has one fork of every one, in random order. */
  private void blocks(List<CheckedRunConfig> measured) throws IOException {
    int most =
        measured.stream().mapToInt(c -> c.forks(checked.definition().trials())).max().orElse(0);
    for (int block = 1; block <= most; block++) {
      for (CheckedRunConfig config : schedule.block(measured, block)) {
        RunConfigRunner runner = runners.get(config.runConfig().id());
        boolean wanted = runner.wants(block);
        if (run.cancellation().requested() || wanted && timeIsUp(block)) {
          return;
        }
        if (wanted) {
          runner.fork(block);
        }
        if (!runner.wants(block + 1)) {
          finish(runner);
        }
      }
    }
  }

  private Optional<Duration> maxRunDuration() {
    return checked.definition().trials().maxRunDuration();
  }

  private boolean timeIsOver() {
    return maxRunDuration().filter(l -> run.clock().nanos() - start >= l.toNanos()).isPresent();
  }

  private boolean timeIsUp(int block) {
    if (!timeIsOver()) {
      return false;
    }
    Issue issue =
        Issue.warning(
            "run-budget-reached",
            "the run's time limit of "
                + maxRunDuration().orElseThrow().toSeconds()
                + " s was reached in block "
                + block
                + "; no further fork was started.",
            "Raise trials.max_run_duration_s and resume the run.");
    raise(issue);
    return true;
  }

  private void raise(Issue issue) {
    issues.add(issue);
    run.notifier()
        .tell(
            "issueRaised", l -> l.issueRaised(new RunEvents.IssueRaised(Optional.empty(), issue)));
  }

  private void finish(RunConfigRunner runner) throws IOException {
    finish(runner.result(), runner.isNews());
  }

  /** Stored results stay, even if the system is refused now. */
  private RunConfigResult unmeasured(CheckedRunConfig config, TrialStatus status) {
    MeasuredSoFar.Stored stored = earlier.of(config.runConfig().id());
    return new RunConfigResult(
        config.runConfig(),
        status,
        stored.effective(),
        Scoring.of(checked.definition(), config).normalizer(stored.trials()),
        stored.trials(),
        config.issues(),
        Optional.empty(),
        stored.forks());
  }

  private void finish(RunConfigResult result, boolean news) throws IOException {
    if (!finished.add(result.runConfig().id())) {
      return;
    }
    if (news) {
      run.sink().runConfig(result);
    }
    run.notifier()
        .tell(
            "runConfigFinished", l -> l.runConfigFinished(new RunEvents.RunConfigFinished(result)));
  }

  private RunResult result() {
    List<RunConfigResult> inOrder = new ArrayList<>();
    for (CheckedRunConfig config : checked.configs()) {
      RunConfigRunner runner = runners.get(config.runConfig().id());
      TrialStatus unmeasured = config.refused() ? TrialStatus.REFUSED : TrialStatus.CANCELLED;
      inOrder.add(runner == null ? unmeasured(config, unmeasured) : runner.result());
    }
    List<Issue> found = new ArrayList<>(issues);
    if (run.cancellation().requested()) {
      found.add(
          Issue.warning("cancelled", "the run was cancelled before it finished.", "Resume it."));
    }
    return new RunResult(
        identity.runId(),
        checked.definition(),
        provenance,
        identity.startedAt(),
        Duration.ofNanos(run.clock().nanos() - start),
        run.cancellation().requested(),
        inOrder,
        found,
        resultsFile,
        run.sink().artifacts());
  }
}
