package io.humhelix.bench.history;

import io.humhelix.bench.stats.Interval;
import java.util.Objects;
import java.util.Optional;

/**
 * The newest session of a series, judged by those before it that are on the same level.
 *
 * @param state the outcome
 * @param earlier sessions that it was judged by, or could have been if there were {@link
 *     History#FEWEST_TO_JUDGE}
 * @param expected where it should lie, in the metric's unit: a prediction interval for one new
 *     session; empty where it was not judged
 */
public record NewestSession(State state, int earlier, Optional<Interval> expected) {

  /** Outcome for the newest session. */
  public enum State {
    /** Within what was expected. */
    AS_EXPECTED,
    /** Beyond what was expected, and beyond every earlier session of this level, for the worse. */
    WORSE,
    /** The same for the better. */
    BETTER,
    /** The same, of a metric that has no better side. */
    UNUSUAL,
    /** Too few sessions on this level. */
    TOO_FEW,
    /** It has no valid trial. */
    NOT_VALID
  }

  public NewestSession {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(expected, "expected");
  }

  static NewestSession notJudged(State state, int earlier) {
    return new NewestSession(state, earlier, Optional.empty());
  }
}
