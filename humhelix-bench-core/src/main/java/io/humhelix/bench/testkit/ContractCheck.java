package io.humhelix.bench.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * One promise of the SPI, and how it is checked. Independent of every other: checks may be executed
 * alone and in any order, but not at the same time as others, since some look at the whole JVM.
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
   * Returns the name by which a check is left out.
   *
   * @return lower case with dashes, stable
   */
  public String id() {
    return id;
  }

  /**
   * Returns what a backend promises.
   *
   * @return a sentence
   */
  public String promise() {
    return promise;
  }

  /**
   * Executes the check on a thread of its own and waits for it, at most as long as the contract's
   * deadline.
   *
   * @return how it ended; whatever the backend throws is in it
   */
  public ContractOutcome verify() {
    return Patience.within(deadline, body);
  }

  @Override
  public String toString() {
    return id + ": " + promise;
  }
}
