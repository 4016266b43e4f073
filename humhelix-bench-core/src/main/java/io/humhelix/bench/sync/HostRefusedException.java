package io.humhelix.bench.sync;

/** The folder of a host cannot be used, so the host is not asked. */
final class HostRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient HostProblem problem;

  HostRefusedException(HostProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  HostProblem problem() {
    return problem;
  }
}
