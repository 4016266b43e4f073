package io.humhelix.bench.backend.onnx.decode;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a window's text is searched for.
 *
 * @param beams 1 for greedy search, more for beam search; at a temperature above 0 it has no effect
 * @param patience how many finished beams are waited for, as a factor of the beams, above 0 (Kasai
 *     et al. 2022, arXiv:2204.05424); 1 is common beam search
 * @param lengthPenalty exponent of the length penalty of Wu et al. 2016 (arXiv:1609.08144), 0 to 1;
 *     empty divides by the number of tokens
 * @param bestOf how many candidates are drawn at a temperature above 0, 1 or more
 */
public record SearchOptions(int beams, double patience, OptionalDouble lengthPenalty, int bestOf) {

  /** Greedy search; 5 candidates where a temperature above 0 is fallen back to. */
  public static final SearchOptions GREEDY = new SearchOptions(1, 1, OptionalDouble.empty(), 5);

  public SearchOptions {
    Objects.requireNonNull(lengthPenalty, "lengthPenalty");
    Checks.require(beams >= 1, "beams", beams, "1 or more");
    Checks.require(
        patience > 0 && Math.rint(beams * patience) >= 1, "patience", patience, "above 0");
    double penalty = lengthPenalty.orElse(0);
    Checks.require(penalty >= 0 && penalty <= 1, "length penalty", penalty, "0 to 1");
    Checks.require(bestOf >= 1, "best of", bestOf, "1 or more");
  }

  /**
   * Beam search with the other values of {@link #GREEDY}.
   *
   * @param beams number of beams
   * @return the options
   */
  public static SearchOptions ofBeams(int beams) {
    return new SearchOptions(beams, 1, OptionalDouble.empty(), GREEDY.bestOf);
  }

  /** Returns how many finished beams end the search of a window. */
  int finishedBeams() {
    return (int) Math.rint(beams * patience);
  }

  /** Returns what candidates are ranked by. */
  double score(Candidate candidate) {
    int length = Math.max(1, candidate.tokens().size());
    double penalty =
        lengthPenalty.isEmpty()
            ? length
            : Math.pow((5 + length) / 6.0, lengthPenalty.getAsDouble());
    return candidate.logProbability() / penalty;
  }
}
