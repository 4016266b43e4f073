package io.humhelix.bench.harness;

import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Forks and a clock that are made up: clips are due at even distances and are worked on one after
 * the other, which takes no time.
 */
final class MadeUpForks implements ForkFactory {

  private static final double SECOND = 1e9;

  /**
   * What a system does at a load.
   *
   * @param status how the trial ends
   * @param callSeconds how long each call takes
   * @param calls how many return
   */
  record Act(TrialStatus status, double callSeconds, int calls) {
    static Act takes(double seconds) {
      return new Act(TrialStatus.OK, seconds, Integer.MAX_VALUE);
    }

    /** After some calls, which were all waiting at the same time. */
    static Act breaks(TrialStatus how, int calls) {
      return new Act(how, 10, calls);
    }
  }

  DoubleFunction<Act> system = load -> Act.takes(0.001);
  boolean isolated = true;

  /** Whether a call that is late is given up by the backend, which then lives on. */
  boolean ownDeadlines;

  long now;
  int opened;
  int closed;

  @Override
  public Fork fork(
      CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule) {
    return new MadeUpFork(workload);
  }

  @Override
  public void close() {
    // Nothing is shared.
  }

  private final class MadeUpFork implements Fork {
    private final PreparedWorkload workload;
    private boolean lost;

    private MadeUpFork(PreparedWorkload workload) {
      this.workload = workload;
    }

    @Override
    public Optional<Failure> open() {
      opened++;
      return Optional.empty();
    }

    @Override
    public Executed trial(TrialTask task) {
      boolean loaded = task.scenario() instanceof Scenario.Server;
      double load = loaded ? ((Scenario.Server) task.scenario()).rate() : 1;
      Act act = loaded ? system.apply(load) : Act.takes(0.001);
      Extent extent = task.scenario().extent();
      long least = Math.round(extent.minDuration().toNanos() / SECOND * load);
      long calls = Math.min(act.calls(), Math.max(1, Math.max(extent.minQueries(), least)));
      CallSeries.Builder made = workload.calls();
      List<Transcript> texts = new ArrayList<>();
      long origin = now;
      for (int i = 0; i < calls; i++) {
        long due = origin + Math.round(i / load * SECOND);
        long start = Math.max(now, due);
        long took = Math.round(act.callSeconds() * SECOND);
        now = start + took;
        made.add(0, i, i, due - origin, 0, start - origin, took, 0, -1);
        texts.add(Transcript.ofText("a text"));
      }
      boolean late = act.status() == TrialStatus.TIMEOUT;
      lost = late && !ownDeadlines;
      boolean bad = act.status() != TrialStatus.OK;
      return new Executed(
          act.status(),
          ScenarioCalls.of(made.build(), texts),
          bad ? Optional.of(failure(late)) : Optional.empty(),
          List.of(),
          List.of());
    }

    private Failure failure(boolean late) {
      FailureKind kind = late ? FailureKind.TIMEOUT : FailureKind.SUT_ERROR;
      return new Failure(kind, "transcribe", "503", "Ask for less.", "");
    }

    @Override
    public long loadNanos() {
      return 1;
    }

    @Override
    public Optional<EffectiveSut> effective() {
      return Optional.of(
          new EffectiveSut("fake", "1", "cpu", "none", "float32", Options.of(Map.of())));
    }

    @Override
    public boolean usable() {
      return !lost;
    }

    @Override
    public boolean isolated() {
      return isolated;
    }

    @Override
    public Ended close() {
      closed++;
      return new Ended(1, 1, List.of(), List.of());
    }
  }
}
