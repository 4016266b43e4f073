package io.humhelix.bench.result;

/**
 * Something that a run can be compared with. The harness has one: {@code Baseline} in its package
 * {@code compare}.
 *
 * @param <C> what a comparison comes to
 */
@FunctionalInterface
public interface RunBaseline<C> {

  /**
   * Compares a run.
   *
   * @param candidate the run that is judged
   * @return the verdicts
   */
  C compare(RunResult candidate);
}
