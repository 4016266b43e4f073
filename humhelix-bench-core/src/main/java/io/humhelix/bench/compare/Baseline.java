package io.humhelix.bench.compare;

import io.humhelix.bench.result.RunBaseline;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * An earlier run to compare with, with the policy of the comparison. Immutable.
 *
 * <pre>{@code
 * RunResult run = Harness.run(definition);
 * run.compareWith(Baseline.named("main")).requireNoRegression();
 * }</pre>
 */
public final class Baseline implements RunBaseline<Comparison> {

  private final RunResult run;
  private final Optional<ComparisonPolicy> policy;

  private Baseline(RunResult run, Optional<ComparisonPolicy> policy) {
    this.run = run;
    this.policy = policy;
  }

  /**
   * Returns a run as a baseline.
   *
   * @param run just measured, or read
   * @return a baseline with the tolerances of the candidate's definition, else the usual ones
   */
  public static Baseline of(RunResult run) {
    return new Baseline(Objects.requireNonNull(run, "run"), Optional.empty());
  }

  /**
   * Reads stored results.
   *
   * @param path a results file, or a folder, of which the newest is taken
   * @return a baseline with the tolerances of the candidate's definition, else the usual ones
   * @throws StoreException if there is none, or it cannot be read
   */
  public static Baseline read(Path path) throws StoreException {
    return of(RunReader.read(path));
  }

  /**
   * Reads a baseline of the folder {@code baselines} in the working directory.
   *
   * @param name under which it was set
   * @return a baseline with the tolerances of the candidate's definition, else the usual ones
   * @throws BaselineException if there is none of that name; the message says how to set one
   * @throws StoreException if it cannot be read
   */
  public static Baseline named(String name) throws BaselineException, StoreException {
    return of(Baselines.in(Baselines.FOLDER).get(name).run());
  }

  /**
   * Returns this baseline with another policy.
   *
   * @param value tolerances, the host's floor and what is meant to differ
   * @return a new baseline
   */
  public Baseline withPolicy(ComparisonPolicy value) {
    return new Baseline(run, Optional.of(value));
  }

  /**
   * Returns the run.
   *
   * @return the earlier run
   */
  public RunResult run() {
    return run;
  }

  /**
   * Compares a run with this one.
   *
   * @param candidate the run that is judged
   * @return the verdicts
   * @throws IllegalArgumentException if it is the same run
   */
  @Override
  public Comparison compare(RunResult candidate) {
    return RunComparison.between(
        run,
        candidate,
        policy.orElseGet(
            () -> ComparisonPolicy.DEFAULT.with(candidate.definition().expectations())));
  }
}
