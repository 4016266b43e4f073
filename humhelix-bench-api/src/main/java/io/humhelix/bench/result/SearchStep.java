package io.humhelix.bench.result;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What the trials of one step of a peak search have shown together, up to the trial that has this.
 * A step tries one load, in as many trials as it takes to tell whether the load is held.
 *
 * @param step number of the step in its fork, from 1
 * @param confirms whether it tries a load again that was held, with other arrivals
 * @param queries number of queries asked in the trials of the step so far
 * @param slow how many of these missed the limit
 * @param percentileSeconds the percentile of the limit over these queries; empty if that query was
 *     never answered
 * @param outcome what follows from them
 * @param undecided whether the step ended without a clear answer, so that the observed percentile
 *     decides: the load is close to the peak
 */
public record SearchStep(
    int step,
    boolean confirms,
    int queries,
    int slow,
    OptionalDouble percentileSeconds,
    Outcome outcome,
    boolean undecided) {

  /** Whether a load is held. */
  public enum Outcome {
    /** Not known yet: the step goes on. */
    OPEN,
    /** The percentile is within its limit. */
    HELD,
    /** It is not, a backlog grew, or the system failed. */
    MISSED
  }

  public SearchStep {
    Objects.requireNonNull(percentileSeconds, "percentileSeconds");
    Objects.requireNonNull(outcome, "outcome");
    if (step < 1 || slow < 0 || slow > queries) {
      throw new IllegalArgumentException(
          "step " + step + " with " + slow + " of " + queries + " queries slow");
    }
  }
}
