package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One load of a system under test, in a worker process or in this one. The harness thread calls
 * {@link #open}, then trials as long as it is {@link #usable}, then {@link #close}. A failure of
 * the system is returned, never thrown. An interrupt requests cancellation and is restored.
 */
public interface Fork {

  /**
   * The outcome of a trial.
   *
   * @param status OK, FAILED, TIMEOUT or CANCELLED
   * @param calls those that returned, and their load
   * @param failure why the calls failed; empty if they did not
   * @param issues warnings about this trial
   * @param sampled telemetry of the machine during the calls
   * @param lossAfter why the system was lost after the calls had ended; their numbers stand
   */
  record Executed(
      TrialStatus status,
      ScenarioCalls calls,
      Optional<Failure> failure,
      List<Issue> issues,
      List<Measurement> sampled,
      Optional<Failure> lossAfter) {
    public Executed {
      sampled = List.copyOf(sampled);
      issues = List.copyOf(issues);
    }

    /** The outcome of a trial after whose calls the system was not lost. */
    public Executed(
        TrialStatus status,
        ScenarioCalls calls,
        Optional<Failure> failure,
        List<Issue> issues,
        List<Measurement> sampled) {
      this(status, calls, failure, issues, sampled, Optional.empty());
    }
  }

  /**
   * How a fork ended. Times are sums where a second process continued the fork.
   *
   * @param startNanos from the start of its process until that answered; 0 in-process
   * @param endNanos from the request to close until all its processes were gone
   * @param issues warnings about closing
   * @param artifacts files that it left
   */
  record Ended(long startNanos, long endNanos, List<Issue> issues, List<Artifact> artifacts) {
    public Ended {
      issues = List.copyOf(issues);
      artifacts = List.copyOf(artifacts);
    }

    /** Adds the end of a process that continued the fork. */
    Ended then(Ended last) {
      return new Ended(
          startNanos + last.startNanos,
          endNanos + last.endNanos,
          Stream.concat(issues.stream(), last.issues.stream()).toList(),
          Stream.concat(artifacts.stream(), last.artifacts.stream()).toList());
    }
  }

  /** Loads the system; returns the failure, if there was one. */
  Optional<Failure> open();

  /** Executes a trial. */
  Executed trial(TrialTask task);

  /** Returns how long loading took; 0 if it failed. */
  long loadNanos();

  /** Returns what the system reports about itself: after loading, then after its first call. */
  Optional<EffectiveSut> effective();

  /** Returns whether another trial can be executed. */
  boolean usable();

  /** Returns whether it has a process of its own. */
  boolean isolated();

  /**
   * Closes the system, whatever happened before.
   *
   * @throws IOException if its artifacts could not be stored
   */
  Ended close() throws IOException;
}
