package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Executes a checked definition, one run config after the other. Used once. */
public final class RunExecutor {

  /** Results could not be kept: what was measured until then. */
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
  private final Schedule schedule;
  private final Function<String, ClipScorer> scorers;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private final Notifier notifier;
  private final ResultSink sink;
  private final Optional<Path> resultsFile;
  private final Map<String, RunConfigResult> results = new HashMap<>();
  private final long start;

  /**
   * Prepares a run.
   *
   * @param scorers makes the scorer of a normaliser id
   */
  public RunExecutor(
      RunIdentity identity,
      CheckedRun checked,
      Provenance provenance,
      Function<String, ClipScorer> scorers,
      NanoClock clock,
      Cancellation cancellation,
      Notifier notifier,
      ResultSink sink,
      Optional<Path> resultsFile) {
    this.identity = identity;
    this.checked = checked;
    this.provenance = provenance;
    this.scorers = scorers;
    this.clock = clock;
    this.cancellation = cancellation;
    this.notifier = notifier;
    this.sink = sink;
    this.resultsFile = resultsFile;
    schedule = new Schedule(provenance.seed());
    start = clock.nanos();
  }

  /**
   * Executes the run.
   *
   * @throws SinkFailedException if results could not be kept; nothing more is measured then
   */
  public RunResult run() throws SinkFailedException {
    try {
      measure();
    } catch (IOException e) {
      throw new SinkFailedException(e, result());
    }
    RunResult result = result();
    try {
      sink.end(result);
    } catch (IOException e) {
      throw new SinkFailedException(e, result);
    }
    notifier.tell("runFinished", l -> l.runFinished(new RunEvents.RunFinished(result)));
    return result;
  }

  private void measure() throws IOException {
    List<CheckedRunConfig> order =
        schedule.order(checked.configs().stream().filter(c -> !c.refused()).toList());
    List<RunConfig> planned = order.stream().map(CheckedRunConfig::runConfig).toList();
    notifier.tell(
        "runStarted",
        l ->
            l.runStarted(
                new RunEvents.RunStarted(
                    identity.runId(), planned, provenance.seed(), resultsFile)));
    for (CheckedRunConfig config : checked.configs()) {
      if (config.refused()) {
        finish(unmeasured(config, TrialStatus.REFUSED));
      }
    }
    ProgressMeter progress =
        new ProgressMeter(notifier, clock, (long) order.size() * checked.passes());
    RunConfigRunner.Surroundings surroundings =
        new RunConfigRunner.Surroundings(
            checked.definition(),
            schedule,
            clock,
            cancellation,
            notifier,
            sink,
            progress,
            new AbandonedCalls());
    for (int i = 0; i < order.size(); i++) {
      CheckedRunConfig config = order.get(i);
      if (cancellation.requested()) {
        finish(unmeasured(config, TrialStatus.CANCELLED));
        continue;
      }
      RunConfigRunner runner =
          new RunConfigRunner(
              surroundings, config, checked.workloadOf(config), scorer(config.runConfig()));
      try {
        finish(runner.run());
      } catch (IOException e) {
        results.put(config.runConfig().id(), runner.result(Optional.empty()));
        throw e;
      }
      progress.skipTo((long) (i + 1) * checked.passes());
    }
  }

  private ClipScorer scorer(RunConfig config) {
    return scorers.apply(checked.definition().accuracy().normalizerFor(config.workload().task()));
  }

  private RunConfigResult unmeasured(CheckedRunConfig config, TrialStatus status) {
    return new RunConfigResult(
        config.runConfig(),
        status,
        Optional.empty(),
        scorer(config.runConfig()).normalizer(),
        List.of(),
        config.issues(),
        Optional.empty());
  }

  private void finish(RunConfigResult result) throws IOException {
    results.put(result.runConfig().id(), result);
    sink.runConfig(result);
    notifier.tell(
        "runConfigFinished", l -> l.runConfigFinished(new RunEvents.RunConfigFinished(result)));
  }

  private RunResult result() {
    List<RunConfigResult> inOrder = new ArrayList<>();
    for (CheckedRunConfig config : checked.configs()) {
      RunConfigResult result = results.get(config.runConfig().id());
      inOrder.add(result == null ? unmeasured(config, TrialStatus.CANCELLED) : result);
    }
    List<Issue> issues =
        cancellation.requested()
            ? List.of(
                Issue.warning(
                    "cancelled", "the run was cancelled before it was through.", "Run it again."))
            : List.of();
    return new RunResult(
        identity.runId(),
        checked.definition(),
        provenance,
        identity.startedAt(),
        Duration.ofNanos(clock.nanos() - start),
        cancellation.requested(),
        inOrder,
        issues,
        resultsFile,
        sink.artifacts());
  }
}
