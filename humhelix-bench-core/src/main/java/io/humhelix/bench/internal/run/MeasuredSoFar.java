package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.TrialResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an interrupted run has on disk already, and what its continuation leaves out.
 *
 * @param runConfigs by id
 * @param complete whether it is on disk that the run is through
 */
public record MeasuredSoFar(Map<String, Stored> runConfigs, boolean complete) {

  /** Nothing: a new run. */
  public static final MeasuredSoFar NONE = new MeasuredSoFar(Map.of(), false);

  /**
   * What there is of a run config.
   *
   * @param trials in the order of execution
   * @param forks those that ended; a fork with trials alone was interrupted
   * @param spent the time that each fork took, interrupted ones included
   * @param effective what the system said that it was
   * @param finished whether it is on disk how the run config ended
   */
  public record Stored(
      List<TrialResult> trials,
      List<ForkResult> forks,
      Map<Integer, Duration> spent,
      Optional<EffectiveSut> effective,
      boolean finished) {

    static final Stored NOTHING =
        new Stored(List.of(), List.of(), Map.of(), Optional.empty(), false);

    public Stored {
      trials = List.copyOf(trials);
      forks = List.copyOf(forks);
      spent = Map.copyOf(spent);
    }

    /** Returns how a fork ended, if it did. */
    Optional<ForkResult> fork(int number) {
      return forks.stream().filter(fork -> fork.fork() == number).findFirst();
    }

    List<TrialResult> trialsOf(int fork) {
      return trials.stream().filter(t -> t.fork() == fork).toList();
    }
  }

  public MeasuredSoFar {
    runConfigs = Map.copyOf(runConfigs);
  }

  Stored of(String runConfigId) {
    return runConfigs.getOrDefault(runConfigId, Stored.NOTHING);
  }
}
