package io.humhelix.bench.result;

import io.humhelix.bench.model.RunConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of a run config.
 *
 * @param runConfig the run config
 * @param status OK if every measured trial is OK; otherwise the status of the first that is not
 * @param effective what the live system really was; empty if it never loaded
 * @param normalizer id and version of the text normaliser, as in {@code english-1}
 * @param trials first call, warm-up and measured trials of all forks, in the order of execution
 * @param issues what a reader should know; the reasons, if REFUSED
 * @param failure why it could not be loaded; empty otherwise
 * @param forks result of each fork; empty for a run config that was not executed
 */
public record RunConfigResult(
    RunConfig runConfig,
    TrialStatus status,
    Optional<EffectiveSut> effective,
    String normalizer,
    List<TrialResult> trials,
    List<Issue> issues,
    Optional<Failure> failure,
    List<ForkResult> forks) {

  public RunConfigResult {
    Objects.requireNonNull(runConfig, "runConfig");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(effective, "effective");
    Objects.requireNonNull(normalizer, "normalizer");
    Objects.requireNonNull(failure, "failure");
    trials = List.copyOf(trials);
    issues = List.copyOf(issues);
    forks = List.copyOf(forks);
  }

  /**
   * Creates a result without forks.
   *
   * @param runConfig the run config
   * @param status how it ended
   * @param effective what the live system really was
   * @param normalizer id and version of the text normaliser
   * @param trials its trials
   * @param issues what a reader should know
   * @param failure why it could not be loaded; empty otherwise
   */
  public RunConfigResult(
      RunConfig runConfig,
      TrialStatus status,
      Optional<EffectiveSut> effective,
      String normalizer,
      List<TrialResult> trials,
      List<Issue> issues,
      Optional<Failure> failure) {
    this(runConfig, status, effective, normalizer, trials, issues, failure, List.of());
  }

  /**
   * Returns the name for people.
   *
   * @return system and workload
   */
  public String label() {
    return runConfig.label();
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

  /**
   * Returns the first reason why this run config has not been measured, or not in all trials: an
   * error of its own, of a trial, or a failure.
   *
   * @return one sentence or two, such as {@code [model-missing] there is no model 'x'.}; empty if
   *     there is none
   */
  public Optional<String> firstProblem() {
    Stream<String> errors =
        Stream.concat(issues.stream(), trials.stream().flatMap(trial -> trial.issues().stream()))
            .filter(issue -> issue.severity() == Severity.ERROR)
            .map(issue -> "[" + issue.code() + "] " + issue.message());
    Stream<String> failures =
        Stream.of(
                failure.stream(),
                forks.stream().flatMap(fork -> fork.failure().stream()),
                trials.stream().flatMap(trial -> trial.failure().stream()))
            .flatMap(each -> each)
            .map(one -> one.kind() + ": " + one.message());
    return Stream.concat(errors, failures).findFirst();
  }

  /**
   * Returns a line for logs and failed tests, without texts and times.
   *
   * @return label, status, counts, and the first problem
   */
  @Override
  public String toString() {
    return label()
        + " "
        + status
        + " ("
        + validTrials().size()
        + " of "
        + trials.stream().filter(trial -> trial.kind() == TrialKind.MEASURED).count()
        + " measured trials valid)"
        + (status == TrialStatus.OK ? "" : firstProblem().map(why -> ": " + why).orElse(""));
  }
}
