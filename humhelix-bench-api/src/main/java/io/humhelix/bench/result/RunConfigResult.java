package io.humhelix.bench.result;

import io.humhelix.bench.model.RunConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a run config.
 *
 * @param runConfig what was asked for
 * @param status OK if every measured trial is; else how the first one that is not ended
 * @param effective what the live system really was; empty if it never came to life
 * @param normalizer id and version of the text normaliser, as in {@code english-1}
 * @param trials first call, warm-up and measured trials in the order of execution
 * @param issues what a reader should know; the reasons, if REFUSED
 * @param failure why it did not come to life; empty otherwise
 */
public record RunConfigResult(
    RunConfig runConfig,
    TrialStatus status,
    Optional<EffectiveSut> effective,
    String normalizer,
    List<TrialResult> trials,
    List<Issue> issues,
    Optional<Failure> failure) {

  public RunConfigResult {
    Objects.requireNonNull(runConfig, "runConfig");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(effective, "effective");
    Objects.requireNonNull(normalizer, "normalizer");
    Objects.requireNonNull(failure, "failure");
    trials = List.copyOf(trials);
    issues = List.copyOf(issues);
  }

  /**
   * Returns the measured trials whose numbers count.
   *
   * @return in the order of execution
   */
  public List<TrialResult> validTrials() {
    return trials.stream().filter(TrialResult::counts).toList();
  }

  /**
   * Returns the cold first call.
   *
   * @return empty if there was none, or it failed
   */
  public Optional<TrialResult> firstCall() {
    return trials.stream().filter(t -> t.kind() == TrialKind.FIRST_CALL).findFirst();
  }
}
