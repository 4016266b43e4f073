package io.humhelix.bench.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * One promise of the SPI, and its check. Checks are independent: run them alone and in any order,
 * but not at the same time, since some look at the whole JVM.
 */
public final class ContractCheck {

  private final String id;
  private final String promise;
  private final Duration deadline;
  private final Callable<ContractOutcome> body;

  ContractCheck(String id, String promise, Duration deadline, Callable<ContractOutcome> body) {
    this.id = Objects.requireNonNull(id, "id");
    this.promise = Objects.requireNonNull(promise, "promise");
    this.deadline = deadline;
    this.body = body;
  }

  /**
   * Returns the name with which to leave out this check.
   *
   * @return lower case with dashes, stable
   */
  public String id() {
    return id;
  }

  /**
   * Returns what the backend promises.
   *
   * @return a sentence
   */
  public String promise() {
    return promise;
  }

  /**
   * Runs the check on its own thread and waits for it, at most until the contract's deadline.
   *
   * @return the outcome; includes anything the backend throws
   */
  public ContractOutcome verify() {
    return Patience.within(deadline, body);
  }

  @Override
  public String toString() {
    return id + ": " + promise;
  }
}
