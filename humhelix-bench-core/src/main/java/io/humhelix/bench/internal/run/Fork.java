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
 * One load of a system under test, wherever it runs. Used by the harness thread: {@link #open},
 * then trials as long as it is {@link #usable}, then {@link #close}. What goes wrong with the
 * system is a returned failure, never an exception. An interrupt requests cancellation and is
 * restored.
 */
public interface Fork {

  /**
   * What came of a trial's calls.
   *
   * @param status OK, FAILED, TIMEOUT or CANCELLED
   * @param calls those that returned, and what they were put under
   * @param failure why they did not end well
   * @param issues what was found meanwhile
   * @param sampled what the machine did meanwhile
   * @param lossAfter why the system was lost after calls that had ended well, which stand
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

    /** Of a trial after which the system was not lost, or in whose calls it was. */
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
   * How it ended.
   *
   * @param startNanos from the start of a process until it answered; 0 without one, the sum of them
   *     where another one took over
   * @param endNanos from asking for the end until nothing was left; a sum likewise
   * @param issues what was found meanwhile
   * @param artifacts files that it left
   */
  record Ended(long startNanos, long endNanos, List<Issue> issues, List<Artifact> artifacts) {
    public Ended {
      issues = List.copyOf(issues);
      artifacts = List.copyOf(artifacts);
    }

    /** How it all ended, where another process took over. */
    Ended then(Ended last) {
      return new Ended(
          startNanos + last.startNanos,
          endNanos + last.endNanos,
          Stream.concat(issues.stream(), last.issues.stream()).toList(),
          Stream.concat(artifacts.stream(), last.artifacts.stream()).toList());
    }
  }

  /** Loads the system; returns why that failed, if it did. */
  Optional<Failure> open();

  /** Executes a trial. */
  Executed trial(TrialTask task);

  /** How long loading took; 0 if it failed. */
  long loadNanos();

  /** What the system says that it is: asked after loading, and again after its first call. */
  Optional<EffectiveSut> effective();

  /** Whether another trial can be executed. */
  boolean usable();

  /** Whether it has a process of its own. */
  boolean isolated();

  /**
   * Closes the system, whatever happened before.
   *
   * @throws IOException if what it left could not be kept
   */
  Ended close() throws IOException;
}
