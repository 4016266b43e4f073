package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.TrialResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an interrupted run has measured and stored; a resumed run does not measure it again.
 *
 * @param runConfigs by id
 * @param complete whether the stored run has its end
 */
public record MeasuredSoFar(Map<String, Stored> runConfigs, boolean complete) {

  /** A new run, which has nothing. */
  public static final MeasuredSoFar NONE = new MeasuredSoFar(Map.of(), false);

  /**
   * The stored results of a run config.
   *
   * @param trials in the order of execution
   * @param forks those that ended; a fork that has only trials was interrupted
   * @param spent the time that each fork took, interrupted ones included
   * @param effective what the system reported about itself
   * @param finished whether its end is stored
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

    /** Returns the result of a fork, if it ended. */
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
